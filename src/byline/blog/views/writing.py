"""Write posts: the form, what it does, and what it shows before."""

from functools import wraps

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden, NotFound

from byline.auth.access import View, permitted
from byline.auth.kept_forms import forget_kept, kept_fields
from byline.auth.models import User
from byline.auth.permissions import can
from byline.auth.security import visitor
from byline.babel.locales import site_zone
from byline.blog.conflicts import Conflict, conflict_between
from byline.blog.errors import FormSentBefore, InvalidPost, PostChanged
from byline.blog.forms import PostForm
from byline.blog.models import Post
from byline.blog.pictures import find_picture
from byline.blog.preview import preview_of
from byline.blog.queries import find_editable_post
from byline.blog.reading import sidebar
from byline.blog.services import create_post, update_post
from byline.blog.views.blueprint import bp
from byline.blog.views.submitted import (
    FormRefused,
    Submitted,
    as_change,
    as_new,
    check,
    open_form,
)
from byline.blog.writing import put_error, values_of
from byline.extensions import csrf, db, write_unit
from byline.lib.text import strip_unstorable
from byline.web.limits import Limit

# Each renders a text and may check two pictures.
SAVES = Limit("save-post", amount=60, seconds=600)
PREVIEWS = Limit("preview-post", amount=120, seconds=600)


def keeps_text(view: View) -> View:
    """Let nothing be lost that somebody sends, however long it is and whatever became of the post.

    A text is taken as long as a whole request may be. Where there is no such post any more, it is
    shown in a form that makes a new one of it; to who may not write any more, to be copied.
    """

    @wraps(view)
    def keeping(**values: object) -> ResponseReturnValue:
        # Before anybody reads the form, which the guard may be the first to do.
        request.max_form_memory_size = request.max_content_length
        try:
            return view(**values)
        except NotFound:
            if not _typed_text():
                raise
            return _offer_as_new(open_form())
        except Forbidden:
            if not (text := _typed_text()):
                raise
            return render_template("blog/edit_refused.html", text=text), 403

    return keeping


def _typed_text() -> str:
    sent = request.form if request.method == "POST" else kept_fields()
    text = strip_unstorable(sent.get("text", "")) if sent else ""
    return text if text.strip() else ""


# The form checks its token itself, and keeps what was typed when it has run out.
@bp.route("/new", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
@keeps_text
@permitted("write", Post)
def new() -> ResponseReturnValue:
    """Write a new post."""
    form = open_form()
    if request.method == "GET":
        return _page(form)
    try:
        submitted = check(form, SAVES)
    except FormRefused as error:
        return _page(form), error.status, error.headers
    try:
        url = _add(form, submitted)
    except FormSentBefore as error:
        first = find_editable_post(error.post_id)
        if first is not None and can(visitor, "edit", first):
            return _compare(as_change(form, first), first, is_own=True)
        # Whoever sent the form first, this is another post.
        url = _add(as_new(form), submitted)
    flash(_("Post added"), "success")
    return redirect(url)


@bp.route("/edit/<int:post_id>", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
@keeps_text
@permitted("edit", Post, load=find_editable_post)
def edit(post: Post) -> ResponseReturnValue:
    """Change a post."""
    form = open_form(post)
    if request.method == "GET":
        return _page(form, post)
    try:
        url = _change(form, post, check(form, SAVES, post))
    except FormRefused as error:
        return _page(form, post), error.status, error.headers
    except InvalidPost as error:
        # What only the database knows, such as another translation of the post.
        put_error(form, error)
        return _page(form, post), 400
    except PostChanged as error:
        return _settle(form, post, error)
    flash(_("Post edited"), "success")
    return redirect(url)


# A button of both forms leads here, into a tab of its own.
@bp.post("/preview")
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
@keeps_text
@permitted("write", Post)
def preview() -> ResponseReturnValue:
    """Show what a form holds as readers would see it; the post is not saved."""
    post = find_editable_post(request.args.get("post", 0, type=int))
    if post is not None and not can(visitor, "edit", post):
        post = None
    form = open_form(post)
    try:
        submitted = check(form, PREVIEWS, post)
    except FormRefused as error:
        page = render_template("blog/preview_refused.html", form=form)
        return page, error.status, error.headers
    except PostChanged:
        return _offer_as_new(form)
    authors = submitted.authors or (post.authors if post else [_writer()])
    shown = preview_of(submitted.prepared, authors, post)
    return render_template("blog/preview.html", post=shown, **sidebar())


def _writer() -> User:
    user = db.session.get(User, visitor.id)
    assert user  # nosec B101 - the guard has let nobody else in
    return user


def _add(form: PostForm, submitted: Submitted) -> str:
    """Add the post, and return where it is. Raises FormSentBefore."""
    writer = _writer()
    with write_unit():
        post = create_post(
            submitted.prepared,
            submitted.authors or [writer],
            editor=writer,
            submission=form.submission.data,
        )
        forget_kept()
        return post.url


def _change(form: PostForm, post: Post, submitted: Submitted) -> str:
    """Change the post, and return where it is. Raises PostChanged."""
    authors = submitted.authors or list(post.authors)
    version = _opened_version(form, post)
    with write_unit():
        changed = update_post(post, submitted.prepared, authors, version=version, editor=_writer())
        forget_kept()
        return changed.url


def _opened_version(form: PostForm, post: Post) -> int:
    """Return the version that the form was opened with; one that does not say has seen the last."""
    typed = form.version.data
    if not typed:
        return post.version
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _settle(form: PostForm, post: Post, error: PostChanged) -> ResponseReturnValue:
    """Answer somebody who was not the first to change a post, or to send the same change."""
    # Read again as what it is now: another type is another class.
    db.session.expunge(post)
    saved = find_editable_post(error.post_id)
    # Whoever saved it may have taken it away from who asks.
    if error.version is None or saved is None or not can(visitor, "edit", saved):
        return _offer_as_new(form)
    return _compare(form, saved)


def _compare(form: PostForm, saved: Post, *, is_own: bool = False) -> ResponseReturnValue:
    """Show where a form differs from the post as it is saved, unless it does not.

    `is_own` is for a form of a new post that has made this one already.
    """
    conflict = conflict_between(form, saved, values_of(saved, site_zone()), is_own=is_own)
    if conflict.is_settled:
        flash(_("Post added") if is_own else _("Post edited"), "success")
        return redirect(saved.url)
    # What is saved next has been compared with this.
    form.version.data = str(saved.version)
    return _page(form, saved, conflict), 409


def _offer_as_new(form: PostForm) -> ResponseReturnValue:
    """Show what was sent for a post that there is not, to be saved as a new one."""
    return _page(as_new(form), is_gone=True), 404


def _page(
    form: PostForm,
    post: Post | None = None,
    conflict: Conflict | None = None,
    *,
    is_gone: bool = False,
) -> str:
    pictures = {name: find_picture(form[f"{name}_digest"].data) for name in ("image", "cover")}
    return render_template(
        "blog/edit.html",
        form=form,
        post=post,
        conflict=conflict,
        is_gone=is_gone,
        pictures=pictures,
        action=url_for("blog.edit", post_id=post.id) if post else url_for("blog.new"),
    )
