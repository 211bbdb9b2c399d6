"""Between the form that posts are written in and the posts."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import LazyString
from flask_babel import gettext as _
from sqlalchemy import select

from byline.auth.models import User
from byline.blog.errors import InvalidPost
from byline.blog.forms import PostForm
from byline.blog.models import Post
from byline.blog.services import PostContent
from byline.blog.tag_lists import join_tags, split_tags
from byline.extensions import db
from byline.lib.dates import local_to_utc, parse_local_time, utc_to_local_field
from byline.media.models import MediaFile

MAX_AUTHORS = 20

# Fields of `PostContent` that the form calls otherwise.
_FORM_NAMES = {"source": "text", "quote_author": "author"}


@dataclass(frozen=True)
class Pictures:
    """The pictures of a post that are in the media store."""

    image: MediaFile | None
    cover: MediaFile | None


@dataclass(frozen=True)
class DifferingField:
    """A field that two people have left differently."""

    label: LazyString
    theirs: str
    yours: str


def values_of(post: Post, zone: ZoneInfo) -> dict[str, str]:
    """Return what the form shows of a post, by field."""
    date = post.publish_date
    return {
        "type": post.type,
        "title": post.title,
        "text": post.source,
        "format": post.format,
        "image_digest": post.image.digest if post.image else "",
        "image_alt": post.image_alt,
        "image_caption": post.image_caption,
        "video": post.video or "",
        "author": post.quote_author or "",
        "status": post.status,
        "publish_date": utc_to_local_field(date, zone) if date else "",
        "authors": ", ".join(author.username for author in post.authors),
        "tags": join_tags([tag.title for tag in post.tags]),
        "summary": post.summary_source or "",
        "slug": post.slug,
        "language": post.language or "",
        "youtube_id": post.youtube_id or "",
        "cover_digest": post.cover.digest if post.cover else "",
        "cover_alt": post.cover_alt,
        "cover_caption": post.cover_caption,
        "version": str(post.version),
        "submission": post.submission or "",
    }


def content_of(
    form: PostForm, pictures: Pictures, post: Post | None, zone: ZoneInfo
) -> PostContent:
    """Return the post that a valid form holds; `post` is what it was until now."""
    return PostContent(
        type=form.type.data,
        title=form.title.data or "",
        source=form.text.data or "",
        format=form.format.data,
        status=form.status.data,
        publish_date=_publish_date(form.publish_date.data, post, zone),
        slug=form.slug.data or None,
        language=form.language.data or None,
        translation_group=post.translation_group if post else None,
        summary=form.summary.data or None,
        tags=split_tags(form.tags.data or ""),
        youtube_id=form.youtube_id.data or None,
        image=pictures.image,
        image_alt=form.image_alt.data or "",
        image_caption=form.image_caption.data or "",
        video=form.video.data or None,
        quote_author=form.author.data or None,
        cover=pictures.cover,
        cover_alt=form.cover_alt.data or "",
        cover_caption=form.cover_caption.data or "",
    )


def _publish_date(typed: str | None, post: Post | None, zone: ZoneInfo) -> datetime | None:
    if not typed:
        return None
    known = post.publish_date if post else None
    local = parse_local_time(typed)
    # The field has no seconds, and of an hour that comes twice it cannot say which.
    if known and local == parse_local_time(utc_to_local_field(known, zone)):
        return known
    return local_to_utc(local, zone)


def find_authors(typed: str) -> list[User]:
    """Return the users of the names that somebody typed, in their order.

    Raises InvalidPost, naming those that are unknown.
    """
    names = list(dict.fromkeys(name.strip().lower() for name in typed.split(",") if name.strip()))
    if len(names) > MAX_AUTHORS:
        raise InvalidPost("authors", _("A post has at most %(most)s authors.", most=MAX_AUTHORS))
    query = select(User).where(User.username.in_(names))
    known = {user.username: user for user in db.session.execute(query).scalars()}
    unknown = [name[:80] for name in names if name not in known]
    if unknown:
        message = _("There is no user named %(names)s.", names=", ".join(unknown))
        raise InvalidPost("authors", message)
    return [known[name] for name in names]


def put_error(form: PostForm, error: InvalidPost) -> None:
    """Say beside its field what is wrong with a post."""
    field = getattr(form, _FORM_NAMES.get(error.field, error.field), None)
    if field is None:
        form.form_errors.append(error.message)
    else:
        field.errors = [*field.errors, error.message]


def differing_fields(form: PostForm, values: dict[str, str]) -> list[DifferingField]:
    """Return the fields, but for the text, that hold something else than these values."""
    found = []
    for name, label in _compared(form).items():
        if name in form and (form[name].data or "") != values[name]:
            theirs, yours = (_shown(form, name, value) for value in (values[name], form[name].data))
            found.append(DifferingField(label, theirs, yours))
    return found


def _compared(form: PostForm) -> dict[str, LazyString]:
    """Return the labels of the fields that are compared, by name; pictures go by their digests."""
    left_out = {"text", "version", "submission", "csrf_token", "remove_cover", "image", "cover"}
    labels = {"image_digest": form.image.label.text, "cover_digest": form.cover.label.text}
    return {
        field.name: labels.get(field.name, field.label.text)
        for field in form
        if field.name not in left_out
    }


def _shown(form: PostForm, name: str, value: str | None) -> str:
    """Return a value as a person reads it."""
    if name.endswith("_digest"):
        return _("another picture") if value else ""
    labels = {choice.value: choice.label for choice in getattr(form[name], "choices", None) or []}
    return str(labels.get(value or "", value or ""))
