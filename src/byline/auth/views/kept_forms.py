"""Forget what was kept, where its writer does not want it any more."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from byline.auth.kept_forms import discard_kept
from byline.auth.views.blueprint import bp
from byline.extensions import write_unit
from byline.web.access import public
from byline.web.local_urls import local_path


@bp.post("/kept/<int:form_id>/discard")
@public
def discard(form_id: int) -> ResponseReturnValue:
    """Forget a form that this browser has kept, and lead back to the login page."""
    with write_unit():
        discard_kept(form_id)
    return redirect(url_for("auth.login", next=local_path(request.args.get("next"))))
