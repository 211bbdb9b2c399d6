"""Posts, pages, tags and redirects: what readers read."""

from flask import Flask

from byline.blog import cli, permissions, redirects, settings, views
from byline.blog.navigation import blog_links, writing_links
from byline.web.navigation import register_navigation


def create_module(app: Flask) -> None:
    """Add the pages of readers and writers, who may do what to posts, redirects and commands."""
    app.register_blueprint(views.bp)
    app.register_blueprint(views.site_bp)
    settings.init_app(app)
    permissions.init_app(app)
    redirects.init_app(app)
    register_navigation(app, blog_links)
    register_navigation(app, writing_links, area="work")
    app.cli.add_command(cli.posts)
