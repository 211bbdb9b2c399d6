"""What the blog adds to the navigation."""

from collections.abc import Iterator

from flask_babel import gettext as _

from byline.auth.permissions import can
from byline.auth.security import visitor
from byline.blog.models import Post
from byline.blog.queries import navigation_pages
from byline.web.navigation import NavigationLink


def blog_links() -> Iterator[NavigationLink]:
    """Yield the links to the blog, its indexes and the pages that want to be linked."""
    yield NavigationLink(_("Blog"), "/blog/")
    yield NavigationLink(_("Archive"), "/blog/archive")
    yield NavigationLink(_("Tags"), "/blog/tags")
    yield NavigationLink(_("Authors"), "/blog/authors")
    for page in navigation_pages():
        yield NavigationLink(page.title, page.url)


def writing_links() -> Iterator[NavigationLink]:
    """Yield the links of those who write."""
    if can(visitor, "write", Post):
        yield NavigationLink(_("New post"), "/blog/new")
        yield NavigationLink(_("Posts"), "/blog/posts")
