"""Alignment by attribute or style becomes a class."""

from bs4 import Tag

from byline.lib.allowed import ALIGNMENT_CLASSES

_CLASS_BY_VALUE = {
    "left": "align-left",
    "center": "align-center",
    "middle": "align-center",
    "right": "align-right",
    "justify": "align-justify",
}
_FLOATING = frozenset({"figure", "img", "table", "video"})


def take_alignment(tag: Tag) -> None:
    """Replace `align`, `style` and the element `center` by a class; other styles are gone."""
    value = str(tag.attrs.pop("align", "")).strip().lower()
    style = str(tag.attrs.pop("style", "")).lower()
    name = "float" if tag.name in _FLOATING else "text-align"
    for declaration in style.split(";"):
        key, _, setting = declaration.partition(":")
        if key.strip() == name:
            value = setting.strip()
    if tag.name == "center":
        value = value or "center"
    if value in _CLASS_BY_VALUE:
        set_alignment(tag, _CLASS_BY_VALUE[value])


def class_names(tag: Tag) -> list[str]:
    """Return the names in the `class` attribute."""
    return str(tag.get("class", "")).split()


def set_class_names(tag: Tag, names: list[str]) -> None:
    """Set the `class` attribute, or remove it when there is no name."""
    if names:
        tag["class"] = " ".join(names)
    else:
        tag.attrs.pop("class", None)


def set_alignment(tag: Tag, name: str) -> None:
    """Let `name` be the one class of alignment."""
    others = [other for other in class_names(tag) if other not in ALIGNMENT_CLASSES]
    set_class_names(tag, [*others, name])
