"""Ids in a body and the links to them."""

from urllib.parse import quote, unquote

from bs4 import Tag

# Ids of the pages that bodies stand in, and of the fields of forms there.
RESERVED_IDS = frozenset(
    {
        "comments", "comments-heading", "content", "csrf_token", "main", "menu", "name",
        "parent_id", "q", "submit", "text",
    }
)  # fmt: skip
RESERVED_PREFIXES = ("comment-",)
PREFIX = "text-"

# A fragment need not name more than this of a heading to mean it.
MIN_MEANT_CHARS = 8
MAX_MEANT_CHARS = 200


def settle_ids(tags: list[Tag]) -> None:
    """Make ids unique and different from the page's own, and let links in the body follow.

    Other ids stay as they are, because links from outside lead to them.
    """
    renamed = _rename_ids(tags)
    places = {_essence(name): new_name for name, new_name in renamed.items()}
    for tag in tags:
        href = str(tag.get("href", ""))
        if tag.name == "a" and len(href) > 1 and href.startswith("#"):
            name = unquote(href[1:])
            target = renamed.get(name) or _meant(name, places)
            if target and target != name:
                tag["href"] = "#" + quote(target, safe=":")


def _rename_ids(tags: list[Tag]) -> dict[str, str]:
    """Return the new name of each id; the first element with an id keeps it, as in a browser."""
    renamed: dict[str, str] = {}
    taken: set[str] = set()
    for tag in tags:
        name = str(tag.get("id") or (tag.name == "a" and tag.get("name")) or "")
        tag.attrs.pop("name", None)
        new_name = PREFIX + name if _is_reserved(name) else name
        if not name or new_name in taken:
            tag.attrs.pop("id", None)
        else:
            tag["id"] = renamed[name] = new_name
            taken.add(new_name)
    return renamed


def _is_reserved(name: str) -> bool:
    return name.lower() in RESERVED_IDS or name.lower().startswith(RESERVED_PREFIXES)


def _meant(name: str, places: dict[str, str]) -> str | None:
    """Find the heading that another program's way of making ids would have called `name`.

    Some keep apostrophes or capitals, some add words for the emoji at the end.
    """
    essence = _essence(name[:MAX_MEANT_CHARS])
    for end in range(len(essence), MIN_MEANT_CHARS - 1, -1):
        if essence[:end] in places:
            return places[essence[:end]]
    return places.get(essence)


def _essence(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())
