"""What admins change about the accounts of others."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from byline.auth.errors import LastAdmin
from byline.auth.models import User
from byline.auth.queries import all_users, has_active_admin
from byline.auth.services import block_user, set_roles
from byline.extensions import db, write_unit
from tests.support.engines import every_engine
from tests.support.factories import MakePost, MakeUser
from tests.support.people import SignIn, form_fields, submit

ROLES = "form[action$=roles]"
BLOCK = "form[action$='/block']"
UNBLOCK = "form[action$=unblock]"
ONLY_ADMIN = "This is the only admin"


@pytest.fixture
def ana(make_user: MakeUser) -> User:
    """Return an admin."""
    return make_user("ana", roles=("admin",), password="correct horse")


@pytest.fixture
def rui(make_user: MakeUser) -> User:
    """Return somebody who writes."""
    return make_user("rui", roles=("poster",), password="correct horse")


@pytest.fixture
def browser(sign_in: SignIn, ana: User) -> FlaskClient:
    """Return the admin's browser."""
    return sign_in(ana)


def page_of(user: User) -> str:
    """Return the path of the page about somebody."""
    return f"/auth/users/{user.id}"


def roles_of(user: User) -> list[str]:
    """Return the roles as they are now."""
    db.session.refresh(user)
    return [role.name for role in user.roles]


def test_roles_are_what_is_ticked_and_default(browser: FlaskClient, rui: User) -> None:
    assert form_fields(browser.get(page_of(rui)), ROLES)["roles"] == "poster"

    response = submit(browser, page_of(rui), selector=ROLES, roles=["editor", "admin"])

    assert response.location == page_of(rui)
    assert roles_of(rui) == ["default", "editor", "admin"]
    submit(browser, page_of(rui), selector=ROLES, roles=None)
    assert roles_of(rui) == ["default"]


def test_a_page_that_is_out_of_date_gives_no_role_back(browser: FlaskClient, rui: User) -> None:
    form = form_fields(browser.get(page_of(rui)), ROLES)
    with write_unit():
        set_roles(rui, [])

    response = browser.post(f"{page_of(rui)}/roles", data=form | {"roles": ["poster", "editor"]})

    assert response.status_code == 400
    assert "Somebody else has changed the roles meanwhile." in response.text
    assert roles_of(rui) == ["default"]
    assert "roles" not in form_fields(response, ROLES)
    submit(browser, page_of(rui), selector=ROLES, roles=["editor"])
    assert roles_of(rui) == ["default", "editor"]


def test_an_unknown_role_is_refused(browser: FlaskClient, rui: User) -> None:
    response = submit(browser, page_of(rui), selector=ROLES, roles=["owner"])

    assert response.status_code == 400
    assert roles_of(rui) == ["default", "poster"]


@every_engine
def test_a_blocked_user_is_out_at_once_and_does_not_come_in(
    sign_in: SignIn, browser: FlaskClient, client: FlaskClient, rui: User
) -> None:
    theirs = sign_in(rui)
    assert theirs.get("/auth/account").status_code == 200

    submit(browser, page_of(rui), selector=BLOCK)

    assert theirs.get("/auth/account").status_code == 302
    answer = submit(client, "/auth/login", username="rui", password="correct horse")
    assert answer.status_code == 400
    assert "Invalid username or password" in answer.text


def test_an_unblocked_user_comes_in_again_but_not_by_an_old_cookie(
    sign_in: SignIn, browser: FlaskClient, client: FlaskClient, rui: User
) -> None:
    theirs = sign_in(rui)
    submit(browser, page_of(rui), selector=BLOCK)

    submit(browser, page_of(rui), selector=UNBLOCK)

    assert theirs.get("/auth/account").status_code == 302
    answer = submit(client, "/auth/login", username="rui", password="correct horse")
    assert answer.status_code == 302


def test_the_posts_of_a_blocked_user_stay(
    browser: FlaskClient, rui: User, make_post: MakePost
) -> None:
    post = make_post(authors=[rui])

    submit(browser, page_of(rui), selector=BLOCK)

    assert browser.get(post.url).status_code == 200


@every_engine
def test_the_only_admin_stays_admin_and_is_told_why(browser: FlaskClient, ana: User) -> None:
    demoted = submit(browser, page_of(ana), selector=ROLES, roles=["editor"])
    data = form_fields(browser.get(page_of(ana)), ROLES)
    blocked = browser.post(f"{page_of(ana)}/block", data=data)

    assert [demoted.status_code, blocked.status_code] == [400, 400]
    assert ONLY_ADMIN in demoted.text
    assert ONLY_ADMIN in blocked.text
    assert roles_of(ana) == ["default", "admin"]
    assert ana.active
    assert browser.get("/auth/account").status_code == 200


def test_a_blocked_admin_looks_after_nothing(
    browser: FlaskClient, ana: User, make_user: MakeUser
) -> None:
    make_user(roles=("admin",), active=False)

    assert submit(browser, page_of(ana), selector=ROLES, roles=[]).status_code == 400


def test_who_gives_the_role_up_is_led_to_their_account(
    browser: FlaskClient, ana: User, make_user: MakeUser
) -> None:
    make_user(roles=("admin",))

    response = submit(browser, page_of(ana), selector=ROLES, roles=None)

    assert response.location == "/auth/account"
    assert browser.get(page_of(ana)).status_code == 403


@every_engine
@pytest.mark.parametrize(
    "remove", [lambda user: set_roles(user, []), block_user], ids=["demote", "block"]
)
def test_of_admins_who_remove_each_other_at_once_exactly_one_stays(
    app: Flask, make_user: MakeUser, remove: Callable[[User], None]
) -> None:
    ids = [make_user(name, roles=("admin",)).id for name in ("ana", "rui", "eva")]
    barrier = threading.Barrier(len(ids))
    outcomes: list[str] = []

    def act(user_id: int) -> None:
        with app.app_context():
            user = db.session.get_one(User, user_id)
            barrier.wait()
            try:
                with write_unit():
                    remove(user)
                outcomes.append("removed")
            except LastAdmin:
                outcomes.append("stays")
            finally:
                db.session.remove()

    threads = [threading.Thread(target=act, args=(user_id,)) for user_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    db.session.rollback()
    assert sorted(outcomes) == ["removed", "removed", "stays"]
    assert has_active_admin()
    admins = [user for user in db.session.scalars(all_users()) if user.has_role("admin")]
    assert sum(user.active for user in admins) == 1


def test_an_imported_author_needs_no_block(browser: FlaskClient, make_user: MakeUser) -> None:
    author = make_user("author", active=False)

    page = browser.get(page_of(author)).text

    assert "cannot log in" in page
    assert "/unblock" not in page


def test_nobody_is_unknown(browser: FlaskClient) -> None:
    assert browser.get("/auth/users/99999").status_code == 404


@pytest.mark.parametrize("role", ["default", "poster", "editor"])
@pytest.mark.parametrize("page", ["", "/roles", "/block", "/unblock"])
def test_only_admins_may(
    sign_in: SignIn, make_user: MakeUser, rui: User, role: str, page: str
) -> None:
    browser = sign_in(make_user(roles=(role,)))
    data = form_fields(browser.get("/auth/account"), "form[action$=name]")
    path = f"{page_of(rui)}{page}"

    response = browser.post(path, data=data) if page else browser.get(path)

    assert response.status_code == 403
