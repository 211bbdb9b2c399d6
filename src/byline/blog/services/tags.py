"""Find tags by their titles, making those that are new."""

from collections.abc import Collection, Iterable

from sqlalchemy import select

from byline.blog.models import Tag
from byline.blog.services.counters import hold_totals
from byline.extensions import db
from byline.lib.titles import normalize_tag_title, title_key


def get_tags(titles: Iterable[str]) -> list[Tag]:
    """Return the tags of these titles in their order, each once whatever its case.

    One query where all are known. Raises InvalidTitle for a title that no tag can have.
    """
    wanted: dict[str, str] = {}
    for title in map(normalize_tag_title, titles):
        # Of two ways to write a tag the first is taken.
        wanted.setdefault(title_key(title), title)
    known = _find_tags(wanted)
    if len(known) < len(wanted):
        hold_totals()
        # Another process may have added some while this one waited.
        known = _add_missing(wanted, _find_tags(wanted))
    return [known[key] for key in wanted]


def _find_tags(keys: Collection[str]) -> dict[str, Tag]:
    if not keys:
        return {}
    query = select(Tag).where(Tag.title_key.in_(keys))
    return {tag.title_key: tag for tag in db.session.execute(query).scalars()}


def _add_missing(wanted: dict[str, str], known: dict[str, Tag]) -> dict[str, Tag]:
    missing = {key: Tag(title=wanted[key], title_key=key) for key in wanted if key not in known}
    db.session.add_all(missing.values())
    db.session.flush()
    return known | missing
