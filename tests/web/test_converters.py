"""What may stand in an address."""

import pytest
from flask import Flask
from werkzeug.routing import Rule

from byline.auth.models import User
from byline.lib.limits import MAX_ID
from tests.support.engines import every_engine
from tests.support.factories import MakeUser
from tests.support.people import SignIn, form_fields


def numbered(rule: Rule) -> bool:
    """Say whether a rule takes one number and nothing else."""
    return rule.rule.count("<") == 1 and "<int:" in rule.rule


@pytest.fixture
def admin(make_user: MakeUser) -> User:
    """Return somebody who may do everything."""
    return make_user("admin", roles=("admin",))


@every_engine
@pytest.mark.parametrize("number", [MAX_ID + 1, 9_999_999_999])
def test_nothing_has_a_number_that_is_too_large(
    app: Flask, sign_in: SignIn, admin: User, number: int
) -> None:
    browser = sign_in(admin)
    token = form_fields(browser.get("/auth/logout"))["csrf_token"]
    for rule in filter(numbered, app.url_map.iter_rules()):
        path = rule.rule.replace(f"<int:{min(rule.arguments)}>", str(number))
        method = "GET" if "GET" in (rule.methods or ()) else "POST"

        response = browser.open(path, method=method, headers={"X-CSRFToken": token})

        assert response.status_code == 404, path
