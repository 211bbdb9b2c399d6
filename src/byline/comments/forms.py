"""The form under a post."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.csrf.core import CSRF
from wtforms.form import BaseForm as AnyForm
from wtforms.validators import DataRequired, Length, ValidationError

from byline.comments.rules import HASTE
from byline.comments.stamp import StampForged, make_stamp, read_stamp
from byline.lib.database import utcnow
from byline.lib.invisible import has_visible, strip_overrides
from byline.lib.limits import MAX_COMMENT_CHARS, MAX_NAME_CHARS
from byline.web.base_form import BaseForm
from byline.web.fields import one_line, trimmed


def _plain(value: str | None) -> str | None:
    return strip_overrides(value) if value else value


def _says_something(_form: AnyForm, field: Field) -> None:
    # Of what is too long anyway, no more is looked through.
    if not has_visible(field.data[:MAX_COMMENT_CHARS]):
        raise ValidationError(_("Write something."))


class StampProtection(CSRF):
    """Puts the stamp where other forms have a session's token; `csrf_context` is the post's id."""

    post_id: Any

    def setup_form(self, form: AnyForm) -> list[tuple[str, Any]]:
        """Remember the post."""
        self.post_id = form.meta.csrf_context
        return super().setup_form(form)

    def generate_csrf_token(self, csrf_token_field: Field) -> str:
        """Return a new stamp."""
        return make_stamp(self.post_id, utcnow())

    def validate_csrf_token(self, form: AnyForm, field: Field) -> None:
        """Refuse what we did not stamp for this post, and what we stamped a day ago."""
        try:
            stamp = read_stamp(field.data, self.post_id)
        except StampForged as error:
            raise ValidationError from error
        if stamp.is_expired(utcnow()):
            raise ValidationError


class _CommentForm(BaseForm):
    # Ids of their own, since the page is the post's. `parent` is the id of what is answered.
    parent = HiddenField(id="comment-parent")
    name = StringField(
        _l("Name"),
        id="comment-name",
        filters=[trimmed, one_line],
        validators=[DataRequired(), Length(max=MAX_NAME_CHARS)],
        render_kw={"autocomplete": "name", "dir": "auto"},
    )
    text = TextAreaField(
        _l("Your comment"),
        id="comment-text",
        description=_l("Plain text; addresses become links."),
        filters=[trimmed, _plain],
        validators=[
            DataRequired(_l("Write something.")),
            Length(max=MAX_COMMENT_CHARS),
            _says_something,
        ],
        # A browser that knew the limit would cut off what is pasted, and say nothing.
        render_kw={"maxlength": False, "dir": "auto", "rows": 6},
    )


class GuestCommentForm(_CommentForm):
    """What a guest says, and under which name."""

    class Meta(BaseForm.Meta):
        """Carries the stamp."""

        csrf_class = StampProtection

    def __init__(self, post_id: int, **options: Any) -> None:  # noqa: ANN401 - FlaskForm's own
        super().__init__(meta={"csrf_context": post_id}, **options)

    @property
    def in_haste(self) -> bool:
        """Say of a valid form whether it was sent sooner than anybody reads and types."""
        field = self.csrf_token
        return read_stamp(field.data, field.csrf_impl.post_id).age(utcnow()) < HASTE


class UserCommentForm(_CommentForm):
    """What somebody says who is signed in, under the name of the account."""

    name = None  # type: ignore[assignment]  # the way to leave a field out
    in_haste = False


CommentForm = GuestCommentForm | UserCommentForm
