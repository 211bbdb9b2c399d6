"""What an administrator sets about comments."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from byline.comments.settings import comment_rules
from byline.settings.queries import site_settings
from tests.support.factories import MakeUser
from tests.support.people import SignIn, submit

PAGE = "/settings/"


@pytest.fixture
def admin(make_user: MakeUser, sign_in: SignIn) -> FlaskClient:
    """Return the browser of an administrator."""
    return sign_in(make_user("root", roles=("admin",)))


def test_the_rules_are_set_on_the_settings_page(app: Flask, admin: FlaskClient) -> None:
    response = submit(
        admin,
        PAGE,
        comments_open="signed-in",
        comment_approval="every",
        comment_links_wait=None,
        comments_close_after_days="30",
    )

    assert response.status_code == 302
    with app.test_request_context():
        rules = comment_rules()
    assert (rules.open_to, rules.approval) == ("signed-in", "every")
    assert (rules.links_wait, rules.close_after_days) == (False, 30)


@pytest.mark.parametrize(
    "fields",
    [
        {"comments_close_after_days": "-1"},
        {"comments_close_after_days": "3651"},
        {"comments_close_after_days": "soon"},
        {"comment_approval": "some"},
        {"comments_open": "friends"},
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(
    admin: FlaskClient, app: Flask, fields: dict[str, str]
) -> None:
    response = submit(admin, PAGE, **fields)

    assert response.status_code == 400
    with app.test_request_context():
        (name,) = fields
        assert str(site_settings()[name]) != fields[name]
