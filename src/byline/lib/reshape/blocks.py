"""Paragraphs, headings, blocks of code, and small things."""

from bs4 import NavigableString, Tag

from byline.lib.attributes import language_of
from byline.lib.reshape.alignment import class_names, set_class_names

# Elements that show something without text in them.
_SHOWING = ["audio", "hr", "img", "progress", "table", "video"]


def is_blank(tag: Tag) -> bool:
    """Tell whether there is nothing in `tag` to see or to link to."""
    return not (tag.get_text(strip=True) or tag.find(_SHOWING) or tag.find(id=True))


def drop_blank(tag: Tag) -> None:
    """Remove a paragraph or heading without content; screen readers would announce it."""
    if is_blank(tag):
        tag.decompose()


def reshape_span(tag: Tag) -> None:
    """Take off a span that says nothing."""
    if not tag.attrs:
        tag.unwrap()


def reshape_div(tag: Tag) -> None:
    """Leave the attributes of a scrolling box to boxes around tables."""
    names = class_names(tag)
    if "table-scroll" in names and tag.find("table", recursive=False):
        return
    set_class_names(tag, [name for name in names if name != "table-scroll"])
    for name in ("aria-label", "role", "tabindex"):
        tag.attrs.pop(name, None)


def reshape_progress(tag: Tag) -> None:
    """Let the bar say its value to a screen reader."""
    if value := tag.get("value"):
        tag["aria-label"] = f"{value} / {tag.get('max', 1)}"


def reshape_task_box(tag: Tag) -> None:
    """Show the box of a task list as a sign: a field that nobody can use needs no label."""
    if tag.get("type") == "checkbox":
        tag.replace_with("☑" if tag.has_attr("checked") else "☐")
    else:
        tag.decompose()


def reshape_code_block(tag: Tag) -> None:
    """Let the keyboard scroll the block, and name its language where the colouring looks."""
    tag["tabindex"] = "0"
    first = next(iter(tag.strings), None)
    if isinstance(first, NavigableString) and first.startswith("\n"):
        # The parser takes one line end at the start of `pre` for layout, each time it reads it.
        first.replace_with(NavigableString(first.lstrip("\n")))
    language = language_of(str(tag.get("class", "")))
    set_class_names(tag, [name for name in class_names(tag) if not name.startswith("language-")])
    if language:
        _name_language(tag, f"language-{language}")


def _name_language(block: Tag, name: str) -> None:
    code = block.find("code", recursive=False)
    if not isinstance(code, Tag):
        code = Tag(name="code")
        code.extend(list(block.children))
        block.append(code)
    if not language_of(str(code.get("class", ""))):
        set_class_names(code, [*class_names(code), name])
