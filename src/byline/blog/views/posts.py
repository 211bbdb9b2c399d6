"""The lists of writers, and the buttons that delete a post and bring it back."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from byline.auth.access import permitted
from byline.auth.permissions import can
from byline.auth.security import visitor
from byline.blog import queries
from byline.blog.errors import PostChanged
from byline.blog.models import Post
from byline.blog.queries import STATES, Slice, State
from byline.blog.registry import post_notes
from byline.blog.services import delete_post, purge_post, restore_post
from byline.blog.views.blueprint import bp
from byline.extensions import write_unit
from byline.lib.database import utcnow
from byline.web.local_urls import moved_to
from byline.web.pagination import MAX_PAGE, Pagination, paginate_uncounted

ROWS_PER_PAGE = 50
_TABS = {
    None: _l("All"),
    "draft": _l("Draft"),
    "scheduled": _l("Scheduled"),
    "published": _l("Published"),
    "deleted": _l("Deleted"),
}


@bp.get("/posts")
@bp.get("/posts/<int:page>")
@permitted("write", Post)
def posts(page: int | None = None) -> str | Response:
    """Show a writer's own posts, an editor everybody's, of one status or all but the deleted."""
    if page == 1:
        return moved_to(url_for("blog.posts"))
    page = 1 if page is None else page
    state = _asked_state()
    if not 1 <= page <= MAX_PAGE:
        abort(404)
    now = utcnow()
    # One more than the page shows, to know whether another follows.
    part = Slice(limit=ROWS_PER_PAGE + 1, offset=(page - 1) * ROWS_PER_PAGE)
    found = queries.written_posts_page(state, _whose(), now, part)
    published = [post.id for post in found if post.state(now) == "published"]
    return render_template(
        "blog/posts.html",
        posts=found[:ROWS_PER_PAGE],
        notes=post_notes(published),
        pagination=_pagination(page, state, len(found)),
        tabs=_TABS,
        state=state,
        now=now,
        deleted=_just_deleted(),
    )


@bp.post("/delete/<int:post_id>")
@permitted("delete", Post, load=queries.find_editable_post)
def delete(post: Post) -> Response:
    """Delete a post; the list it leads to offers to undo that."""
    post_id = post.id
    try:
        with write_unit():
            delete_post(post)
    except PostChanged:
        # The button was pressed twice: deleted it is.
        pass
    return redirect(url_for("blog.posts", status=_asked_state(), deleted=post_id))


@bp.post("/restore/<int:post_id>")
@permitted("delete", Post, load=queries.find_any_post)
def restore(post: Post) -> Response:
    """Give a deleted post its place again."""
    try:
        with write_unit():
            restore_post(post)
    except PostChanged as error:
        if error.version is None:
            abort(404)
    # Restored it is, whichever of two clicks did it.
    flash(_("Post restored"), "success")
    return redirect(url_for("blog.posts", status=_asked_state()))


@bp.post("/purge/<int:post_id>")
@permitted("delete", Post, load=queries.find_any_post)
def purge(post: Post) -> Response:
    """Delete a deleted post for good."""
    try:
        with write_unit():
            purge_post(post)
    except PostChanged as error:
        if error.version is not None:
            flash(_("Only a deleted post can be deleted for good."), "error")
            return redirect(url_for("blog.posts"))
    flash(_("Post deleted for good"), "success")
    return redirect(url_for("blog.posts", status="deleted"))


def _asked_state() -> State | None:
    """Return the status whose list is asked for, or from which a button was pressed."""
    asked = request.values.get("status") or None
    if asked is not None and asked not in STATES:
        abort(404)
    return asked


def _whose() -> int | None:
    """Return whose posts a visitor looks after: None for everybody's."""
    return None if can(visitor, "edit any", Post) else visitor.id


def _just_deleted() -> Post | None:
    """Return the post that was deleted a moment ago, if it still is and may be restored."""
    post_id = request.args.get("deleted", type=int)
    found = queries.find_deleted_post(post_id) if post_id and post_id > 0 else None
    return found if found and can(visitor, "delete", found) else None


def _pagination(page: int, state: State | None, found: int) -> Pagination:
    return paginate_uncounted(
        page,
        found=found > 0,
        more=found > ROWS_PER_PAGE,
        url_for_page=lambda number: url_for(
            "blog.posts", page=None if number == 1 else number, status=state
        ),
    )
