"""Small things that the HTML of kept cards is made of."""

from collections.abc import Mapping
from html import escape
from typing import Any

Payload = Mapping[str, Any]


def value(payload: Payload, name: str) -> str:
    """Return a text of a card; empty for what is none."""
    found = payload.get(name)
    return found if isinstance(found, str) else ""


def number(payload: Payload, name: str) -> int:
    """Return a whole number of a card; 0 for what is none."""
    found = payload.get(name)
    if isinstance(found, bool) or not isinstance(found, int | float):
        return 0
    return int(found) if 0 < found < 2**53 else 0


def measure(payload: Payload, name: str) -> str:
    """Return a number of a card, as an attribute has it; empty for what is none."""
    return str(number(payload, name) or "")


def tag(name: str, *inside: str, **attributes: str) -> str:
    """Return an element with HTML in it.

    `class_` is its class, `data_x_y` the attribute `data-x-y`; what is empty is left out.
    """
    given = {key.rstrip("_").replace("_", "-"): text for key, text in attributes.items() if text}
    written = "".join(f' {key}="{escape(text)}"' for key, text in given.items())
    return f"<{name}{written}>{''.join(inside)}</{name}>"


def part(name: str, class_: str, html: str) -> str:
    """Return a part of a card; empty where it holds nothing."""
    return tag(name, html, class_=class_) if html.strip() else ""


def card(name: str, kind: str, *inside: str, payload: Payload | None = None) -> str:
    """Return a card of a kind, as wide as `payload` says."""
    width = value(payload or {}, "cardWidth")
    classes = f"kg-card kg-{kind}-card" + (f" kg-width-{width}" if width else "")
    return tag(name, *inside, class_=classes)


def caption(payload: Payload) -> str:
    """Return the caption of a card, which is HTML."""
    found = value(payload, "caption")
    return tag("figcaption", found) if found.strip() else ""


def image(payload: Payload, name: str = "src", *, class_: str = "", alt: str = "") -> str:
    """Return a picture of a card; empty where it has none."""
    source = value(payload, name)
    sizes = {key: measure(payload, key) for key in ("width", "height")}
    written = "".join(f' {key}="{size}"' for key, size in sizes.items() if size)
    of_class = f' class="{class_}"' if class_ else ""
    alt = escape(value(payload, "alt") or alt)
    return f'<img src="{escape(source)}" alt="{alt}"{written}{of_class}>' if source else ""


def button(
    payload: Payload, class_: str, *, url: str = "buttonUrl", words: str = "buttonText"
) -> str:
    """Return the button of a card; empty where it leads nowhere."""
    href, label = value(payload, url), value(payload, words)
    return tag("a", escape(label or href), href=href, class_=class_) if href else ""
