"""What the back office adds to the navigation."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from byline.auth.models import User
from byline.auth.permissions import can
from byline.auth.security import visitor
from byline.settings.models import Setting
from byline.web.navigation import NavigationLink


def admin_links() -> Iterator[NavigationLink]:
    """Yield the way to the people, to those to come, and to the settings."""
    if can(visitor, "list", User):
        yield NavigationLink(_("People"), url_for("admin.generic_users"))
    if can(visitor, "invite", User):
        yield NavigationLink(_("Invitations"), url_for("auth.invitations"))
    if can(visitor, "change", Setting):
        yield NavigationLink(_("Settings"), url_for("admin.settings"))
