"""Approve, refuse and delete comments: where they stand, or in the queue of the whole site."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from byline.auth.access import permitted
from byline.comments.answered import find_comment
from byline.comments.errors import CommentGone
from byline.comments.models import Comment
from byline.comments.queries import moderation_page
from byline.comments.services import approve_comment, delete_comment, mark_spam
from byline.comments.views.blueprint import bp
from byline.extensions import write_unit
from byline.web.local_urls import local_path, moved_to
from byline.web.pagination import paginate_uncounted

TABS = {"pending": _l("Waiting"), "spam": _l("Spam"), "approved": _l("Approved")}


@bp.get("/moderation/")
@bp.get("/moderation/<int:page>")
@permitted("review", Comment)
def queue(page: int | None = None) -> ResponseReturnValue:
    """List the comments of the site by what has become of them, the newest first."""
    if page == 1:
        return moved_to(url_for("comments.queue"))
    status = request.args.get("status", "pending")
    if status not in TABS:
        abort(404)
    found = moderation_page(status, 1 if page is None else page) or abort(404)
    return render_template(
        "comments/moderation.html",
        tabs=TABS,
        status=status,
        comments=found.comments,
        pagination=paginate_uncounted(
            found.page,
            found=bool(found.comments),
            more=found.has_next,
            url_for_page=lambda number: queue_url(status, number),
        ),
    )


@bp.post("/moderation/<int:comment_id>/approve")
@permitted("moderate", Comment, load=find_comment)
def approve(comment: Comment) -> ResponseReturnValue:
    """Show a comment to readers."""
    anchor = f"comment-{comment.id}"
    return _change(comment, approve_comment, _("Comment approved"), anchor)


@bp.post("/moderation/<int:comment_id>/spam")
@permitted("moderate", Comment, load=find_comment)
def spam(comment: Comment) -> ResponseReturnValue:
    """Take a comment away from readers."""
    return _change(comment, mark_spam, _("Comment marked as spam"))


@bp.post("/moderation/<int:comment_id>/delete")
@permitted("moderate", Comment, load=find_comment)
def delete(comment: Comment) -> ResponseReturnValue:
    """Delete a comment for good."""
    return _change(comment, delete_comment, _("Comment deleted"))


def queue_url(status: str, page: int = 1) -> str:
    """Return the address of a page of the queue."""
    return url_for(
        "comments.queue",
        page=None if page == 1 else page,
        status=None if status == "pending" else status,
    )


def _change(
    comment: Comment, change: Callable[[int], None], message: str, anchor: str = "comments"
) -> ResponseReturnValue:
    comment_id = comment.id
    back = _page_of_button() or url_for("blog.post", post_id=comment.post_id)
    try:
        with write_unit():
            change(comment_id)
    except CommentGone:
        message = _("Somebody else has deleted this comment.")
    flash(message, "success")
    return redirect(f"{back}#{anchor}", 303)


def _page_of_button() -> str | None:
    """Return the page of this site where the button was pressed, without what it had said."""
    page = local_path(request.referrer)
    if page is None:
        return None
    parts = urlsplit(page)
    query = urlencode([pair for pair in parse_qsl(parts.query) if pair[0] != "said"])
    return f"{parts.path}?{query}" if query else parts.path
