"""Import a blog of Markdown files."""

from collections.abc import Callable
from pathlib import Path

from byline.importers.errors import SourceUnreadable
from byline.importers.identities import find_source_key
from byline.importers.markdown.blog import read_blog
from byline.importers.markdown.writing import MarkdownImport
from byline.importers.media import SourceMedia
from byline.importers.report import Report
from byline.importers.sources import open_source

KIND = "markdown"

# Called with the number of posts that are done, and of all.
Progress = Callable[[int, int], None]


def import_markdown(
    path: Path, *, dry_run: bool = False, progress: Progress | None = None
) -> Report:
    """Import the posts of a folder or archive; what earlier runs imported is passed over.

    Each post is one transaction, so that a run that ends early is simply started again. A post
    that was edited here is never written; one that changed in the source, and not here, is. A dry
    run reads and checks everything and writes nothing. Raises ImportStopped.
    """
    report = Report(source=str(path), dry_run=dry_run)
    with open_source(path) as source, SourceMedia(source, dry_run=dry_run) as media:
        blog = read_blog(source, report)
        if not report.found:
            raise SourceUnreadable(f"{path}: there are no Markdown files in it")
        digests = {item.original_id: blog.digest(item, media) for item in blog.items}
        key = find_source_key(KIND, str(path.resolve()), digests)
        run = MarkdownImport(key, blog, digests, media, report)
        for number, item in enumerate(blog.items, 1):
            run.take(item)
            if progress:
                progress(number, len(blog.items))
        run.finish_links()
    return report
