"""Who may do what to posts."""

from flask import Flask

from byline.auth.guest import Guest
from byline.auth.models import User
from byline.auth.permissions import only, register_permission
from byline.blog.models import Post
from byline.blog.queries import PostPage, is_seen
from byline.lib.database import utcnow

AnyPost = Post | PostPage

_may_edit_any = only("editor", "admin")


def init_app(app: Flask) -> None:
    """Register the rules."""
    register_permission(app, "list", Post, only("admin"))
    register_permission(app, "write", Post, only("poster", "editor", "admin"))
    register_permission(app, "edit any", Post, _may_edit_any)
    # To say whose a post is.
    register_permission(app, "credit", Post, _may_edit_any)
    # An SVG can hold a program.
    register_permission(app, "add SVG", Post, only("admin"))
    for kind in (Post, PostPage):
        register_permission(app, "read", kind, _may_read)
        register_permission(app, "edit", kind, _may_edit)
        register_permission(app, "delete", kind, _may_edit)


def _may_edit(user: User | Guest, post: AnyPost | None) -> bool:
    """Let posters change what they wrote, alone or with others, and editors everything."""
    if _may_edit_any(user, post):
        return True
    return user.has_role("poster") and (post is None or user.id in _author_ids(post))


def _may_read(user: User | Guest, post: AnyPost | None) -> bool:
    """Show what is visible to everybody, and the rest to who may change it.

    What was deleted is neither, whoever asks.
    """
    if post is None or is_seen(post.visible_from, utcnow()):
        return True
    if isinstance(post, Post) and post.deleted_at:
        return False
    return _may_edit(user, post)


def _author_ids(post: AnyPost) -> set[int]:
    if isinstance(post, PostPage):
        return {author.id for author in post.authors}
    return {link.user_id for link in post.post_authors}
