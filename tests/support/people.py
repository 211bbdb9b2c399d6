"""Browsers of people who are signed in, and forms as a browser sends them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from byline.auth.models import User
from byline.auth.security import TOKEN_KEY
from byline.auth.services import add_session
from byline.extensions import write_unit
from byline.lib.database import utcnow
from byline.lib.tokens import make_token

SignIn = Callable[[User], FlaskClient]


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    """Sign a user in, without the login page: `sign_in(ana).get("/blog/new")`."""
    return lambda user: signed_in_browser(app, user)


def signed_in_browser(app: Flask, user: User) -> FlaskClient:
    """Return a browser in which a user is signed in."""
    client = app.test_client()
    token = make_token()
    with write_unit():
        add_session(
            user,
            token,
            user_agent="Test",
            remembered=False,
            lifetime=timedelta(days=1),
            now=utcnow(),
        )
    with client.session_transaction() as session:
        session["_user_id"] = user.fs_uniquifier
        session[TOKEN_KEY] = token
    return client


def form_fields(response: TestResponse, selector: str = "main form[method=post]") -> dict[str, Any]:
    """Return what a browser would send of a page's form: by name, a list where there are several.

    `selector` names the form where the page has more than one.
    """
    form = BeautifulSoup(response.text, "html.parser").select_one(selector)
    assert form is not None, f"no form {selector} in the page"
    fields: dict[str, Any] = {}
    for control in form.select("input[name], textarea[name], select[name]"):
        for value in _values(control):
            fields.setdefault(str(control["name"]), []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in fields.items()}


def submit(
    client: FlaskClient,
    path: str,
    *,
    selector: str = "main form[method=post]",
    **fields: Any,  # noqa: ANN401 - whatever a form takes
) -> TestResponse:
    """Open a page, fill in its form and send it: `submit(client, "/auth/login", username="ana")`.

    None leaves a field out, as an unchecked box is.
    """
    page = client.get(path)
    assert page.status_code == 200, page.status
    form = BeautifulSoup(page.text, "html.parser").select_one(selector)
    assert form is not None, f"no form {selector} at {path}"
    data = form_fields(page, selector) | fields
    action = str(form.get("action") or path)
    sent = {name: value for name, value in data.items() if value is not None}
    return client.post(action, data=sent)


def _values(control: Tag) -> list[str]:
    if control.name == "textarea":
        return [control.text.removeprefix("\n").removeprefix("\r\n")]
    if control.name == "select":
        chosen = control.select("option[selected]") or control.select("option")[:1]
        return [str(option.get("value", option.text)) for option in chosen]
    kind = control.get("type", "text")
    if kind in ("submit", "button", "file", "image"):
        return []
    if kind in ("checkbox", "radio") and not control.has_attr("checked"):
        return []
    return [str(control.get("value", "on" if kind == "checkbox" else ""))]
