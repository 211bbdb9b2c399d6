"""Write static pages."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from byline.blog.errors import SlugTaken
from byline.blog.models import Page
from byline.blog.services.content import Format
from byline.blog.services.texts import check_language, check_lengths, checked_title, storable
from byline.extensions import db
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


def create_page(prepared: PreparedPage) -> Page:
    """Add a page. Raises SlugTaken when another page has the address."""
    content = prepared.content
    slug = slugify(content.slug or content.title, fallback="page")
    page = Page(
        slug=slug,
        title=content.title,
        source=content.source,
        format=content.format,
        html=prepared.rendered.html,
        text=prepared.rendered.text,
        language=content.language,
        in_navigation=content.in_navigation,
    )
    try:
        with db.session.begin_nested():
            db.session.add(page)
    except IntegrityError as error:
        if not _has_page(slug):
            raise
        raise SlugTaken(slug) from error
    return page


def _has_page(slug: str) -> bool:
    return db.session.execute(select(Page.id).where(Page.slug == slug)).first() is not None
