"""What administrators look after: the settings of the site, and plain lists of what it has."""

from flask import Flask

from byline.admin import views
from byline.admin.lists import add_lists
from byline.admin.navigation import admin_links
from byline.auth.permissions import only, register_permission
from byline.settings.models import Setting
from byline.web.navigation import register_navigation


def create_module(app: Flask) -> None:
    """Add the settings page and the lists, for administrators only."""
    register_permission(app, "change", Setting, only("admin"))
    app.register_blueprint(views.bp)
    add_lists(app)
    register_navigation(app, admin_links, area="work")
