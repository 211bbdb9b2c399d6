"""What accounts add to the navigation."""

from collections.abc import Iterator

from flask import request, url_for
from flask_babel import gettext as _

from byline.auth.registration import is_registration_open
from byline.auth.security import visitor
from byline.web.local_urls import local_path
from byline.web.navigation import NavigationLink


def account_links() -> Iterator[NavigationLink]:
    """Yield the way in, or one's own account and the way out."""
    if visitor.is_authenticated:
        yield NavigationLink(_("Your account"), url_for("auth.account"))
        yield NavigationLink(_("Log out"), url_for("auth.logout"), post=True)
    else:
        yield NavigationLink(_("Log in"), url_for("auth.login", next=_way_back()))
        if is_registration_open():
            yield NavigationLink(_("Register"), url_for("auth.register"))


def _way_back() -> str | None:
    """Return where the login page leads to: back to this page, or where it leads already."""
    if request.blueprint == "auth":
        return local_path(request.args.get("next"))
    return request.full_path.rstrip("?") if request.method in ("GET", "HEAD") else request.path
