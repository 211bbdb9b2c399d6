"""Tables."""

from bs4 import Tag

from byline.lib.allowed import ALIGNMENT_CLASSES
from byline.lib.reshape.alignment import class_names, set_class_names
from byline.lib.reshape.blocks import is_blank

MAX_LABEL_CHARS = 100


def reshape_table(table: Tag) -> None:
    """Put a table into a box that scrolls and that a keyboard can reach.

    The box is named by the caption or the headings. It is a group: many regions would crowd the
    list of landmarks.
    """
    if table.find_parent("table"):
        return
    box = table.parent
    if box is None or "table-scroll" not in class_names(box):
        box = table.wrap(Tag(name="div", attrs={"class": "table-scroll"}))
    _move_alignment(table, box)
    box["tabindex"] = "0"
    if label := _label_of(table):
        box["role"], box["aria-label"] = "group", label
    else:
        box.attrs.pop("role", None)
        box.attrs.pop("aria-label", None)


def reshape_header_cell(cell: Tag) -> None:
    """Say whether a header is one of a row or of a column; an empty one is no header."""
    if is_blank(cell):
        cell.name = "td"
        cell.attrs.pop("scope", None)
        cell.attrs.pop("abbr", None)
    elif not cell.has_attr("scope"):
        cell["scope"] = "row" if _begins_row_of_data(cell) else "col"


def _begins_row_of_data(cell: Tag) -> bool:
    row = cell.parent
    if row is None or cell.find_parent("thead") or cell.find_previous_sibling(["td", "th"]):
        return False
    return row.find("td", recursive=False) is not None


def _move_alignment(table: Tag, box: Tag) -> None:
    moved = [name for name in class_names(table) if name in ALIGNMENT_CLASSES]
    if moved:
        set_class_names(table, [name for name in class_names(table) if name not in moved])
        set_class_names(box, ["table-scroll", *moved])


def _label_of(table: Tag) -> str:
    caption = table.find("caption")
    row = table.find("tr")
    if caption:
        words = caption.get_text(" ")
    else:
        cells = row.find_all("th", recursive=False) if isinstance(row, Tag) else []
        words = ", ".join(cell.get_text(" ", strip=True) for cell in cells)
    return " ".join(words.split())[:MAX_LABEL_CHARS].strip()
