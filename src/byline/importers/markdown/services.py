"""Import a blog of Markdown files."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from byline.importers.blog import Progress
from byline.importers.byline.archive import is_export
from byline.importers.byline.services import import_byline
from byline.importers.errors import SourceUnreadable
from byline.importers.identities import find_source_key, remember_source
from byline.importers.markdown.blog import read_blog
from byline.importers.media import SourceMedia
from byline.importers.remote import RemoteMedia
from byline.importers.report import Report
from byline.importers.run import ImportRun
from byline.importers.sources import open_source

KIND = "markdown"


def import_markdown(
    path: Path,
    *,
    dry_run: bool = False,
    accounts: Mapping[str, str] | None = None,
    fetch_media: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Import the posts of a folder or archive; what earlier runs imported is passed over.

    Each post is one transaction, so that a run that ends early is simply started again. A post
    that was edited here is never written; one that changed in the source, and not here, is. A dry
    run reads and checks everything and writes nothing. Raises ImportStopped.
    """
    report = Report(source=str(path), dry_run=dry_run)
    with open_source(path) as source, SourceMedia(source, dry_run=dry_run) as media:
        if is_export(source):
            # Of Byline's own making: there is more in it than Markdown.
            return import_byline(
                path,
                dry_run=dry_run,
                accounts=accounts,
                fetch_media=fetch_media,
                progress=progress,
            )
        blog = read_blog(source, report)
        if not report.found:
            raise SourceUnreadable(f"{path}: there are no Markdown files in it")
        blog.read_digests(media)
        key = find_source_key(KIND, str(path.resolve()), blog.digests)
        if not dry_run:
            remember_source(key, KIND, blog.site_url)
        with RemoteMedia(key, fetching=fetch_media, dry_run=dry_run) as remote:
            run = ImportRun(
                key, replace(blog, key=key), media, report, remote=remote, accounts=accounts
            )
            run.take_all(len(blog.posts), progress)
    return report
