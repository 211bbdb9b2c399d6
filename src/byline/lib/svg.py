"""Make an SVG from outside a picture and nothing else: no script, no link, no address.

An SVG is a document that can run code and fetch files. Here it is parsed without entities and
rebuilt from the elements and attributes in `svg_rules`; whatever refers to something may refer to
a part of the same file or carry a raster picture inside. The product shows SVG by `<img>` and
serves it with a policy that forbids the same things once more.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, tostring  # nosec B405

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from byline.lib import svg_css
from byline.lib.svg_rules import ANIMATIONS, ATTRIBUTES, ELEMENTS, REFERENCES, TEXT_ELEMENTS

MAX_ELEMENTS = 100_000
# Deeper than any drawing program nests, and far from the depth that ends the interpreter.
MAX_DEPTH = 100
SVG = "{http://www.w3.org/2000/svg}"
XHTML = "{http://www.w3.org/1999/xhtml}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Pixels in a unit, https://www.w3.org/TR/css-values-4/#absolute-lengths
PIXELS = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4}
LENGTH = re.compile(r"\s*\+?(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})(px|pt|pc|in|cm|mm|)\s*")


class NotSvg(Exception):
    """The content is no well-formed XML with an SVG in it."""


class SvgRefused(Exception):
    """The drawing defines entities, or is larger or deeper than a drawing needs to be."""


@dataclass(frozen=True)
class Drawing:
    """A cleaned SVG and its size in CSS pixels, None where it does not say one."""

    data: bytes
    width: int | None
    height: int | None


def clean_svg(data: bytes) -> Drawing:
    """Return an SVG reduced to what draws. Raises NotSvg or SvgRefused.

    The result is UTF-8 without comments, and cleaning it again changes nothing.
    """
    root = _parse(data)
    if root.tag != f"{SVG}svg":
        raise NotSvg(f"the outermost element is {root.tag}")
    width, height = _size(root)
    _clean_element(root, SVG)
    root.set("xmlns", SVG.strip("{}"))
    root.set("xmlns:xlink", XLINK.strip("{}"))
    root.tail = None
    return Drawing(tostring(root, encoding="utf-8"), width, height)


def _parse(data: bytes) -> Element:
    depth = count = 0
    root: Element | None = None
    try:
        for event, element in iterparse(io.BytesIO(data), events=("start", "end")):
            if event == "end":
                depth -= 1
                continue
            root = element if root is None else root
            depth, count = depth + 1, count + 1
            if depth > MAX_DEPTH or count > MAX_ELEMENTS:
                raise SvgRefused(f"more than {MAX_ELEMENTS} elements or {MAX_DEPTH} levels")
    except DefusedXmlException as error:
        raise SvgRefused(str(error)) from error
    except (ParseError, LookupError, ValueError) as error:
        # LookupError and ValueError: an encoding that is unknown or does not fit.
        raise NotSvg(str(error)) from error
    if root is None:
        raise NotSvg("nothing in it")
    return root


def _clean_element(element: Element, namespace: str) -> None:
    """Clean an allowed element, its attributes and everything in it."""
    element.tag = element.tag.removeprefix(namespace)
    attributes = list(element.items())
    element.attrib.clear()
    for name, value in attributes:
        _keep_attribute(element, name, value)
    if element.tag == "style":
        element.text = svg_css.clean_css(element.text or "")
    element[:] = _clean_children(element, XHTML if element.tag == "foreignObject" else namespace)
    if element.tag == "foreignObject":
        for child in element:
            child.set("xmlns", XHTML.strip("{}"))


def _clean_children(parent: Element, namespace: str) -> Iterator[Element]:
    """Yield the children that stay, cleaned; a link stays as a group."""
    for child in list(parent):
        if child.tag == f"{SVG}a":
            child.tag = f"{SVG}g"
        if _is_allowed(child, namespace):
            _clean_element(child, namespace)
            yield child


def _is_allowed(element: Element, namespace: str) -> bool:
    if not element.tag.startswith(namespace):
        return False
    name = element.tag.removeprefix(namespace)
    if namespace == XHTML:
        return name in TEXT_ELEMENTS
    if name in ANIMATIONS:
        return element.get("attributeName", "transform") in ATTRIBUTES
    return name in ELEMENTS


def _keep_attribute(element: Element, name: str, value: str) -> None:
    """Set an attribute under the name it is written with, if it is allowed and its value safe."""
    if name in ("href", f"{XLINK}href"):
        address = value.strip()
        if element.tag in REFERENCES and svg_css.is_inside(address):
            element.set("href" if name == "href" else "xlink:href", address)
    elif name in (XML_SPACE, XML_LANGUAGE):
        element.set(name, value)
    elif name in ATTRIBUTES:
        element.set(name, svg_css.clean_css(value) if _may_refer(value) else value)


def _may_refer(value: str) -> bool:
    """Whether a value could be more than numbers and words; most of a drawing is long paths."""
    return "(" in value or "\\" in value or "@" in value


def _size(root: Element) -> tuple[int, int] | tuple[None, None]:
    """Return the size that a browser gives the drawing as a picture, rounded, at least 1 x 1."""
    width, height = (_pixels(root.get(name, "")) for name in ("width", "height"))
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    box_width, box_height = map(_pixels, box[2:]) if len(box) == 4 else (None, None)
    if box_width and box_height:
        if width is None and height is None:
            width, height = box_width, box_height
        width = width or (height or 0) * box_width / box_height
        height = height or width * box_height / box_width
    if not width or not height:
        return None, None
    return max(1, round(width)), max(1, round(height))


def _pixels(length: str) -> float | None:
    """Return a length in pixels; None for one that depends on where it is shown, such as 100%."""
    match = LENGTH.fullmatch(length)
    return float(match[1]) * PIXELS[match[2]] if match else None
