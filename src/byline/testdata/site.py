"""What a test blog has beside posts and people: its name, its pictures, its pages."""

from datetime import datetime

from byline.blog.errors import SlugTaken
from byline.blog.services import PageContent, create_page, prepare_page
from byline.config import Config
from byline.extensions import write_unit
from byline.lib.images import PictureChecker
from byline.media.models import MediaFile
from byline.media.services import add_file, prepare_file
from byline.settings.queries import site_settings
from byline.settings.services import change_setting
from byline.testdata.people import get_people
from byline.testdata.pictures import paint
from byline.testdata.samples import Site
from byline.testdata.scenes import SCENES
from byline.testdata.stories import read_pages

SITE_NAME = "The Harbour Notes"
SITE_DESCRIPTION = "Essays on tools that last, the sea in winter, and the software in between."


def prepare_site(*, now: datetime) -> Site:
    """Add pictures and pages, and name a site that has no name; the people are there already."""
    pictures = _add_pictures()
    with write_unit():
        _name_site()
    for page in read_pages():
        _add_page(page)
    return Site(get_people(), pictures, now.replace(hour=0, minute=0, second=0, microsecond=0))


def _add_pictures() -> dict[str, MediaFile]:
    with PictureChecker() as checker:
        files = {
            scene.name: prepare_file(paint(scene), f"{scene.name}.jpg", checker=checker)
            for scene in SCENES
        }
    with write_unit():
        return {name: add_file(file) for name, file in files.items()}


def _name_site() -> None:
    settings = site_settings()
    if settings["site_name"] == Config.SITE_NAME:
        change_setting("site_name", SITE_NAME)
    if not settings["site_description"]:
        change_setting("site_description", SITE_DESCRIPTION)


def _add_page(content: PageContent) -> None:
    prepared = prepare_page(content)
    try:
        with write_unit():
            create_page(prepared)
    except SlugTaken:
        # By an earlier run, or by whoever looks after the site: it stays as it is.
        return
