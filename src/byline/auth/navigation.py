"""What accounts add to the navigation."""

from collections.abc import Iterator

from flask import request, url_for
from flask_babel import gettext as _

from byline.auth.security import visitor
from byline.web.navigation import NavigationLink


def account_links() -> Iterator[NavigationLink]:
    """Yield the way in, or out."""
    if visitor.is_authenticated:
        yield NavigationLink(_("Log out"), url_for("auth.logout"))
    else:
        yield NavigationLink(_("Log in"), url_for("auth.login", next=request.path))
