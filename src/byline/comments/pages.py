"""What the page of a post shows of its comments."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from flask import Response, abort, after_this_request, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from byline.auth.kept_forms import kept_fields
from byline.auth.permissions import can
from byline.auth.security import visitor
from byline.blog.queries import PostPage
from byline.comments.answered import find_answered
from byline.comments.forms import CommentForm, GuestCommentForm, UserCommentForm
from byline.comments.guests import find_guest_key
from byline.comments.queries import ShownComment, comment_page
from byline.comments.rules import is_closed
from byline.comments.settings import comment_rules
from byline.lib.database import utcnow
from byline.web.pagination import Pagination, paginate

# Deeper ones keep the width that a phone has for them.
INDENTED_LEVELS = 2

# What `?said=` may say.
SAID = {
    "added": _l("Comment added"),
    "waiting": _l("Your comment waits for approval"),
}


@dataclass(slots=True)
class Branch:
    """A comment with the replies that the same page shows."""

    comment: ShownComment
    # Whether it must say what it answers, since its place does not.
    says_parent: bool
    replies: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Discussion:
    """The comments of a post as this visitor sees them, and whether there may be more."""

    branches: list[Branch]
    pagination: Pagination
    said: LazyString | None
    may_moderate: bool
    # Whether the post takes comments at all, and whether from this visitor.
    is_open: bool
    may_write: bool


def post_comments(post: PostPage) -> dict[str, Any]:
    """Return what the template of the comments takes; one query where there are any."""
    discussion = _discussion(post)
    form = comment_form(post.id) if discussion.may_write else None
    answered = None
    if form is not None:
        # What was typed before a login says itself what it answers.
        answered = find_answered(form.parent.data or request.args.get("reply"), post.id)
        form.parent.data = "" if answered is None else str(answered.id)
    return {"discussion": discussion, "comment_form": form, "answered": answered}


def comment_form(post_id: int, *, sent: bool = False) -> CommentForm:
    """Return the form for this visitor: empty, or as it was sent with this request."""
    if not visitor.is_authenticated:
        return GuestCommentForm(post_id, formdata=request.form if sent else None)
    kept = None if sent else kept_fields(kept_path(post_id))
    form = UserCommentForm(formdata=request.form if sent else kept)
    form.was_kept = kept is not None
    return form


def kept_path(post_id: int) -> str:
    """Return what an unsent comment is kept under: any slug of the post takes one."""
    return f"/blog/post/{post_id}"


def viewer_of(post: PostPage, *, own: bool) -> dict[str, Any]:
    """Return who looks at the comments of a post, as the queries take it.

    `own` asks for what this visitor wrote that waits; the page is then for nobody else.
    """
    return {
        "with_pending": can(visitor, "moderate", post),
        "user_id": visitor.id if own else None,
        "guest_key": find_guest_key() if own and not visitor.is_authenticated else None,
    }


def _discussion(post: PostPage) -> Discussion:
    said = SAID.get(request.args.get("said", ""))
    if "said" in request.args:
        after_this_request(_not_stored)
    viewer = viewer_of(post, own=said is not None)
    number = _page_number()
    page = comment_page(post, number, **viewer)
    if page is None:
        abort(404)
    rules = comment_rules()
    is_open = not is_closed(rules, post.visible_from, utcnow())
    return Discussion(
        branches=branched(page.comments),
        pagination=paginate(number, 1, page.pages, lambda n: f"{page_url(post.url, n)}#comments"),
        said=said,
        may_moderate=viewer["with_pending"],
        is_open=is_open,
        may_write=is_open and (rules.open_to == "everybody" or visitor.is_authenticated),
    )


def page_url(post_url: str, page: int, said: str | None = None) -> str:
    """Return the address of a page of a post's comments."""
    values = {"comments": None if page == 1 else page, "said": said}
    query = urlencode({name: value for name, value in values.items() if value is not None})
    return f"{post_url}?{query}" if query else post_url


def comment_path(comment_id: int) -> str:
    """Return the address that leads to a comment, wherever it stands."""
    return f"/blog/comment/{comment_id}"


def comment_url(post_url: str, page: int, comment_id: int, said: str | None = None) -> str:
    """Return the address of a comment on the page where it stands."""
    return f"{page_url(post_url, page, said)}#comment-{comment_id}"


def branched(comments: list[ShownComment]) -> list[Branch]:
    """Hang each comment under the one it answers, where the page has it."""
    beginnings: list[Branch] = []
    # By comment: its branch, and the list that it is in.
    places: dict[int, tuple[Branch, list[Branch]]] = {}
    for comment in comments:
        # Those deeper than the deepest level stand beside what they answer.
        parent, beside = places.get(comment.parent_id or 0, (None, beginnings))
        is_under_parent = parent is not None and parent.comment.depth < comment.depth
        siblings = parent.replies if parent and is_under_parent else beside
        is_plain = is_under_parent and comment.depth <= INDENTED_LEVELS
        branch = Branch(comment, says_parent=comment.parent_is_shown and not is_plain)
        siblings.append(branch)
        places[comment.id] = branch, siblings
    return beginnings


def _page_number() -> int:
    given = request.args.get("comments", "1")
    # More digits than any page has are no page either.
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def _not_stored(response: Response) -> Response:
    response.cache_control.no_store = True
    return response
