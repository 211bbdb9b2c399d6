"""No script comes through, whatever it is wrapped in."""

from html.parser import HTMLParser

import pytest

from byline.lib.clean import clean_html
from byline.lib.render import SourceFormat, render
from tests.lib.xss_vectors import XSS_VECTORS

DANGEROUS_ELEMENTS = {
    "animate", "applet", "base", "body", "button", "embed", "form", "frame", "frameset", "head",
    "html", "iframe", "input", "link", "marquee", "math", "meta", "noscript", "object", "option",
    "param", "plaintext", "portal", "script", "select", "style", "svg", "template", "textarea",
    "title", "use", "xml", "xmp",
}  # fmt: skip
DANGEROUS_SCHEMES = (
    "blob:", "data:", "feed:", "file:", "jar:", "javascript:", "livescript:", "vbscript:",
    "view-source:",
)  # fmt: skip
WORDS = {"alt", "aria-label", "id", "label", "title"}


class Inspector(HTMLParser):
    """Collects what could run; a reader of its own, not the one that the cleaner uses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in DANGEROUS_ELEMENTS:
            self.found.append(tag)
        for name, value in attrs:
            address = "".join(c for c in (value or "").lower() if c > " ")
            if name.startswith("on") or name in {"style", "srcdoc", "formaction"}:
                self.found.append(name)
            parts = [] if name in WORDS else address.split(",")  # as in `srcset`
            if any(part.startswith(DANGEROUS_SCHEMES) for part in parts):
                self.found.append(f"{name}={value}")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"declaration {decl}")


def find_dangers(html: str) -> list[str]:
    inspector = Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector.found


@pytest.mark.parametrize("source_format", ["html", "markdown"])
@pytest.mark.parametrize("vector", XSS_VECTORS)
def test_a_script_in_a_body_is_gone(vector: str, source_format: SourceFormat) -> None:
    rendered = render(f"before {vector}", source_format)

    assert find_dangers(rendered.html) == []
    assert find_dangers(rendered.summary) == []


@pytest.mark.parametrize("source_format", ["html", "markdown"])
@pytest.mark.parametrize("vector", XSS_VECTORS)
def test_a_script_at_the_start_of_a_block_is_gone(vector: str, source_format: SourceFormat) -> None:
    rendered = render(f"{vector}\n\nafter", source_format)

    assert find_dangers(rendered.html) == []


@pytest.mark.parametrize("vector", XSS_VECTORS)
def test_a_script_in_a_given_summary_is_gone(vector: str) -> None:
    assert find_dangers(render("text", "html", summary=f"{vector}</b>").summary) == []


@pytest.mark.parametrize("vector", XSS_VECTORS)
def test_a_cleaned_script_stays_clean(vector: str) -> None:
    cleaned = clean_html(vector)

    assert clean_html(cleaned) == cleaned


def test_the_inspector_finds_what_is_dangerous() -> None:
    found = [bool(find_dangers(vector)) for vector in XSS_VECTORS]

    # The others are text until a second reading, or Markdown, or need an own element.
    assert sum(found) > len(found) / 2


def test_there_are_vectors_of_every_family() -> None:
    assert len(set(XSS_VECTORS)) >= 200
