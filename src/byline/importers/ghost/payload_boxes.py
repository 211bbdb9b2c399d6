"""Cards that are boxes of several parts, as the HTML that Ghost would have rendered."""

from collections.abc import Callable, Mapping
from html import escape

from jinja2.filters import do_filesizeformat

from byline.importers.ghost.payload_parts import (
    Payload,
    button,
    caption,
    card,
    image,
    measure,
    number,
    part,
    tag,
    value,
)

MAX_STARS = 5


def _bookmark(payload: Payload) -> str:
    metadata = payload.get("metadata")
    said: Payload = metadata if isinstance(metadata, dict) else payload
    url = value(payload, "url") or value(said, "url")
    if not url:
        return ""
    content = "".join(
        part("div", f"kg-bookmark-{name}", escape(value(said, name)))
        for name in ("title", "description", "author", "publisher")
    )
    link = tag("a", content, href=url, class_="kg-bookmark-container")
    return card("figure", "bookmark", link, caption(payload))


def _callout(payload: Payload) -> str:
    text = value(payload, "calloutText")
    colour = value(payload, "backgroundColor")
    sign = part("div", "kg-callout-emoji", escape(value(payload, "calloutEmoji")))
    classes = f"kg-card kg-callout-card kg-callout-card-{colour or 'grey'}"
    inside = tag("div", text, class_="kg-callout-text")
    return tag("div", sign, inside, class_=classes) if text.strip() or sign else ""


def _toggle(payload: Payload) -> str:
    heading = part("h4", "kg-toggle-heading-text", value(payload, "heading"))
    content = part("div", "kg-toggle-content", value(payload, "content"))
    return card("div", "toggle", heading, content) if heading or content else ""


def _header(payload: Payload) -> str:
    heading = part("h2", "kg-header-card-heading", value(payload, "header"))
    below = part("p", "kg-header-card-subheading", value(payload, "subheader"))
    leads = button(payload, "kg-header-card-button") if payload.get("buttonEnabled") else ""
    shown = image(payload, "backgroundImageSrc", class_="kg-header-card-image")
    found = (shown, heading, below, leads)
    return card("div", "header", *found) if any(found) else ""


def _product(payload: Payload) -> str:
    stars = number(payload, "productStarRating") if payload.get("productRatingEnabled") else 0
    active = tag("span", class_="kg-product-card-rating-active") * min(stars, MAX_STARS)
    leads = button(payload, "kg-product-card-button", url="productUrl", words="productButton")
    names = {"src": "Src", "width": "Width", "height": "Height"}
    picture = {name: payload.get(f"productImage{behind}") for name, behind in names.items()}
    found = (
        image(picture, class_="kg-product-card-image"),
        part("h4", "kg-product-card-title", value(payload, "productTitle")),
        active,
        part("div", "kg-product-card-description", value(payload, "productDescription")),
        leads if payload.get("productButtonEnabled") else "",
    )
    return card("div", "product", *found) if any(found) else ""


def _call_to_action(payload: Payload) -> str:
    label = value(payload, "sponsorLabel") if payload.get("hasSponsorLabel") else ""
    found = (
        part("div", "kg-cta-sponsor-label", label),
        image(payload, "imageUrl", class_="kg-cta-image"),
        part("div", "kg-cta-text", value(payload, "textValue")),
        button(payload, "kg-cta-button") if payload.get("showButton") else "",
    )
    return card("div", "cta", *found) if any(found) else ""


def _button(payload: Payload) -> str:
    leads = button(payload, "kg-btn")
    place = "kg-align-center" if value(payload, "alignment") == "center" else "kg-align-left"
    return tag("div", leads, class_=f"kg-card kg-button-card {place}") if leads else ""


def _audio(payload: Payload) -> str:
    source = value(payload, "src")
    title = part("div", "kg-audio-title", escape(value(payload, "title")))
    return card("div", "audio", tag("audio", src=source), title) if source else ""


def _video(payload: Payload) -> str:
    source = value(payload, "src")
    sizes = {name: measure(payload, name) for name in ("width", "height")}
    loops = "loop" if payload.get("loop") else ""
    film = tag("video", src=source, loop=loops, muted=loops and "muted", **sizes)
    still = value(payload, "customThumbnailSrc") or value(payload, "thumbnailSrc")
    width = value(payload, "cardWidth") or "regular"
    classes = f"kg-card kg-video-card kg-width-{width}"
    inside = (film, caption(payload))
    return tag("figure", *inside, class_=classes, data_kg_thumbnail=still) if source else ""


def _file(payload: Payload) -> str:
    source = value(payload, "src")
    size = number(payload, "fileSize")
    parts = {
        "title": value(payload, "fileTitle") or value(payload, "title"),
        "caption": value(payload, "fileCaption") or value(payload, "caption"),
        "filename": value(payload, "fileName"),
        "filesize": do_filesizeformat(size) if size else "",
    }
    inside = "".join(
        part("div", f"kg-file-card-{name}", escape(text)) for name, text in parts.items()
    )
    return card("div", "file", tag("a", inside, href=source)) if source else ""


BOXES: Mapping[str, Callable[[Payload], str]] = {
    "audio": _audio,
    "bookmark": _bookmark,
    "button": _button,
    "call-to-action": _call_to_action,
    "callout": _callout,
    "file": _file,
    "header": _header,
    "product": _product,
    "toggle": _toggle,
    "video": _video,
}
