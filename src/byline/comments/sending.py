"""What happens to a comment that somebody sends by the form under a post."""

from flask_babel import gettext as _

from byline.auth.kept_forms import forget_kept
from byline.auth.permissions import can
from byline.auth.security import visitor
from byline.blog.models import Post
from byline.blog.queries import PostPage
from byline.comments.answered import find_answered
from byline.comments.errors import ParentHidden
from byline.comments.forms import CommentForm
from byline.comments.guests import find_guest_key, hold_guest_key
from byline.comments.links import has_link
from byline.comments.models import Comment
from byline.comments.pages import kept_path
from byline.comments.queries import is_known_guest, is_known_user
from byline.comments.rules import COMMENT_PACE, COMMENTS_AN_HOUR, Circumstances, first_status
from byline.comments.services import add_comment
from byline.comments.settings import comment_rules
from byline.extensions import write_unit
from byline.lib.tokens import hash_token
from byline.web.limits import address_key, check, spend
from byline.web.origin import is_from_elsewhere


def is_right(form: CommentForm, answered: Comment | None) -> bool:
    """Say whether the form can be taken; what is wrong stands in it."""
    form.validate()
    if is_from_elsewhere():
        form.form_errors.append(_("This was sent from another site. Send it again if it is yours."))
    if form.parent.data and answered is None:
        complain_of_parent(form)
    return not form.errors


def complain_of_parent(form: CommentForm) -> None:
    """Say that what was answered is gone; sent again, the comment begins a thread."""
    form.parent.data = ""
    form.form_errors.append(
        _("The comment you answer is gone. Send yours again to comment on the post itself.")
    )


def submission_key(post: PostPage, form: CommentForm) -> str:
    """Return what tells this form, made once and filled in so, from every other."""
    name = form.name.data if form.name else visitor.id
    parts = (form.csrf_token.data, post.id, form.parent.data, name, form.text.data)
    return hash_token("\0".join(str(part) for part in parts))


def spend_limits(post: PostPage) -> None:
    """Count a comment of this user or address; of who moderates, none. Raises LimitReached."""
    if can(visitor, "moderate", post):
        return
    key = f"user-{visitor.id}" if visitor.is_authenticated else address_key()
    check(COMMENTS_AN_HOUR, key)
    spend(COMMENT_PACE, key)
    spend(COMMENTS_AN_HOUR, key)


def add_sent(post: PostPage, form: CommentForm, key: str) -> Comment:
    """Add the comment of a form that is right; in a write unit of its own.

    Raises ParentHidden and PostGone where what it belongs to has gone in the meantime.
    """
    status = first_status(comment_rules(), _circumstances(post, form))
    guest_key = None if visitor.is_authenticated else hold_guest_key()
    with write_unit():
        answered = find_answered(form.parent.data, post.id)
        if form.parent.data and answered is None:
            raise ParentHidden
        comment = add_comment(
            post,
            text=form.text.data or "",
            name=_name(form),
            user=visitor if visitor.is_authenticated else None,
            parent=answered,
            status=status,
            submission_key=key,
            guest_key=guest_key,
        )
        if visitor.is_authenticated:
            forget_kept(kept_path(post.id))
    return comment


def _name(form: CommentForm) -> str:
    return (form.name.data or "") if form.name else visitor.display_name


def _circumstances(post: PostPage, form: CommentForm) -> Circumstances:
    return Circumstances(
        may_moderate=can(visitor, "moderate", post),
        is_known=_is_known(),
        has_link=has_link(f"{_name(form)} {form.text.data}"),
        in_haste=form.in_haste,
    )


def _is_known() -> bool:
    """Say whether this visitor has commented here, or writes posts."""
    if visitor.id is not None:
        return can(visitor, "write", Post) or is_known_user(visitor.id)
    guest_key = find_guest_key()
    return guest_key is not None and is_known_guest(guest_key)
