"""Who may do what with comments."""

from flask import Flask

from byline.auth.guest import Guest
from byline.auth.models import User
from byline.auth.permissions import only, register_permission
from byline.blog.models import Post
from byline.blog.queries import PostPage
from byline.blog.queries.visibility import is_seen
from byline.comments.models import Comment
from byline.extensions import db
from byline.lib.database import utcnow

EVERYWHERE = ("editor", "admin")


def init_app(app: Flask) -> None:
    """Register the rules."""
    register_permission(app, "moderate", Comment, _may_moderate_comment)
    register_permission(app, "moderate", Post, _may_moderate_post)
    register_permission(app, "moderate", PostPage, _may_moderate_post)
    register_permission(app, "read", Comment, _may_read)
    register_permission(app, "list", Comment, only("admin"))
    # The queue of the whole site.
    register_permission(app, "review", Comment, only(*EVERYWHERE))


def _may_moderate_post(user: User | Guest, post: Post | PostPage | None) -> bool:
    """Let editors moderate everywhere, and writers under what they wrote."""
    if user.has_role(*EVERYWHERE):
        return True
    if not user.has_role("poster"):
        return False
    return post is None or any(author.id == user.id for author in post.authors)


def _may_moderate_comment(user: User | Guest, comment: Comment | None) -> bool:
    if comment is None or user.has_role(*EVERYWHERE):
        return _may_moderate_post(user, None)
    return _may_moderate_post(user, db.session.get(Post, comment.post_id))


def _may_read(_user: User | Guest, comment: Comment | None) -> bool:
    if comment is None:
        return True
    post = db.session.get(Post, comment.post_id)
    seen = post is not None and is_seen(post.visible_from, utcnow())
    return seen and comment.status == "approved"
