"""Write static pages."""

from dataclasses import dataclass

from sqlalchemy import select

from byline.blog.errors import InvalidPost, SlugTaken
from byline.blog.models import Page
from byline.blog.services.posts import Format
from byline.extensions import db
from byline.lib.limits import MAX_TITLE_CHARS
from byline.lib.render import Rendered, render
from byline.lib.reshape import PictureSize
from byline.lib.slugs import slugify


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


def prepare_page(content: PageContent, *, picture_size: PictureSize | None = None) -> PreparedPage:
    """Check a page and render it; slow, so never inside a write unit.

    Raises InvalidPost for a title that is missing or too long.
    """
    if not content.title.strip() or len(content.title) > MAX_TITLE_CHARS:
        raise InvalidPost(f"a title has 1 to {MAX_TITLE_CHARS} characters")
    return PreparedPage(content, render(content.source, content.format, picture_size=picture_size))


def create_page(prepared: PreparedPage) -> Page:
    """Add a page. Raises SlugTaken when another page has the address."""
    content = prepared.content
    slug = slugify(content.slug or content.title)
    if db.session.execute(select(Page.id).where(Page.slug == slug)).first():
        raise SlugTaken(slug)
    page = Page(
        slug=slug,
        title=content.title.strip(),
        source=content.source,
        format=content.format,
        html=prepared.rendered.html,
        text=prepared.rendered.text,
        language=content.language,
        in_navigation=content.in_navigation,
    )
    db.session.add(page)
    db.session.flush()
    return page
