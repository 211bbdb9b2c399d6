"""Cards as the editors of Ghost keep them, as HTML: both its formats have the same."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from byline.lib.markdown import render_markdown

Payload = Mapping[str, Any]
# Where other cards keep words worth reading, HTML or plain.
HTML_WORDS = (
    "heading", "header", "subheader", "content", "calloutText", "productTitle",
    "productDescription",
    "textValue", "caption",
)  # fmt: skip
# By what they lead to, the words for it.
LINKS = {"url": "title", "src": "title", "buttonUrl": "buttonText", "productUrl": "productButton"}
# They say nothing to a reader of the web.
RULES = frozenset({"horizontalrule", "hr"})
SILENT = frozenset({"email", "email-cta", "paywall", "signup"})


def card_html(kind: str, payload: Payload, notes: list[str]) -> str:
    """Return what a card shows; notes one of which nothing is left."""
    reader = READERS.get(kind)
    if kind in RULES:
        return "<hr>\n"
    html = reader(payload) if reader else "" if kind in SILENT else _words(payload)
    if not html:
        notes.append(f"a card was left out ({kind[:40]})")
    return f"{html}\n"


def _value(payload: Payload, name: str) -> str:
    value = payload.get(name)
    return value if isinstance(value, str) else ""


def _caption(payload: Payload) -> str:
    caption = _value(payload, "caption")
    return f"<figcaption>{caption}</figcaption>" if caption else ""


def _image(payload: Payload) -> str:
    source = _value(payload, "src")
    alt = escape(_value(payload, "alt"))
    shown = f'<img src="{escape(source)}" alt="{alt}">'
    return f"<figure>{shown}{_caption(payload)}</figure>" if source else ""


def _gallery(payload: Payload) -> str:
    images = payload.get("images")
    shown = [_image(one) for one in images or () if isinstance(one, dict)]
    return f'<figure class="gallery">{"".join(shown)}{_caption(payload)}</figure>' if shown else ""


def _markdown(payload: Payload) -> str:
    return render_markdown(_value(payload, "markdown"))


def _html(payload: Payload) -> str:
    return _value(payload, "html")


def _code(payload: Payload) -> str:
    language = escape(_value(payload, "language"))
    return f'<pre><code class="language-{language}">{escape(_value(payload, "code"))}</code></pre>'


def _embed(payload: Payload) -> str:
    return f"<figure>{_value(payload, 'html')}{_caption(payload)}</figure>"


def _bookmark(payload: Payload) -> str:
    metadata = payload.get("metadata")
    url = _value(payload, "url")
    title = _value(metadata, "title") if isinstance(metadata, dict) else ""
    return f'<p><a href="{escape(url)}">{escape(title or url)}</a></p>' if url else ""


def _words(payload: Payload) -> str:
    """Return the words and links of a card that has no reader of its own."""
    said = [f"<p>{value}</p>" for name in HTML_WORDS if (value := _value(payload, name))]
    for name, label in LINKS.items():
        if url := _value(payload, name):
            shown = escape(_value(payload, label) or _value(payload, "fileName") or url)
            said.append(f'<p><a href="{escape(url)}">{shown}</a></p>')
    return "\n".join(said)


READERS: dict[str, Callable[[Payload], str]] = {
    "image": _image,
    "gallery": _gallery,
    "markdown": _markdown,
    "card-markdown": _markdown,
    "html": _html,
    "code": _code,
    "codeblock": _code,
    "embed": _embed,
    "bookmark": _bookmark,
}
