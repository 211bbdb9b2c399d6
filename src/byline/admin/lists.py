"""Plain lists of everything that the site has."""

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, load_only, selectinload

from byline.auth.access import permitted
from byline.auth.models import User
from byline.auth.queries import all_users
from byline.auth.roles import ROLE_LABELS
from byline.blog.models import Post, PostAuthor
from byline.blog.queries import is_seen
from byline.comments.models import Comment
from byline.comments.pages import comment_path
from byline.lib.database import utcnow
from byline.web.generic_list import GenericListView

EXCERPT_CHARS = 80

_STATUS_LABELS = {
    "draft": _l("Draft"),
    "scheduled": _l("Scheduled"),
    "published": _l("Published"),
    "deleted": _l("Deleted"),
    "pending": _l("Waiting"),
    "approved": _l("Approved"),
    "spam": _l("Spam"),
}


def add_lists(app: Flask) -> None:
    """Add a list of each kind of thing, with its pages."""
    for name, kind, view in (
        ("generic_posts", Post, _POSTS),
        ("generic_users", User, _USERS),
        ("generic_comments", Comment, _COMMENTS),
    ):
        guarded = permitted("list", kind)(view)  # type: ignore[arg-type]  # Flask's own is wider
        app.add_url_rule(f"/{name}", f"admin.{name}", guarded)
        app.add_url_rule(f"/{name}/<int:page>", f"admin.{name}", guarded)


def authors(post: Post) -> str:
    """Return the names of a post's authors."""
    return ", ".join(link.user.display_name for link in post.post_authors)


def status(row: Post | Comment) -> str:
    """Return in a word where a post or comment stands."""
    return str(_STATUS_LABELS["deleted" if row.deleted_at else row.status])


def roles(user: User) -> str:
    """Return the roles of a user in words; everybody has the first one, which goes without."""
    named = [role.name for role in user.roles if role.name != "default"]
    return ", ".join(str(ROLE_LABELS[name]).partition(":")[0] for name in named)


def excerpt(comment: Comment) -> str:
    """Return how a comment begins."""
    text = " ".join(comment.text.split())
    return f"{text[:EXCERPT_CHARS]}…" if len(text) > EXCERPT_CHARS else text or _("Without text")


def author(comment: Comment) -> str:
    """Return the name of who wrote a comment."""
    return comment.user.display_name if comment.user else comment.name


def _all_posts() -> Select[Post]:
    """Select all posts, deleted ones too, the newest first; their texts stay where they are."""
    of_post = (Post.id, Post.type, Post.title, Post.slug, Post.status, Post.deleted_at)
    return (
        select(Post)
        .order_by(Post.id.desc())
        .options(
            load_only(*of_post, Post.publish_date, Post.updated_at),
            selectinload(Post.post_authors)
            .joinedload(PostAuthor.user)
            .load_only(User.display_name),
        )
    )


def _all_comments() -> Select[Comment]:
    return (
        select(Comment)
        .order_by(Comment.id.desc())
        .options(
            joinedload(Comment.user).load_only(User.display_name),
            joinedload(Comment.post).load_only(Post.visible_from, Post.deleted_at),
        )
    )


def _post_url(post: Post) -> str | None:
    """Return where a post is edited; one that is deleted has to be restored first."""
    return None if post.deleted_at else f"/blog/edit/{post.id}"


def _comment_url(comment: Comment) -> str | None:
    """Return where a comment is to be seen, if it is: below its post, or among the spam."""
    if comment.deleted_at or comment.post.deleted_at:
        return None
    if comment.status == "spam":
        return url_for("comments.queue", status="spam")
    return comment_path(comment.id) if is_seen(comment.post.visible_from, utcnow()) else None


_POSTS = GenericListView.as_view(
    "generic_posts",
    model=Post,
    columns={
        "title": _l("Title"),
        authors: _l("Authors"),
        status: _l("Status"),
        "publish_date": _l("Publish date"),
        "updated_at": _l("Changed"),
    },
    heading=_l("All posts"),
    rows=_all_posts,
    row_url=_post_url,
)
_USERS = GenericListView.as_view(
    "generic_users",
    model=User,
    columns={
        "display_name": _l("Name"),
        "username": _l("User name"),
        "email": _l("E-mail"),
        roles: _l("Roles"),
        "active": _l("Active"),
        "created_at": _l("Since"),
    },
    heading=_l("All users"),
    rows=all_users,
    row_url=lambda user: f"/auth/users/{user.id}",
)
_COMMENTS = GenericListView.as_view(
    "generic_comments",
    model=Comment,
    columns={
        excerpt: _l("Comment"),
        author: _l("Name"),
        status: _l("Status"),
        "created_at": _l("Date"),
    },
    heading=_l("All comments"),
    rows=_all_comments,
    row_url=_comment_url,
)
