"""Cards as the editors of Ghost keep them, as the HTML that Ghost would have rendered.

Both its formats have the same. What they hold: https://github.com/TryGhost/Koenig,
packages/kg-default-nodes. `byline.importers.ghost.cards` makes plain HTML of them.
"""

from collections.abc import Callable, Mapping
from html import escape

from byline.importers.ghost.gates import PAYWALL
from byline.importers.ghost.payload_boxes import BOXES
from byline.importers.ghost.payload_parts import Payload, caption, card, image, tag, value
from byline.importers.report import Said
from byline.lib.markdown import render_markdown

# Where cards that are not known keep words worth reading, HTML or plain.
HTML_WORDS = ("heading", "header", "subheader", "content", "textValue", "caption")
# By what they lead to, the words for it.
LINKS = {"url": "title", "src": "title", "buttonUrl": "buttonText"}
RULES = frozenset({"horizontalrule", "hr"})
# What nobody reads on the web, by what the report says.
LEFT_OUT = {
    "email": Said("a part that only its mail had was left out"),
    "email-cta": Said("a part that only its mail had was left out"),
    "signup": Said("a form to subscribe was left out"),
}


def card_html(kind: str, payload: Payload, notes: list[str]) -> str:
    """Return what a card shows; notes one of which nothing is left."""
    if kind in RULES:
        return "<hr>\n"
    if kind == "paywall":
        return PAYWALL
    html = "" if kind in LEFT_OUT else READERS.get(kind, _words)(payload)
    if not html:
        notes.append(
            LEFT_OUT.get(kind, f"a card without anything to show was left out ({kind[:40]})")
        )
    return f"{html}\n"


def _gallery(payload: Payload) -> str:
    images = payload.get("images")
    images = images if isinstance(images, list) else []
    shown = "".join(image(one) for one in images if isinstance(one, dict))
    return card("figure", "gallery", shown, caption(payload), payload=payload) if shown else ""


def _image(payload: Payload) -> str:
    shown = image(payload)
    if href := value(payload, "href"):
        shown = tag("a", shown, href=href)
    return card("figure", "image", shown, caption(payload), payload=payload) if shown else ""


def _markdown(payload: Payload) -> str:
    return render_markdown(value(payload, "markdown"))


def _html(payload: Payload) -> str:
    return value(payload, "html")


def _code(payload: Payload) -> str:
    language = value(payload, "language")
    class_ = f"language-{language}" if language else ""
    code = tag("pre", tag("code", escape(value(payload, "code"), quote=False), class_=class_))
    below = caption(payload)
    return card("figure", "code", code, below) if below else code


def _embed(payload: Payload) -> str:
    shown, url = value(payload, "html"), value(payload, "url")
    if not shown and url:
        shown = tag("a", escape(url), href=url)
    return card("figure", "embed", shown, caption(payload)) if shown else ""


def _words(payload: Payload) -> str:
    """Return the words and links of a card that has no reader of its own."""
    said = [f"<p>{found}</p>" for name in HTML_WORDS if (found := value(payload, name))]
    for name, label in LINKS.items():
        if url := value(payload, name):
            shown = escape(value(payload, label) or value(payload, "fileName") or url)
            said.append(tag("p", tag("a", shown, href=url)))
    return "\n".join(said)


READERS: Mapping[str, Callable[[Payload], str]] = {
    **BOXES,
    "image": _image,
    "gallery": _gallery,
    "markdown": _markdown,
    "card-markdown": _markdown,
    "html": _html,
    "code": _code,
    "codeblock": _code,
    "embed": _embed,
}
