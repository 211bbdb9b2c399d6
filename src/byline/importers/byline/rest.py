"""What an export has beside posts and pages: tags and addresses of lists, names of authors."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from byline.blog.models import Redirect, Tag
from byline.blog.services.counters import hold_totals
from byline.exports.format import AUTHORS, QUERY, REDIRECTS, TAGS
from byline.extensions import db, write_unit
from byline.importers.byline.archive import Archive
from byline.importers.byline.entries import read_path
from byline.importers.byline.fields import Fields
from byline.importers.byline.sequences import raise_sequence
from byline.importers.errors import ItemUnreadable
from byline.importers.report import Report
from byline.importers.text import one_line
from byline.importers.writing import address_problem
from byline.lib.limits import MAX_NAME_CHARS, MAX_PATH_CHARS, MAX_USERNAME_CHARS
from byline.lib.titles import InvalidTitle, normalize_tag_title, title_key


def read_names(archive: Archive, report: Report) -> dict[str, str]:
    """Return the display names of authors by their user names."""
    names: dict[str, str] = {}
    for fields in _entries(archive, AUTHORS, report):
        username = fields.text("username", MAX_USERNAME_CHARS)
        name = one_line(fields.text("name", MAX_NAME_CHARS) or "")
        if username and name:
            names[username] = name
        report.ask(AUTHORS, *fields.notes)
    return names


def take_tags(archive: Archive, report: Report, *, keeping_ids: bool) -> set[str]:
    """Add the tags that are not here yet, those too that no post has, in one transaction.

    Returns the titles, without regard to case, of all that there are then.
    """
    known = set(db.session.scalars(select(Tag.title_key)))
    keeping_ids = keeping_ids and not known
    wanted: dict[str, Tag] = {}
    ids: set[int] = set()
    for fields in _entries(archive, TAGS, report):
        try:
            title = normalize_tag_title(fields.text("title") or "")
            row_id = fields.row_id("id") if keeping_ids else None
        except (InvalidTitle, ItemUnreadable) as error:
            report.ask(TAGS, f"a tag was left out: {error}")
            continue
        key = title_key(title)
        if key not in known and key not in wanted and row_id not in ids:
            wanted[key] = Tag(id=row_id, title=title, title_key=key)
            ids |= {row_id} if row_id else set()
    if wanted and not report.dry_run:
        _add_tags(wanted.values(), keeping_ids=keeping_ids)
    return known | wanted.keys()


def _add_tags(tags: Iterable[Tag], *, keeping_ids: bool) -> None:
    with write_unit() as session:
        hold_totals()
        session.add_all(tags)
        session.flush()
        if keeping_ids:
            raise_sequence(Tag)


def read_redirects(archive: Archive, report: Report) -> list[Fields]:
    """Return the list of old addresses."""
    return _entries(archive, REDIRECTS, report)


def asking_addresses(redirects: Iterable[Fields]) -> dict[str, list[str]]:
    """Return the old addresses that only the list has, by the ids of the posts and pages."""
    found: dict[str, list[str]] = {}
    for fields in redirects:
        path = read_path(fields.text("path"))
        for kind in ("post", "page"):
            if path and QUERY in path and fields.has(kind):
                found.setdefault(f"{kind}:{fields.number(kind, 0, least=1)}", []).append(path)
    return found


def take_redirects(redirects: Iterable[Fields], report: Report, tags: set[str]) -> None:
    """Add the old addresses of tags and lists; those of posts and pages come with them.

    `tags` are the titles of those that are here, or would be after a dry run.
    """
    new: list[Redirect] = []
    for fields in redirects:
        if fields.has("post") or fields.has("page"):
            continue
        try:
            redirect = _read_redirect(fields, tags)
        except ItemUnreadable as error:
            report.ask(REDIRECTS, f"an old address was left out: {error}")
            continue
        found = db.session.scalar(select(Redirect).where(Redirect.path == redirect.path))
        if found and (found.tag_id, found.target) == (redirect.tag_id, redirect.target):
            continue
        if problem := address_problem(redirect.path, None):
            report.ask(REDIRECTS, problem)
        elif redirect.path not in {one.path for one in new}:
            new.append(redirect)
    if new and not report.dry_run:
        with write_unit() as session:
            session.add_all(new)


def _read_redirect(fields: Fields, tags: set[str]) -> Redirect:
    path = read_path(fields.text("path"))
    if path is None:
        raise ItemUnreadable("it is none of this site")
    if fields.has("tag"):
        title = fields.text("tag") or ""
        if title_key(title) not in tags:
            raise ItemUnreadable(f"{path} leads to the tag {title[:60]!r}, which is not here")
        tag = select(Tag.id).where(Tag.title_key == title_key(title))
        return Redirect(path=path, tag_id=db.session.scalar(tag))
    target = fields.text("address", MAX_PATH_CHARS) or ""
    # Two slashes, or one that leans the other way, lead to another site.
    if not target.startswith("/") or target[1:2] in ("/", "\\") or not target.isprintable():
        raise ItemUnreadable(f"{path} leads to {target[:60]!r}, which is no address of this site")
    return Redirect(path=path, target=target)


def _entries(archive: Archive, name: str, report: Report) -> list[Fields]:
    try:
        values: list[Any] = archive.read_list(name)
    except ItemUnreadable as error:
        report.ask(name, f"left out: {error}")
        return []
    if not all(isinstance(value, dict) for value in values):
        report.ask(name, "what is no list of names and values was left out")
    return [Fields(value, []) for value in values if isinstance(value, dict)]
