"""The last look before an address is called not found."""

import pytest
from flask import Flask, redirect
from flask.typing import ResponseReturnValue

from byline.web.not_found import register_not_found_resolver


def register(app: Flask, target: str | None) -> None:
    register_not_found_resolver(app, lambda: redirect(target, 301) if target else None)


def test_the_first_resolver_that_knows_the_address_answers(app: Flask) -> None:
    register(app, None)
    register(app, "/first")
    register(app, "/second")

    response = app.test_client().get("/nothing")

    assert (response.status_code, response.location) == (301, "/first")


def test_what_no_resolver_knows_is_not_found(app: Flask) -> None:
    register(app, None)

    assert app.test_client().get("/nothing").status_code == 404


def test_a_view_that_finds_nothing_is_asked_about_too(app: Flask) -> None:
    register(app, "/elsewhere")

    assert app.test_client().get("/page/gone").status_code == 301


@pytest.mark.parametrize("code", [400, 403, 410])
def test_other_errors_are_not(app: Flask, code: int) -> None:
    def view() -> ResponseReturnValue:
        return app.aborter(code)

    app.add_url_rule("/other", view_func=view)
    register(app, "/elsewhere")

    assert app.test_client().get("/other").status_code == code
