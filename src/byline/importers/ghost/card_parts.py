"""Small things that all cards are made of."""

from bs4 import Tag

from byline.lib.reshape.alignment import class_names

# How wide a card is.
WIDTHS = {"kg-width-wide": "align-wide", "kg-width-full": "align-full"}


def part(card: Tag, name: str) -> Tag | None:
    """Return the first element in a card that has a class."""
    found = card.find(lambda tag: name in class_names(tag))
    return found if isinstance(found, Tag) else None


def words(card: Tag, name: str) -> str:
    """Return the text of the element that has a class; empty where there is none."""
    found = part(card, name)
    return " ".join(found.get_text(" ").split()) if found else ""


def make(name: str, *inside: Tag | str | None, **attributes: str) -> Tag:
    """Return a new element; `class_` is its class, and what is empty is left out."""
    attrs = {key.rstrip("_"): value for key, value in attributes.items() if value}
    tag = Tag(name=name, attrs=attrs, can_be_empty_element=name == "img")
    tag.extend([one for one in inside if one is not None and one != ""])
    return tag


def contents(tag: Tag | None) -> list[Tag | str]:
    """Take out what an element holds."""
    return [child.extract() for child in list(tag.children)] if tag else []  # type: ignore[misc]  # a child is a tag or a string


def caption(card: Tag) -> Tag | None:
    """Take out the caption of a card."""
    found = card.find("figcaption")
    return found.extract() if isinstance(found, Tag) else None


def width(card: Tag) -> str:
    """Return the class that says how wide a card is; empty for one as wide as the text."""
    return next((WIDTHS[name] for name in class_names(card) if name in WIDTHS), "")


def picture(card: Tag, name: str) -> Tag | None:
    """Return a picture of a card anew, with nothing but what it shows."""
    found = part(card, name)
    source = str(found.get("src", "")) if found else ""
    if found is None or not source:
        return None
    sizes = {key: str(found.get(key, "")) for key in ("width", "height")}
    image = make("img", src=source, **sizes)
    image["alt"] = str(found.get("alt", ""))
    return image


def button(card: Tag, name: str) -> Tag | None:
    """Return the button of a card anew; None where it leads to what only Ghost has."""
    found = part(card, name)
    href = str(found.get("href", "")) if found else ""
    label = words(card, name)
    if not href or not label or is_portal(href):
        return None
    place = "align-center" if "kg-align-center" in class_names(card) else ""
    return make("p", make("a", label, href=href, class_="button"), class_=place)


def is_portal(href: str | None) -> bool:
    """Say whether a link opens a window of Ghost's own: to sign up, to pay, to search."""
    return bool(href) and str(href).strip().lstrip("/").startswith("#/")
