"""The Markdown and HTML that shortcodes become; all of it is cleaned like any other text."""

import html
import re
from dataclasses import dataclass
from urllib.parse import quote

from byline.lib.markdown import render_markdown
from byline.lib.video import find_video, parse_video_url

RUNS_OF_BACKTICKS = re.compile(r"`+")
NO_LANGUAGE = re.compile(r"[^\w+#.-]+")
# What an address in Markdown may hold as it is; a percent sign stays one.
ADDRESS_CHARACTERS = "/:?#@!$&'*+,;=%~-._{}"
SPECIAL = re.compile(r"([\\`*_\[\]<>])")


@dataclass(frozen=True)
class Block:
    """Something that stands on lines of its own."""

    text: str


# None: nothing to show for it, so it is left out and named.
Piece = Block | str | None


def address(written: str) -> str:
    """Return an address as a link in Markdown takes it."""
    return quote(written.strip(), safe=ADDRESS_CHARACTERS)


def link(target: str, text: str = "", *, title: str = "") -> str:
    """Return a link; one without a text shows where it leads."""
    shown = SPECIAL.sub(r"\\\1", " ".join((text or target).split()))
    behind = f' "{_quoted(title)}"' if title else ""
    return f"[{shown}]({address(target)}{behind})"


def figure(
    source: str, *, alt: str = "", caption: str = "", target: str = "", title: str = ""
) -> Piece:
    """Return a picture, with its caption and what it leads to; None for one without address."""
    if not source.strip():
        return None
    if not caption and not target:
        shown = SPECIAL.sub(r"\\\1", " ".join(alt.split()))
        behind = f' "{_quoted(title)}"' if title else ""
        return f"![{shown}]({address(source)}{behind})"
    picture = f'<img src="{_attribute(source)}" alt="{_attribute(alt or caption)}">'
    if target:
        picture = f'<a href="{_attribute(target)}">{picture}</a>'
    below = f"<figcaption>{_attribute(caption)}</figcaption>" if caption else ""
    return Block(f"<figure>{picture}{below}</figure>")


def video(host: str, video_id: str, start: str = "") -> Piece:
    """Return a player of a video host; None for what is no video there."""
    seconds = int(start) if start.isascii() and start.isdecimal() and len(start) < 7 else 0
    found = find_video(host, video_id.strip(), seconds) or parse_video_url(video_id)
    if found is None:
        return None
    return Block(f'<iframe src="{_attribute(found.page_url)}"></iframe>')


def fence(code: str, language: str = "") -> Block:
    """Return a block of code."""
    code = code.strip("\n").rstrip()
    longest = max(map(len, RUNS_OF_BACKTICKS.findall(code)), default=0)
    mark = "`" * max(3, longest + 1)
    return Block(f"{mark}{NO_LANGUAGE.sub('', language)}\n{code}\n{mark}")


def blockquote(inner: str, by: str = "") -> Block:
    """Return a quote, and whose it is."""
    lines = inner.strip("\n").rstrip().split("\n")
    if by:
        lines += ["", f"— {by}"]
    return Block("\n".join(f"> {line}".rstrip() for line in lines))


def page_link(base: str, *parts: str) -> Piece:
    """Return a link to a page elsewhere, by the parts of its path; None where one is missing."""
    if not all(re.fullmatch(r"[\w.-]{1,100}", part) for part in parts):
        return None
    return link("/".join((base, *parts)))


def as_html(piece: Block | str) -> str:
    """Return a piece as a text in HTML takes it; an address stays one."""
    if isinstance(piece, Block):
        return render_markdown(piece.text)
    if not piece.startswith(("[", "![")):
        return piece
    return render_markdown(piece).strip().removeprefix("<p>").removesuffix("</p>")


def _attribute(text: str) -> str:
    return html.escape(" ".join(text.split()))


def _quoted(text: str) -> str:
    return html.escape(" ".join(text.split()).replace("\\", ""))
