"""The form that posts are written in."""

from collections.abc import Callable
from uuid import UUID, uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length
from wtforms.widgets import DateTimeLocalInput

from byline.blog.errors import InvalidPost
from byline.blog.pictures import DIGEST
from byline.blog.services.texts import check_language, checked_tags
from byline.blog.tag_lists import MAX_TAGS, split_tags
from byline.lib.dates import InvalidLocalTime, parse_local_time
from byline.lib.limits import (
    MAX_ALT_CHARS,
    MAX_LANGUAGE_CHARS,
    MAX_NAME_CHARS,
    MAX_SLUG_CHARS,
    MAX_SOURCE_BYTES,
    MAX_SUMMARY_SOURCE_CHARS,
    MAX_TAG_CHARS,
    MAX_TITLE_CHARS,
    MAX_VIDEO_CHARS,
)
from byline.lib.text import strip_unstorable
from byline.web.fields import select_choices, trimmed

MAX_SOURCE_MB = MAX_SOURCE_BYTES // 2**20


def storable(value: str | None) -> str | None:
    """Filter: leave out what a database refuses; white space at the ends is a part of a text."""
    return strip_unstorable(value) if value else value


def _told_at_the_field(check: Callable[[], object]) -> None:
    """Turn what a check says of a post into the error of a field."""
    try:
        check()
    except InvalidPost as error:
        raise ValidationError(str(error.message)) from error


class LocalTimeField(StringField):
    """A date and time as clocks of the site show it; what is none stays to be corrected."""

    widget = DateTimeLocalInput()

    def pre_validate(self, form: object) -> None:
        """Refuse what is no date and time."""
        if not self.data:
            return
        try:
            parse_local_time(self.data)
        except InvalidLocalTime:
            # A browser would leave out of its own kind of field what is no date.
            self.render_kw = {"type": "text"}
            raise ValidationError(
                _("This is no date and time, such as 2026-03-29T12:30.")
            ) from None


def _short(most: int) -> list[Length]:
    return [Length(max=most)]


class PostForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A post of any type. Fields that are not sent are left as they are."""

    type = RadioField(
        _l("Type"),
        choices=select_choices(
            [
                ("blog", _l("Text")),
                ("image", _l("Picture")),
                ("video", _l("Video")),
                ("quote", _l("Quote")),
            ]
        ),
        default="blog",
    )
    title = StringField(
        _l("Title"), filters=[trimmed], validators=[DataRequired(), *_short(MAX_TITLE_CHARS)]
    )
    text = TextAreaField(_l("Text"), filters=[storable])
    format = SelectField(
        _l("Format"),
        choices=select_choices([("markdown", "Markdown"), ("html", "HTML")]),
        default="markdown",
    )

    image = FileField(_l("Picture"), render_kw={"accept": "image/*"})
    image_digest = HiddenField()
    image_alt = StringField(
        _l("Description of the picture"),
        description=_l("For readers who do not see it."),
        filters=[trimmed],
        validators=_short(MAX_ALT_CHARS),
    )
    image_caption = StringField(_l("Caption"), filters=[trimmed], validators=_short(MAX_ALT_CHARS))
    video = StringField(
        _l("Address of the video"),
        description=_l("At YouTube or Vimeo."),
        filters=[trimmed],
        validators=_short(MAX_VIDEO_CHARS),
        render_kw={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"},
    )
    author = StringField(_l("Whose words"), filters=[trimmed], validators=_short(MAX_NAME_CHARS))

    status = SelectField(
        _l("Status"),
        choices=select_choices(
            [
                ("published", _l("Published")),
                ("scheduled", _l("Scheduled")),
                ("draft", _l("Draft")),
            ]
        ),
        default="published",
    )
    publish_date = LocalTimeField(_l("Publish date"), filters=[trimmed])
    authors = StringField(
        _l("Authors"),
        description=_l("User names, separated by commas."),
        filters=[trimmed],
        render_kw={"autocapitalize": "none", "spellcheck": "false"},
    )
    tags = StringField(
        _l("Tags"),
        description=_l("Separated by commas."),
        filters=[trimmed],
        validators=_short(MAX_TAGS * (MAX_TAG_CHARS + 4)),
    )
    summary = TextAreaField(
        _l("Summary"),
        description=_l("For lists. By default, how the text begins."),
        filters=[trimmed],
        validators=_short(MAX_SUMMARY_SOURCE_CHARS),
        render_kw={"rows": 3},
    )
    slug = StringField(
        _l("Address"),
        description=_l("The last part of it. By default, made from the title."),
        filters=[trimmed],
        # Cut to its length in any case: spaces and accents are no mistakes here.
        validators=_short(4 * MAX_SLUG_CHARS),
        render_kw={"autocapitalize": "none", "spellcheck": "false"},
    )
    language = StringField(
        _l("Language"),
        description=_l("Its tag, such as en or pt-BR."),
        filters=[trimmed],
        validators=_short(MAX_LANGUAGE_CHARS),
        render_kw={"autocapitalize": "none", "spellcheck": "false"},
    )
    youtube_id = StringField(
        _l("Video at YouTube"),
        description=_l("Its id or its address, to be shown above the text."),
        filters=[trimmed],
        validators=_short(MAX_VIDEO_CHARS),
        render_kw={"autocapitalize": "none", "spellcheck": "false"},
    )
    cover = FileField(_l("Cover"), render_kw={"accept": "image/*"})
    cover_digest = HiddenField()
    remove_cover = BooleanField(_l("Without this cover"))
    cover_alt = StringField(
        _l("Description of the cover"), filters=[trimmed], validators=_short(MAX_ALT_CHARS)
    )
    cover_caption = StringField(
        _l("Caption of the cover"), filters=[trimmed], validators=_short(MAX_ALT_CHARS)
    )

    # What the post was when the form was opened; and which form a new post comes from.
    version = HiddenField()
    submission = HiddenField(default=lambda: str(uuid4()))

    # Whether the text is longer than any may be; and whether this was typed before a login.
    too_large = False
    was_kept = False

    def validate_text(self, field: TextAreaField) -> None:
        """Refuse no text where there must be one, and one that is too long."""
        if len((field.data or "").encode()) > MAX_SOURCE_BYTES:
            self.too_large = True
            raise ValidationError(_("This is longer than %(most)s MB.", most=MAX_SOURCE_MB))
        if self.type.data in ("blog", "quote") and not (field.data or "").strip():
            raise ValidationError(_("A post needs a text."))

    def validate_tags(self, field: StringField) -> None:
        """Refuse what cannot be a tag."""
        # One that is far too long has been refused by its length.
        if not field.errors:
            _told_at_the_field(lambda: checked_tags(split_tags(field.data or "")))

    def validate_language(self, field: StringField) -> None:
        """Refuse what is no tag of a language."""
        _told_at_the_field(lambda: check_language(field.data or None))

    def validate_submission(self, field: HiddenField) -> None:
        """Name the form anew where its name is damaged."""
        try:
            field.data = str(UUID(field.data or ""))
        except ValueError:
            field.data = str(uuid4())

    def validate_image_digest(self, field: HiddenField) -> None:
        """Forget what names no picture."""
        field.data = field.data if DIGEST.fullmatch(field.data or "") else ""

    validate_cover_digest = validate_image_digest
