"""Old addresses that were no item's: lists of tags and authors, feeds, pages about files."""

from collections.abc import Iterator, Mapping

from flask import current_app
from sqlalchemy import insert, select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from byline.blog.models import Redirect, Tag
from byline.extensions import db, write_unit
from byline.lib.limits import MAX_PATH_CHARS
from byline.lib.titles import title_key

# How many one query asks for.
BATCH = 500


def add_list_redirects(*, tags: Mapping[str, str], places: Mapping[str, str]) -> int:
    """Let old addresses lead to lists and other places here; returns how many are new.

    `tags` are titles, `places` paths of this site, both by old addresses in the form of
    `byline.lib.paths.normal_path`; such as `/?cat=3` are taken, too. What leads somewhere already
    stays as it is, and what a page of this site always answers is left out. Runs a few queries, and
    writes nothing where nothing is new.
    """
    wanted = [path for path in {**places, **tags} if _can_redirect(path)]
    known = _known_paths(wanted)
    new = [path for path in wanted if path not in known]
    ids = _find_tags({title_key(tags[path]) for path in new if path in tags})
    rows: list[dict[str, int | str | None]] = []
    for path in new:
        tag_id = ids.get(title_key(tags[path])) if path in tags else None
        target = None if path in tags else places[path]
        if tag_id or target:
            rows.append({"path": path, "tag_id": tag_id, "target": target})
    if rows:
        with write_unit() as session:
            session.execute(insert(Redirect), rows)
    return len(rows)


def _can_redirect(path: str) -> bool:
    """Say whether an address fits, and is not one that this site itself answers."""
    if len(path) > MAX_PATH_CHARS or path == "/":
        return False
    try:
        _endpoint, arguments = current_app.url_map.bind("").match(path)
    except RequestRedirect:
        return False
    except HTTPException:
        return True
    # One with a parameter may find nothing, and then the redirect counts.
    return bool(arguments)


def _known_paths(paths: list[str]) -> set[str]:
    return {
        path
        for some in _batches(paths)
        for path in db.session.scalars(select(Redirect.path).where(Redirect.path.in_(some)))
    }


def _find_tags(keys: set[str]) -> dict[str, int]:
    return {
        row.title_key: row.id
        for some in _batches(sorted(keys))
        for row in db.session.execute(select(Tag.id, Tag.title_key).where(Tag.title_key.in_(some)))
    }


def _batches(values: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]
