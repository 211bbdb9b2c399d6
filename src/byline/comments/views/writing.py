"""Take what readers say, and lead to it."""

from flask import abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from byline.auth.access import ask_to_sign_in
from byline.auth.permissions import can
from byline.auth.security import visitor
from byline.blog.models.posts import post_path
from byline.blog.queries import PostPage, find_post
from byline.blog.reading import render_post
from byline.comments.answered import find_answered, find_comment
from byline.comments.errors import ParentElsewhere, ParentHidden, PostGone
from byline.comments.forms import CommentForm
from byline.comments.models import Comment
from byline.comments.pages import comment_form, comment_url, kept_path, viewer_of
from byline.comments.queries import find_submission, page_of_comment
from byline.comments.rules import is_closed
from byline.comments.sending import (
    add_sent,
    complain_of_parent,
    is_right,
    spend_limits,
    submission_key,
)
from byline.comments.settings import comment_rules
from byline.comments.views.blueprint import bp
from byline.extensions import csrf
from byline.lib.database import utcnow
from byline.web.access import public
from byline.web.limits import LimitReached, limit_message, retry_later
from byline.web.origin import answers_elsewhere, is_from_elsewhere


# The form checks its stamp or token itself, and keeps what was typed when it has run out.
@bp.post("/blog/post/<int:post_id>")
@bp.post("/blog/post/<int:post_id>/<slug>")
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
@answers_elsewhere
@public
def comment(post_id: int, **_slug: str) -> ResponseReturnValue:
    """Take a comment on a post; any slug will do."""
    # However long it is, and as multipart too, it comes back in the form.
    request.max_form_memory_size = request.max_content_length
    post = find_post(post_id)
    form = comment_form(post_id, sent=True)
    if post is None or not post.is_visible(utcnow()):
        return _post_gone(form)
    rules = comment_rules()
    if is_closed(rules, post.visible_from, utcnow()):
        return render_post(post, unsent=form.text.data), 403
    if rules.open_to != "everybody" and not visitor.is_authenticated:
        if is_from_elsewhere():
            abort(400)
        return ask_to_sign_in(kept_path(post.id))
    return _take(post, form)


@bp.get("/blog/comment/<int:comment_id>")
@public
def place(comment_id: int) -> ResponseReturnValue:
    """Lead to a comment, on whichever page of its post it is now."""
    comment = find_comment(comment_id) or abort(404)
    with_pending = can(visitor, "moderate", comment)
    found = page_of_comment(comment_id, with_pending=with_pending) or abort(404)
    post_url = post_path(found.post_id, found.slug)
    return redirect(comment_url(post_url, found.page, comment_id), 302)


def _take(post: PostPage, form: CommentForm) -> ResponseReturnValue:
    answered = find_answered(form.parent.data, post.id)
    if not is_right(form, answered):
        return _form_again(post, form, answered), 400
    key = submission_key(post, form)
    written = find_submission(key)
    if written is not None:
        return _lead_to(written, post)
    try:
        spend_limits(post)
        written = add_sent(post, form, key)
    except LimitReached as error:
        form.form_errors.append(limit_message(error))
        return retry_later(_form_again(post, form, answered), error)
    except (ParentElsewhere, ParentHidden):
        complain_of_parent(form)
        return _form_again(post, form, None), 400
    except PostGone:
        return _post_gone(form)
    return _lead_to(written, post)


def _post_gone(form: CommentForm) -> ResponseReturnValue:
    """Answer that there is no such post, with what was to be said under it."""
    if not form.text.data:
        abort(404)
    return render_template("comments/post_gone.html", unsent=form.text.data), 404


def _form_again(post: PostPage, form: CommentForm, answered: Comment | None) -> str:
    return render_post(post, comment_form=form, answered=answered)


def _lead_to(written: Comment, post: PostPage) -> ResponseReturnValue:
    """Lead to the comment, or to all of them where it is not to be seen."""
    said = "added" if written.status == "approved" else "waiting"
    viewer = viewer_of(post, own=True) | {"guest_key": written.guest_key}
    found = page_of_comment(written.id, **viewer)
    page = found.page if found else 1
    return redirect(comment_url(post.url, page, written.id, said=said), 303)
