"""What all forms have in common."""

from typing import Any

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict


class BaseForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form that takes its fields from a form's body and nowhere else.

    Flask-WTF would take JSON and files for fields too, and neither is the text that they expect.
    """

    # Whether it is filled in with what was typed before a login.
    was_kept = False

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # Flask-WTF has no types
        """Says where the fields come from."""

        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> MultiDict[str, str] | None:  # noqa: ANN401 - Flask-WTF's own
            """Return what was sent, unless the view has something better."""
            if formdata is None or isinstance(formdata, MultiDict):
                return formdata
            return request.form if form.is_submitted() else None
