"""Comments: what readers say under a post."""

from flask import Flask

from byline.blog.registry import register_post_deletion, register_post_notes, register_post_page
from byline.comments import permissions, settings, views
from byline.comments.links import with_links
from byline.comments.navigation import moderation_links, notes_of_waiting
from byline.comments.pages import comment_path, post_comments
from byline.comments.services import detach_replies
from byline.web.navigation import register_navigation


def create_module(app: Flask) -> None:
    """Show the comments of a post on its page and take new ones; they are deleted with it."""
    settings.init_app(app)
    permissions.init_app(app)
    app.add_template_filter(with_links, "comment_links")
    app.add_template_filter(comment_path, "comment_path")
    app.register_blueprint(views.bp)
    register_post_page(app, post_comments, template="comments/_comments.html")
    register_post_notes(app, notes_of_waiting)
    register_post_deletion(app, detach_replies)
    register_navigation(app, moderation_links, area="work")
