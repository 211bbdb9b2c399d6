"""Import a blog of WordPress."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from byline.importers.blog import Progress
from byline.importers.errors import SourceUnreadable
from byline.importers.identities import find_source_key, known_items, remember_source
from byline.importers.lists import add_list_redirects
from byline.importers.media import SourceMedia
from byline.importers.remote import RemoteMedia
from byline.importers.report import Report, Said
from byline.importers.run import ImportRun
from byline.importers.wordpress.blog import WordPressBlog
from byline.importers.wordpress.export import Export
from byline.importers.wordpress.kinds import IN_TRASH
from byline.importers.wordpress.old_pages import file_addresses, place_addresses, tag_addresses
from byline.importers.wordpress.scan import Scanned, scan
from byline.importers.wordpress.texts import plain_line
from byline.lib.languages import is_language_tag
from byline.lib.limits import MAX_TITLE_CHARS
from byline.settings.queries import site_settings

KIND = "wordpress"


def import_wordpress(
    path: Path,
    *,
    dry_run: bool = False,
    accounts: Mapping[str, str] | None = None,
    fetch_media: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Import an export file, or the one in a folder; what earlier runs imported is passed over.

    The file is read through before anything is written, so that one that is cut off or damaged
    leaves nothing behind. Each item is one transaction, and a run that ends early is simply started
    again. A dry run reads and checks everything and writes nothing. Raises ImportStopped.
    """
    report = Report(source=str(path), dry_run=dry_run)
    with Export(path) as export, SourceMedia(export.files, dry_run=dry_run) as media:
        scanned = scan(export, report)
        if not report.found:
            raise SourceUnreadable(f"{export.path}: there is nothing in it but the blog's name")
        site_url = scanned.index.site.url
        index = scanned.index
        key = find_source_key(
            KIND, site_url or str(path.resolve()), index.digests, index.slugs if site_url else None
        )
        for label in scanned.index.take_trashed(known_items(key)):
            report.skip(label, IN_TRASH)
        blog = WordPressBlog(
            export,
            scanned,
            zone=ZoneInfo(site_settings()["time_zone"]),
            language=_language(scanned),
            fetching=fetch_media and not dry_run,
        )
        if not dry_run:
            remember_source(key, KIND, site_url)
        with RemoteMedia(key, fetching=fetch_media, dry_run=dry_run) as remote:
            run = ImportRun(key, blog, media, report, remote=remote, accounts=accounts)
            report.ask(export.path.name, *_old_names(scanned))
            report.ask("authors", *blog.know_people(run.people))
            run.take_all(len(blog.digests), progress, afterwards=lambda: _lead_on(key, blog))
    return report


def _old_names(scanned: Scanned) -> Iterator[Said]:
    """Yield what the old blog called itself, where it is called otherwise here."""
    settings, fields = site_settings(), scanned.channel.fields
    for name, key, what in (
        ("title", "site_name", "was called"),
        ("description", "site_description", "said of itself"),
    ):
        written = plain_line(fields.get(name, ""))[:MAX_TITLE_CHARS]
        if written and written != settings[key]:
            yield Said(f"the old blog {what} “{written}”: set it at /settings/ if this one shall")


def _lead_on(key: str, blog: WordPressBlog) -> None:
    """Let the addresses of lists, feeds and files lead to what is here in their place."""
    places = place_addresses(blog) | file_addresses(key, blog)
    add_list_redirects(tags=tag_addresses(blog), places=places)


def _language(scanned: Scanned) -> str | None:
    """Return the language of the blog, None where it is this site's or none is named."""
    named = scanned.channel.fields.get("language", "").replace("_", "-")
    own = str(site_settings()["language"]).replace("_", "-")
    if not is_language_tag(named) or named.split("-")[0].lower() == own.split("-")[0].lower():
        return None
    return named
