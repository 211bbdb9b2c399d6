"""Import what Byline exported."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import func, select

from byline.blog.models import Page, Post
from byline.exports.format import digest_of_media
from byline.extensions import db
from byline.importers.blog import Progress
from byline.importers.byline.archive import open_archive
from byline.importers.byline.blog import ArchivedBlog
from byline.importers.byline.media import ArchivedMedia
from byline.importers.byline.rest import (
    asking_addresses,
    read_names,
    read_redirects,
    take_redirects,
    take_tags,
)
from byline.importers.byline.writing import ArchivedRun
from byline.importers.identities import find_source_key, remember_source
from byline.importers.models import ImportIdentity
from byline.importers.remote import RemoteMedia
from byline.importers.report import Report
from byline.importers.sources import open_source

KIND = "byline"


def import_byline(
    path: Path,
    *,
    dry_run: bool = False,
    accounts: Mapping[str, str] | None = None,
    fetch_media: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Import an export, a folder or an archive; what earlier runs imported is passed over.

    A site without posts and pages becomes what the other one was: ids, versions and dates stay, and
    with them every address. Elsewhere the posts get ids of their own and links between them lead
    there. HTML is cleaned as it is on every save, whatever the export says. Each post is one
    transaction, so that a run that ends early is simply started again. Raises ImportStopped.
    """
    report = Report(source=str(path), dry_run=dry_run)
    with open_source(path) as source:
        archive = open_archive(source)
        for name, reason in source.refused.items():
            report.ask(name, f"left out: {reason}")
        with ArchivedMedia(archive, report, dry_run=dry_run) as media:
            redirects = read_redirects(archive, report)
            names = read_names(archive, report)
            blog = ArchivedBlog(archive, media, names, asking_addresses(redirects), report)
            location = archive.address or str(path.resolve())
            slugs = blog.slugs if archive.address else None
            key = find_source_key(KIND, location, blog.digests, slugs)
            if not dry_run:
                remember_source(key, KIND, archive.address)
            blog.keeping_ids = has_nothing_else(key)
            files = sum(digest_of_media(name) is not None for name in archive.names())
            steps = _Steps(files + len(blog.digests), progress)
            media.take_all(steps.next)
            tags = take_tags(archive, report, keeping_ids=blog.keeping_ids)
            with RemoteMedia(key, fetching=fetch_media, dry_run=dry_run) as remote:
                run = ArchivedRun(key, blog, media, report, remote=remote, accounts=accounts)
                run.keep_ids(keeping=blog.keeping_ids, posts=len(blog.digests))
                run.take_all(len(blog.digests), lambda _done, _total: steps.next())
            take_redirects(redirects, report, tags)
    return report


class _Steps:
    """Counts files and posts together."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def next(self) -> None:
        self._done += 1
        if self._progress:
            self._progress(self._done, self._total)


def has_nothing_else(key: str) -> bool:
    """Say whether every post and page of this site came from a source; two queries."""
    return not any(
        db.session.scalar(
            select(func.count())
            .select_from(model)
            .where(
                model.id.not_in(
                    select(column).where(ImportIdentity.source == key, column.is_not(None))
                )
            )
        )
        for model, column in (
            (Post, ImportIdentity.post_id),
            (Page, ImportIdentity.page_id),
        )
    )
