"""What was typed survives a login that was lost, and is in the form again."""

import base64
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template_string, request
from flask.testing import FlaskClient
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy import select, update
from werkzeug.test import TestResponse, stream_encode_multipart
from wtforms import PasswordField, StringField, TextAreaField

from byline import create_app
from byline.auth import kept_forms
from byline.auth.access import signed_in
from byline.auth.kept_forms import forget_kept, kept_fields
from byline.auth.models import KeptForm, User, UserSession
from byline.auth.services import end_sessions
from byline.config import TestConfig
from byline.extensions import csrf, db, write_unit
from byline.lib.database import utcnow
from byline.web.limits import Limit
from tests.support.application import Client
from tests.support.engines import every_engine
from tests.support.factories import MakeUser
from tests.support.people import SignIn, form_fields, submit

PASSWORD = "correct horse"
PAGE = "{% from '_macros/form.html' import render_form %}<main>{{ render_form(form) }}</main>"
LONG_PATH = "/letters/" + "x" * 600


class LetterForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form with all kinds of fields."""

    title = StringField()
    text = TextAreaField()
    new_password = PasswordField()


@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
@signed_in
def letter(address: str) -> ResponseReturnValue:
    """Take a letter."""
    form = LetterForm(request.form if request.method == "POST" else kept_fields())
    if form.validate_on_submit():
        with write_unit():
            forget_kept()
        return "sent"
    return render_template_string(PAGE, form=form)


@pytest.fixture
def app(database: str, tmp_path: Path) -> Iterator[Flask]:
    """Return an application with a form of its own, on any engine."""
    app = create_app(TestConfig(DATA=tmp_path / "data", SQLALCHEMY_DATABASE_URI=database))
    app.test_client_class = Client
    app.add_url_rule("/letters/<address>", view_func=letter, methods=["GET", "POST"])
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def ana(make_user: MakeUser) -> User:
    """Return a user with a password."""
    return make_user("ana", roles=("poster",), password=PASSWORD)


@pytest.fixture
def browser(sign_in: SignIn, ana: User) -> FlaskClient:
    """Return a browser whose login is over."""
    browser = sign_in(ana)
    end_all_logins()
    return browser


def end_all_logins() -> None:
    """Let time pass over everybody's login."""
    with write_unit() as session:
        session.execute(update(UserSession).values(expires_at=utcnow() - timedelta(hours=1)))


def log_in(browser: FlaskClient, response: TestResponse, name: str = "ana") -> TestResponse:
    """Log in where a page has led to, and go where that leads."""
    assert response.status_code == 302
    sent = submit(browser, response.location, username=name, password=PASSWORD)
    assert sent.status_code == 302
    return browser.get(sent.location)


def kept() -> list[KeptForm]:
    """Return all that is kept."""
    return list(db.session.scalars(select(KeptForm)))


def stored() -> int:
    """Return how much room all that is kept takes."""
    return sum(len(form.fields) for form in kept())


