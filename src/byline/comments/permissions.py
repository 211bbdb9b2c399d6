"""Who may do what with comments."""

from flask import Flask

from byline.auth.guest import Guest
from byline.auth.models import User
from byline.auth.permissions import can, only, register_permission
from byline.blog.models import Post
from byline.blog.queries import PostPage
from byline.blog.queries.visibility import is_seen
from byline.comments.models import Comment
from byline.extensions import db
from byline.lib.database import utcnow


def init_app(app: Flask) -> None:
    """Register the rules."""
    register_permission(app, "moderate", Comment, _may_moderate_comment)
    register_permission(app, "moderate", Post, _may_moderate_post)
    register_permission(app, "moderate", PostPage, _may_moderate_post)
    register_permission(app, "read", Comment, _may_read)
    register_permission(app, "list", Comment, only("admin"))
    # The queue of the whole site.
    register_permission(app, "review", Comment, only("editor", "admin"))


def _may_moderate_post(user: User | Guest, post: Post | PostPage | None) -> bool:
    """Let whoever changes a post moderate what is said under it."""
    return can(user, "edit", Post if post is None else post)


def _may_moderate_comment(user: User | Guest, comment: Comment | None) -> bool:
    if comment is None:
        return can(user, "moderate", Post)
    return can(user, "review", Comment) or can(user, "moderate", comment.post)


def _may_read(_user: User | Guest, comment: Comment | None) -> bool:
    if comment is None:
        return True
    post = db.session.get(Post, comment.post_id)
    seen = post is not None and is_seen(post.visible_from, utcnow())
    return seen and comment.status == "approved"
