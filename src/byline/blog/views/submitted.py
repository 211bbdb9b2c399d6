"""The form that posts are written in, opened and checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import CombinedMultiDict, MultiDict

from byline.auth.kept_forms import kept_fields
from byline.auth.models import User
from byline.auth.permissions import can
from byline.auth.security import visitor
from byline.babel.locales import site_zone
from byline.blog.errors import InvalidPost, PostChanged
from byline.blog.forms import PostForm
from byline.blog.models import Post
from byline.blog.pictures import find_picture, store_picture
from byline.blog.queries import find_editable_post
from byline.blog.services import PreparedPost, id_of, prepare_post
from byline.blog.writing import Pictures, content_of, find_authors, put_error, values_of
from byline.lib.slugs import slugify
from byline.media.models import MediaFile
from byline.media.queries import find_picture_size
from byline.web.limits import Limit, LimitReached, limit_message, spend

PICTURES = ("image", "cover")


class FormRefused(Exception):
    """What was sent cannot be taken; why stands in the form."""

    def __init__(self, status: int, retry_after: int | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.headers = {"Retry-After": str(retry_after)} if retry_after else {}


@dataclass(frozen=True)
class Submitted:
    """A post that can be written; `authors` is empty where the form does not say."""

    prepared: PreparedPost
    authors: Sequence[User]


def open_form(post: Post | None = None) -> PostForm:
    """Return the form with what was sent or kept, else with what the post is."""
    values = values_of(post, site_zone()) if post else {}
    kept = None if request.method == "POST" else kept_fields()
    form = PostForm(_sent_fields() if request.method == "POST" else kept, data=values)
    form.was_kept = kept is not None
    form.publish_date.description = _date_hint(post)
    if not can(visitor, "credit", Post):
        del form.authors
    return form


def _date_hint(post: Post | None) -> str:
    zone = str(site_zone()).replace("_", " ")
    if post and post.visible_from:
        return str(_("Time zone: %(zone)s.", zone=zone))
    return str(_("Time zone: %(zone)s. Empty: when it is published.", zone=zone))


def _sent_fields() -> MultiDict[str, Any]:
    """Return what was sent; not as Flask-WTF does it by itself.

    That takes any JSON too, and a file where the form has a text.
    """
    files = MultiDict((name, request.files[name]) for name in PICTURES if name in request.files)
    parts: tuple[MultiDict[str, Any], ...] = (files, request.form)
    return CombinedMultiDict(parts)


def as_new(form: PostForm) -> PostForm:
    """Make the form one of a new post with the same content."""
    form.version.data = ""
    form.submission.data = str(uuid4())
    return form


def as_change(form: PostForm, post: Post) -> PostForm:
    """Make the form of a new post one that changes this post; whose and of when it is stays."""
    form = as_new(form)
    form.slug.data = slugify(form.slug.data or form.title.data or "")
    values = values_of(post, site_zone())
    for name in ("authors", *(["publish_date"] if post.visible_from else [])):
        if name in form and not form[name].data:
            form[name].data = values[name]
    return form


def check(form: PostForm, limit: Limit, post: Post | None = None) -> Submitted:
    """Return what a form holds, rendered; `post` is what is changed by it.

    Pictures go to the media store in any case, so that they need not be sent again. Raises
    FormRefused, and PostChanged where the post was deleted meanwhile.
    """
    try:
        spend(limit, str(visitor.id))
    except LimitReached as error:
        form.form_errors.append(limit_message(error))
        _ask_for_pictures_again(form)
        raise FormRefused(429, error.retry_after) from error
    is_valid = form.validate()
    # What somebody else's page has sent in their name is not stored.
    if form.csrf_token.errors:
        _ask_for_pictures_again(form)
    pictures = Pictures(image=_picture(form, "image"), cover=_picture(form, "cover"))
    # Storing a picture takes a while, and lets the post be read afresh.
    if post is not None and find_editable_post(id_of(post)) is None:
        raise PostChanged(id_of(post), None)
    if form.errors or not is_valid:
        raise FormRefused(413 if form.too_large else 400)
    try:
        authors = find_authors(form.authors.data or "") if "authors" in form else []
        content = content_of(form, pictures, post, site_zone())
        return Submitted(prepare_post(content, picture_size=find_picture_size), authors)
    except InvalidPost as error:
        put_error(form, error)
        raise FormRefused(400) from error


def _ask_for_pictures_again(form: PostForm) -> None:
    for field in (form.image, form.cover):
        if field.data:
            field.errors = [_("Choose this picture again: it could not be kept.")]


def _picture(form: PostForm, name: str) -> MediaFile | None:
    """Return the picture that was chosen now, or before; an error stands beside its field."""
    upload, digest = form[name], form[f"{name}_digest"]
    if upload.data and not form.csrf_token.errors:
        try:
            file = store_picture(name, upload.data, allow_svg=can(visitor, "add SVG", Post))
        except InvalidPost as error:
            put_error(form, error)
        else:
            digest.data = file.digest
            return file
    if name == "cover" and form.remove_cover.data:
        digest.data = ""
    return find_picture(digest.data)
