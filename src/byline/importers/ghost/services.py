"""Import a blog of Ghost."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from flask import current_app

from byline.importers.blog import Progress
from byline.importers.errors import SourceUnreadable
from byline.importers.ghost.authors import Authors
from byline.importers.ghost.blog import GhostBlog
from byline.importers.ghost.entries import Entry, EntryReader
from byline.importers.ghost.export import Export, open_export, read_export
from byline.importers.ghost.left_out import explain_rest
from byline.importers.ghost.links import Links
from byline.importers.ghost.lists import author_paths, old_places
from byline.importers.ghost.navigation import navigation_of
from byline.importers.ghost.rows import text
from byline.importers.ghost.tags import Tags
from byline.importers.identities import find_source_key, remember_source
from byline.importers.lists import add_list_redirects
from byline.importers.media import SourceMedia
from byline.importers.remote import RemoteMedia
from byline.importers.report import Report
from byline.importers.run import ImportRun
from byline.importers.sources import FileSource
from byline.importers.text import one_line
from byline.lib.limits import MAX_PATH_CHARS

KIND = "ghost"


def import_ghost(
    path: Path,
    *,
    dry_run: bool = False,
    accounts: Mapping[str, str] | None = None,
    fetch_media: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Import the entries of an export; what earlier runs imported is passed over.

    `path` is the export's JSON file, or a folder or archive that holds it beside Ghost's `content`.
    Each entry is one transaction, so that a run that ends early is simply started again. Raises
    ImportStopped.
    """
    report = Report(source=str(path), dry_run=dry_run)
    with ExitStack() as stack:
        source = open_export(path, stack)
        media = stack.enter_context(SourceMedia(source, dry_run=dry_run))
        blog, authors, location = _read_blog(source, report)
        blog.read_digests(media)
        slugs = {item.original_id: item.slug for item in blog.items()} if location else None
        key = find_source_key(KIND, location or str(path.resolve()), blog.digests, slugs)
        if not dry_run:
            remember_source(key, KIND, blog.links.site_url)
        remote = stack.enter_context(RemoteMedia(key, fetching=fetch_media, dry_run=dry_run))
        run = ImportRun(key, blog, media, report, remote=remote, accounts=accounts)
        notes: list[str] = []
        blog.links.author_paths = author_paths(authors, run.people, notes)
        report.ask("authors", *notes)
        run.take_all(len(blog.items()), progress)
        if not dry_run:
            add_list_redirects(tags=blog.links.tag_titles, places=old_places(blog.links))
    return report


def _read_blog(source: FileSource, report: Report) -> tuple[GhostBlog, Authors, str]:
    """Read all entries; returns whose they are, too, and what tells the blog from others.

    Says in the report what of the export is no entry. Raises SourceUnreadable.
    """
    export = read_export(source)
    tags, authors = Tags(export), Authors(export)
    meta = {text(row, "post_id"): row for row in export.rows("posts_meta")}
    entries = _read_entries(export, EntryReader(tags, authors, meta), report)
    if not report.found:
        raise SourceUnreadable(f"{export.path}: there are no posts in it")
    for path, reason in source.refused.items():
        report.ask(path, f"left out: {reason}")
    tags.explain(report)
    authors.explain(report)
    explain_rest(export, source, report)
    site_url = current_app.config["SITE_URL"]
    own_host = urlsplit(site_url).hostname if site_url else None
    permalinks = export.setting("permalinks")
    links = Links(entries, source.sizes, tags.used(), permalinks=permalinks, own_host=own_host)
    location = export.setting("public_hash") or links.site_url
    return GhostBlog(entries, links, navigation_of(export)), authors, location


def _read_entries(export: Export, reader: EntryReader, report: Report) -> list[Entry]:
    entries: dict[str, Entry] = {}
    rows = export.rows("posts")
    report.found += len(rows)
    for row in rows:
        # Ids are the database's; exports that other programs made do without.
        names = (one_line(text(row, name)) for name in ("id", "uuid", "slug"))
        ids = [name for name in names if name and len(name) <= MAX_PATH_CHARS]
        free = [name for name in ids if name not in entries]
        if free:
            entries[free[0]] = reader.read(row, free[0])
        else:
            name = one_line(text(row, "slug") or text(row, "title"))[:80] or "an entry"
            report.refuse(name, "an entry has the same id already" if ids else "it has no id")
    return list(entries.values())
