"""Static pages."""

from dataclasses import dataclass

from sqlalchemy import select

from byline.blog.models import Page
from byline.blog.models.pages import page_path
from byline.extensions import db

_page = Page.__table__.c
_IN_NAVIGATION = (
    select(_page.title, _page.slug).where(_page.in_navigation).order_by(_page.position, _page.id)
)


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page to go to."""

    title: str
    slug: str

    @property
    def url(self) -> str:
        """The path of the page's address."""
        return page_path(self.slug)


def navigation_pages() -> list[PageLink]:
    """Return the pages that the navigation links to."""
    return [PageLink(*row) for row in db.session.execute(_IN_NAVIGATION)]


def find_page(slug: str) -> Page | None:
    """Return the page of this slug."""
    return db.session.execute(select(Page).where(Page.slug == slug)).scalar_one_or_none()
