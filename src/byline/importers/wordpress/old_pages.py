"""Where the lists, feeds and file pages of the old blog are now."""

from sqlalchemy import select

from byline.extensions import db
from byline.importers.media import file_key
from byline.importers.models import ImportIdentity
from byline.importers.wordpress.addresses import ARCHIVE, FEED_PATHS, FEED_PLACE, HOME
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
    # Where the blog began, in its folder, and how its further pages did.
    places |= {_old(blog, path): HOME for path in ("", "/index.php", "/page")}
    months = blog.index.months
    dates = {f"/{month[:4]}" for month in months} | {f"/{month}" for month in months}
    places |= {_old(blog, path): ARCHIVE for path in sorted(dates)}
    places |= {_old(blog, path): here for path, here in blog.resolver.author_paths.items()}
    return places


def file_addresses(key: str, blog: WordPressBlog) -> dict[str, str]:
    """Return the paths of files here by those they had, and those of the pages about them."""
    pages = {number: page for page, number in blog.index.file_pages.items()}
    numbers = {
        file_key(address): number
        for number, file in blog.index.files.items()
        if (address := blog.resolver.address_of(file))
    }
    paths = {file_key(address): path for address, path in blog.resolver.file_paths()}
    places: dict[str, str] = {}
    for file_id, here in _files_here(key, list(numbers.keys() | paths.keys())).items():
        if path := paths.get(file_id):
            places[path] = here
        if not (number := numbers.get(file_id)):
            continue
        places[_old(blog, f"/?attachment_id={number}")] = here
        if page := pages.get(number):
            places[page] = here
    return places


def _old(blog: WordPressBlog, path: str) -> str:
    if path and "?" not in path:
        path = normal_path(path)
    return blog.index.site.at(path)


def _files_here(key: str, keys: list[str]) -> dict[str, str]:
    """Return the paths of files that an import took over, by the keys of their old addresses."""
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
