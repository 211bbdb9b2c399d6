"""Find tags by their titles, making those that are new."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from byline.blog.models import Tag
from byline.extensions import db
from byline.lib.titles import normalize_tag_title, title_key


def get_tags(titles: Iterable[str]) -> list[Tag]:
    """Return the tags of these titles in their order, each once whatever its case.

    Two queries at most, and one insert a new tag. Raises InvalidTitle for a title that no tag can
    have.
    """
    wanted = {title_key(title): title for title in map(normalize_tag_title, titles)}
    if not wanted:
        return []
    query = select(Tag).where(Tag.title_key.in_(wanted))
    known = {tag.title_key: tag for tag in db.session.execute(query).scalars()}
    return [known.get(key) or _add_tag(title, key) for key, title in wanted.items()]


def _add_tag(title: str, key: str) -> Tag:
    """Add a tag, or take the one that another process has added in the meantime."""
    tag = Tag(title=title, title_key=key)
    try:
        with db.session.begin_nested():
            db.session.add(tag)
    except IntegrityError:
        return db.session.execute(select(Tag).where(Tag.title_key == key)).scalar_one()
    return tag