def noise(length: int) -> str:
    """Return a text that does not get shorter by being compressed."""
    return base64.b64encode(random.Random(1).randbytes(length * 3 // 4)).decode()


def post_from(browser: FlaskClient, number: int, text: str) -> TestResponse:
    """Send a letter from the address of this number."""
    address = {"REMOTE_ADDR": f"203.0.113.{number}"}
    return browser.post("/letters/ana", data={"text": text}, environ_overrides=address)


def given_back(response: TestResponse) -> str:
    """Return the text that a page shows to be copied."""
    shown = BeautifulSoup(response.text, "html.parser").select_one("textarea[readonly]")
    assert shown is not None
    return shown.text.removeprefix("\n")


@every_engine
def test_the_text_is_in_the_form_again_after_the_login(browser: FlaskClient) -> None:
    text = 'Dear "reader",\n\n🌻 <b>olá</b> \\ \x00 & so on'

    response = browser.post("/letters/ana", data={"title": "Olá", "text": text})

    assert response.location == "/auth/login?next=/letters/ana"
    fields = form_fields(log_in(browser, response))
    assert fields["title"] == "Olá"
    assert fields["text"] == text.replace("\x00", "")


def test_the_login_page_says_so_and_shows_the_text(browser: FlaskClient) -> None:
    typed = {"title": "Olá", "text": "Dear <r>", "status": "published", "submission": str(uuid4())}
    response = browser.post("/letters/ana", data=typed)

    page = BeautifulSoup(browser.get(response.location).text, "html.parser")

    assert "What you wrote has been kept" in page.text
    assert "Please login to access this page" in page.text
    shown = page.select_one("textarea[readonly]")
    assert shown is not None
    assert shown.text.strip() == "Dear <r>"


def test_a_wrong_password_loses_nothing(browser: FlaskClient) -> None:
    response = browser.post("/letters/ana", data={"title": "Olá", "text": "Dear reader"})

    failed = submit(browser, response.location, username="ana", password="wrong horse")

    assert "Dear reader" in failed.text
    assert form_fields(log_in(browser, response))["text"] == "Dear reader"


def test_without_anything_kept_the_login_page_shows_nothing(client: FlaskClient) -> None:
    page = client.get("/auth/login").text

    assert "kept" not in page
    assert "<textarea" not in page


def test_also_who_has_lost_the_cookie_keeps_the_text(client: FlaskClient, ana: User) -> None:
    response = client.post("/letters/ana", data={"title": "Olá", "text": "Dear reader"})

    assert form_fields(log_in(client, response))["text"] == "Dear reader"


def test_the_text_of_a_post_survives(browser: FlaskClient) -> None:
    response = browser.post("/blog/new", data={"title": "Olá", "text": "A *long* text"})

    fields = form_fields(log_in(browser, response), "form:has([name=text])")
    assert fields["title"] == "Olá"
    assert fields["text"] == "A *long* text"


@every_engine
@pytest.mark.parametrize("character", ["é", '"'])
def test_a_huge_text_survives(browser: FlaskClient, character: str) -> None:
    text = character * (5 * 2**20 // len(character.encode()))

    # As a form with a file is sent; the text is as long as a post may be.
    fields = {"title": "Olá", "text": text}
    stream, length, boundary = stream_encode_multipart(fields, use_tempfile=False)
    response = browser.post(
        "/letters/ana",
        input_stream=stream,
        content_length=length,
        content_type=f"multipart/form-data; boundary={boundary}",
    )

    assert len(browser.get(response.location).text) < 200_000
    assert form_fields(log_in(browser, response))["text"] == text


def test_a_text_beyond_all_bounds_is_too_large_and_given_back(browser: FlaskClient) -> None:
    text = "x" * (7 * 2**20)
    response = browser.post("/letters/ana", data={"text": text})

    assert response.status_code == 413
    assert given_back(response) == text
    assert kept() == []


def test_thousands_of_fields_are_not_all_kept(browser: FlaskClient) -> None:
    fields = {f"field-{number}": "x" for number in range(20_000)}

    response = browser.post("/letters/ana", data={"text": "Dear reader", **fields})

    assert form_fields(log_in(browser, response))["text"] == "Dear reader"
    assert len(kept()[0].pairs) <= kept_forms.MAX_KEPT_FIELDS


@every_engine
def test_a_long_address_does_no_harm(browser: FlaskClient) -> None:
    response = browser.post(LONG_PATH, data={"text": "Dear reader"})

    assert form_fields(log_in(browser, response))["text"] == "Dear reader"


def test_passwords_are_never_kept(browser: FlaskClient) -> None:
    secrets = dict.fromkeys(("password", "confirm", "current_password"), "hush-hush")

    browser.post("/letters/ana", data={"text": "Dear", "new_password": "hush-hush", **secrets})

    (form,) = kept()
    assert form.pairs == [("text", "Dear")]


def test_what_holds_only_a_password_is_not_kept(browser: FlaskClient) -> None:
    browser.post(
        "/auth/account/password", data={"current_password": "hush-hush", "csrf_token": "x"}
    )

    assert kept() == []


def test_two_forms_of_one_browser_are_both_kept(browser: FlaskClient) -> None:
    first = browser.post("/letters/ana", data={"text": "To Ana"})
    second = browser.post("/letters/rui", data={"text": "To Rui"})

    assert form_fields(log_in(browser, second))["text"] == "To Rui"
    page = browser.get(first.location.partition("next=")[2])
    assert form_fields(page)["text"] == "To Ana"


def test_once_sent_it_is_forgotten(browser: FlaskClient) -> None:
    log_in(browser, browser.post("/letters/ana", data={"text": "Dear reader"}))

    assert submit(browser, "/letters/ana", title="Olá").text == "sent"

    assert kept() == []
    assert form_fields(browser.get("/letters/ana"))["text"] == ""


def test_another_form_that_is_sent_takes_nothing_away(browser: FlaskClient) -> None:
    log_in(browser, browser.post("/letters/ana", data={"text": "Dear reader"}))

    assert submit(browser, "/letters/rui", title="Olá", text="x").text == "sent"

    assert form_fields(browser.get("/letters/ana"))["text"] == "Dear reader"


def test_it_is_for_this_browser_and_this_form_alone(
    browser: FlaskClient, sign_in: SignIn, ana: User
) -> None:
    log_in(browser, browser.post("/letters/ana", data={"text": "Dear reader"}))

    assert "Dear" not in browser.get("/letters/rui").text
    assert "Dear" not in sign_in(ana).get("/letters/ana").text


def test_after_a_day_it_is_gone(browser: FlaskClient) -> None:
    log_in(browser, browser.post("/letters/ana", data={"text": "Dear reader"}))
    with write_unit() as session:
        session.execute(update(KeptForm).values(expires_at=utcnow() - timedelta(seconds=1)))

    assert "Dear" not in browser.get("/letters/ana").text
    submit(browser, "/auth/logout")
    browser.post("/letters/rui", data={"text": "To Rui"})
    assert [form.path for form in kept()] == ["/letters/rui"]


def test_it_is_kept_for_a_day(browser: FlaskClient) -> None:
    browser.post("/letters/ana", data={"text": "Dear reader"})

    (form,) = kept()
    assert form.expires_at - form.created_at == timedelta(days=1)


def test_logging_out_forgets_the_way_to_it(browser: FlaskClient) -> None:
    log_in(browser, browser.post("/letters/ana", data={"text": "Dear reader"}))

    submit(browser, "/auth/logout")

    assert "Dear" not in browser.get("/auth/login").text


def test_an_empty_form_is_not_kept(browser: FlaskClient) -> None:
    assert browser.post("/letters/ana", data={"text": "  "}).status_code == 302
    assert kept() == []


@pytest.mark.parametrize("path", ["/nothing/here", "/blog/post/x"])
def test_nothing_is_kept_for_a_page_we_do_not_have(browser: FlaskClient, path: str) -> None:
    browser.post(path, data={"text": "Dear reader"})

    assert kept() == []


def test_a_button_leads_back_to_where_it_was_pressed(browser: FlaskClient) -> None:
    with patch("flask_wtf.csrf.CSRFProtect.protect"):
        response = browser.post(
            "/auth/account/sessions/end-others",
            headers={"Referer": "http://localhost/auth/account?x=1"},
        )

    assert response.location == "/auth/login?next=/auth/account?x%3D1"


def test_a_button_of_another_site_leads_nowhere(browser: FlaskClient) -> None:
    with patch("flask_wtf.csrf.CSRFProtect.protect"):
        response = browser.post(
            "/auth/account/sessions/end-others",
            data={"text": "Dear reader"},
            headers={"Referer": "http://evil.example/auth/account"},
        )

    assert response.location == "/auth/login"
    assert kept() == []


def test_too_many_of_one_address_are_refused_and_given_back(browser: FlaskClient) -> None:
    answers = [browser.post("/letters/ana", data={"text": f"No {n}"}) for n in range(22)]

    assert [answer.status_code for answer in answers[-3:]] == [302, 429, 429]
    assert int(answers[-1].headers["Retry-After"]) > 3000
    assert given_back(answers[-1]) == "No 21"
    assert "/auth/login?next=/letters/ana" in answers[-1].text
    assert len(kept()) == kept_forms.FROM_ADDRESS.amount


def test_a_stranger_is_told_what_could_not_be_kept(client: FlaskClient) -> None:
    answers = [client.post("/letters/ana", data={"text": f"No {n}"}) for n in range(22)]

    assert {answer.status_code for answer in answers} == {302}
    page = client.get(answers[-1].location).text
    assert "What you wrote could not be kept" in page
    assert "has been kept" not in page
    assert "No 19" not in page


def test_a_known_browser_cannot_fill_the_disk(browser: FlaskClient) -> None:
    statuses = [
        browser.post("/letters/ana", data={"text": noise(4_000_000)}).status_code for _ in range(5)
    ]

    assert statuses == [302] * 3 + [429] * 2
    assert stored() <= kept_forms.HOUR_OF_KNOWN.amount * kept_forms.UNIT_CHARS


def test_one_cookie_at_many_addresses_cannot_either(browser: FlaskClient) -> None:
    for number in range(5):
        post_from(browser, number, noise(4_000_000))

    assert len(kept()) == 3


def test_strangers_cannot_fill_the_disk(app: Flask, browser: FlaskClient) -> None:
    for number in range(9):
        response = post_from(app.test_client(), number, noise(5_000_000))
        assert response.status_code == 302

    assert len(kept()) == 8
    assert stored() <= kept_forms.DAY_OF_STRANGERS.amount * kept_forms.UNIT_CHARS
    browser.post("/letters/ana", data={"text": noise(5_000_000)})
    assert len(kept()) == 9


def test_one_stranger_keeps_no_more_than_one_long_text(client: FlaskClient) -> None:
    for _ in range(2):
        client.post("/letters/ana", data={"text": noise(5_000_000)})

    assert len(kept()) == 1


def test_all_that_is_kept_has_a_bound(browser: FlaskClient) -> None:
    with patch.object(kept_forms, "DAY_OF_KNOWN", Limit("kept-by-known", 10, 3600)):
        first = browser.post("/letters/ana", data={"text": noise(6_000)})
        second = browser.post("/letters/ana", data={"text": noise(6_000)})

    assert (first.status_code, second.status_code) == (302, 429)


@every_engine
def test_nobody_else_at_this_browser_finds_it_in_the_form(
    client: FlaskClient, ana: User, make_user: MakeUser
) -> None:
    rui = make_user("rui", roles=("poster",), password=PASSWORD)
    submit(client, "/auth/login", username=ana.username, password=PASSWORD)
    end_all_logins()
    response = client.post("/letters/ana", data={"text": "Dear reader"})

    assert "Dear" not in log_in(client, response, rui.username).text

    assert kept() == []


def test_it_waits_for_who_was_signed_out_everywhere(client: FlaskClient, ana: User) -> None:
    submit(client, "/auth/login", username=ana.username, password=PASSWORD)
    with write_unit():
        end_sessions(ana)
    response = client.post("/letters/ana", data={"text": "Dear reader"})

    assert form_fields(log_in(client, response))["text"] == "Dear reader"


def test_what_a_stranger_typed_is_for_the_first_who_signs_in(
    client: FlaskClient, ana: User, make_user: MakeUser
) -> None:
    rui = make_user("rui", roles=("poster",), password=PASSWORD)
    log_in(client, client.post("/letters/ana", data={"text": "Dear reader"}), ana.username)
    end_all_logins()

    page = log_in(client, client.get("/letters/ana"), rui.username)

    assert form_fields(page)["text"] == ""


def test_it_can_be_discarded_without_a_login(browser: FlaskClient) -> None:
    response = browser.post("/letters/ana", data={"text": "Dear reader"})

    sent = submit(browser, response.location, selector="form:has(#kept)")

    assert sent.location == response.location
    assert "Dear" not in browser.get(sent.location).text
    assert kept() == []


def test_nobody_discards_what_another_browser_has_kept(app: Flask, browser: FlaskClient) -> None:
    browser.post("/letters/ana", data={"text": "Dear reader"})
    (form,) = kept()
    stranger = app.test_client()
    token = form_fields(stranger.get("/auth/login"))["csrf_token"]

    path = f"/auth/kept/{form.id}/discard"
    assert stranger.post(path, data={"csrf_token": token}).status_code == 302
    assert browser.post(path).status_code == 400

    assert len(kept()) == 1
