"""Where the lists, feeds and file pages of the old blog are now."""

from sqlalchemy import select

from byline.extensions import db
from byline.importers.media import FileUnusable, SourceMedia, file_key, media_address
from byline.importers.models import ImportIdentity
from byline.importers.targets import ToRemote
from byline.importers.wordpress.addresses import FEED_PATHS, FEED_PLACE
from byline.importers.wordpress.blog import WordPressBlog
from byline.lib.paths import normal_path
from byline.media.models import MediaFile

BATCH = 500


def tag_addresses(blog: WordPressBlog) -> dict[str, str]:
    """Return the titles of tags by the paths of the lists that they replace."""
    return {_old(blog, path): title for path, title in blog.terms.addresses()}


def place_addresses(blog: WordPressBlog) -> dict[str, str]:
    """Return paths here by those of the lists and feeds of the old blog that they replace."""
    places = {_old(blog, path): FEED_PLACE for path in FEED_PATHS}
    places |= {_old(blog, path): here for path, here in blog.resolver.author_paths.items()}
    return places


def file_addresses(key: str, blog: WordPressBlog, media: SourceMedia) -> dict[str, str]:
    """Return the paths of files here by those of the pages that were about them.

    As far as this run came across them in a text: others were done when they were imported.
    """
    used = blog.resolver.used_files
    remote = {file_key(one.address): None for one in used.values() if isinstance(one, ToRemote)}
    fetched = _fetched(key, list(remote))
    places: dict[str, str] = {}
    pages: dict[int, str] = {number: page for page, number in blog.index.file_pages.items()}
    for number, target in used.items():
        if isinstance(target, ToRemote):
            here = fetched.get(file_key(target.address))
        else:
            here = _stored(target.path, media)
        if here:
            places[_old(blog, f"/?attachment_id={number}")] = here
            if page := pages.get(number):
                places[page] = here
    return places


def _old(blog: WordPressBlog, path: str) -> str:
    if "?" not in path:
        path = normal_path(path)
    return blog.index.site.at(path)


def _stored(path: str, media: SourceMedia) -> str | None:
    try:
        file = media.take(path)
    except FileUnusable:
        return None
    return media_address(file) if file else None


def _fetched(key: str, keys: list[str]) -> dict[str, str]:
    """Return the paths of the files that came from other hosts, by the keys of their addresses."""
    paths: dict[str, str] = {}
    for start in range(0, len(keys), BATCH):
        query = (
            select(ImportIdentity.original_id, MediaFile)
            .join(MediaFile, MediaFile.id == ImportIdentity.media_id)
            .where(
                ImportIdentity.source == key,
                ImportIdentity.original_id.in_(keys[start : start + BATCH]),
            )
        )
        paths.update((original_id, file.url) for original_id, file in db.session.execute(query))
    return paths
