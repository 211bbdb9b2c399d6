"""What another site sends changes nothing here, the session cookie least of all."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from byline.auth.models import KeptForm
from byline.blog.models import Post
from byline.extensions import db, write_unit
from byline.settings.services import change_setting
from tests.support.factories import MakeUser
from tests.support.people import SignIn, form_fields

ELSEWHERE = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "same-site"},
]


def takes_posts(rule: Rule) -> bool:
    """Say whether something may be sent to an address."""
    return "POST" in (rule.methods or ())


def path_of(rule: Rule, post: Post) -> str:
    """Return an address of a rule; what it is about is a post's or nobody's."""
    built = rule.build(dict.fromkeys(rule.arguments, post.id), append_unknown=False)
    assert built
    return built[1]


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_nothing_answers_another_site_with_a_session(
    app: Flask, client: FlaskClient, post: Post, headers: dict[str, str]
) -> None:
    for rule in filter(takes_posts, app.url_map.iter_rules()):
        fields = {"title": "Planted", "text": "Planted", "csrf_token": "x"}

        response = client.post(path_of(rule, post), data=fields, headers=headers)

        assert response.status_code == 400, rule
        assert "Set-Cookie" not in response.headers, rule
    assert db.session.query(KeptForm).count() == 0


def test_a_comment_from_another_site_is_not_kept_where_only_users_comment(
    client: FlaskClient, post: Post
) -> None:
    with write_unit():
        change_setting("comments_open", "signed-in")

    response = client.post(post.url, data={"text": "Planted"}, headers=ELSEWHERE[0])

    assert response.status_code == 400
    assert "Set-Cookie" not in response.headers
    assert db.session.query(KeptForm).count() == 0


def test_not_even_who_is_signed_in_sends_forms_of_another_site(
    sign_in: SignIn, make_user: MakeUser
) -> None:
    browser = sign_in(make_user("ana"))

    response = browser.post("/auth/account/name", headers={"Origin": "null"})

    assert response.status_code == 400
    assert browser.get("/auth/account").status_code == 200


def test_what_is_no_address_is_refused_too(client: FlaskClient) -> None:
    assert client.post("/nowhere", headers=ELSEWHERE[0]).status_code == 400


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_a_link_from_another_site_leads_here(client: FlaskClient, method: str) -> None:
    response = client.open("/auth/login", method=method, headers=ELSEWHERE[2])

    assert response.status_code == 200


def test_a_form_of_this_site_is_read(client: FlaskClient) -> None:
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}

    response = client.post("/auth/login", data={"username": "rui"}, headers=headers)

    assert form_fields(response)["username"] == "rui"
