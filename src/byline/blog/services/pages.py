"""Write static pages."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified

from byline.blog.errors import PageChanged, SlugTaken
from byline.blog.models import Page
from byline.blog.services.content import Format
from byline.blog.services.texts import check_language, check_lengths, checked_title, storable
from byline.extensions import db
from byline.lib.database import utcnow
from byline.lib.render import Rendered, render
from byline.lib.slugs import slugify

if TYPE_CHECKING:
    # Its parser is loaded with the first text.
    from byline.lib.reshape import PictureSize


@dataclass(frozen=True, kw_only=True)
class PageContent:
    """A page as its writer gives it."""

    title: str
    source: str
    format: Format = "markdown"
    slug: str | None = None
    language: str | None = None
    in_navigation: bool = True
    # Among the pages of the navigation.
    position: int = 0


@dataclass(frozen=True)
class PreparedPage:
    """A page whose source has been rendered."""

    content: PageContent
    rendered: Rendered


def prepare_page(
    content: PageContent, *, picture_size: "PictureSize | None" = None
) -> PreparedPage:
    """Check a page and render it; slow, so never inside a write unit.

    Raises InvalidPost for a title that is missing or too long, and for a language that is none.
    """
    content = storable(content)
    content = replace(content, title=checked_title(content.title))
    check_lengths(content)
    check_language(content.language)
    return PreparedPage(content, render(content.source, content.format, picture_size=picture_size))


def create_page(prepared: PreparedPage, *, page_id: int | None = None) -> Page:
    """Add a page. Raises SlugTaken when another page has the address.

    `page_id` is one that no page has; on PostgreSQL its sequence knows nothing of it.
    """
    page = Page(id=page_id, slug=_slug(prepared.content))
    _fill(page, prepared)
    try:
        with db.session.begin_nested():
            db.session.add(page)
    except IntegrityError as error:
        if not has_page(page.slug):
            raise
        raise SlugTaken(page.slug) from error
    return page


def update_page(page: Page, prepared: PreparedPage, *, version: int) -> None:
    """Change a page that was read as `version`; it keeps its address.

    Raises PageChanged when it has been saved or deleted since.
    """
    query = select(Page.version).where(Page.id == page.id).with_for_update()
    found = db.session.execute(query).scalar_one_or_none()
    if found != version:
        raise PageChanged(f"page {page.slug} has been saved or deleted since")
    _fill(page, prepared)
    # So that the version counts this save whatever it changed.
    page.updated_at = utcnow()
    flag_modified(page, "updated_at")
    db.session.flush()


def has_page(slug: str) -> bool:
    """Say whether a page has this slug."""
    return db.session.execute(select(Page.id).where(Page.slug == slug)).first() is not None


def _slug(content: PageContent) -> str:
    return slugify(content.slug or content.title, fallback="page")


def _fill(page: Page, prepared: PreparedPage) -> None:
    content = prepared.content
    page.title = content.title
    page.source, page.format = content.source, content.format
    page.html, page.text = prepared.rendered.html, prepared.rendered.text
    page.language = content.language
    page.in_navigation, page.position = content.in_navigation, content.position
