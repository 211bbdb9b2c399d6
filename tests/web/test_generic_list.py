"""The one class behind every plain list of rows."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select

from byline.auth.models import User
from byline.web.generic_list import ROWS_PER_PAGE, GenericListView, SecretColumn
from tests.support.factories import MakeUser
from tests.support.queries import count_queries

COLUMNS = {"display_name": "Name", "active": "Active", "email": "E-mail", "post_count": "Posts"}


def add_list(app: Flask, **options: object) -> None:
    """Serve a list of users at /people."""
    options = {"model": User, "columns": COLUMNS, "heading": "People"} | options
    view = GenericListView.as_view("people", **options)
    app.add_url_rule("/people", view_func=view)
    app.add_url_rule("/people/<int:page>", view_func=view)


def table(app: Flask, path: str = "/people") -> list[list[str]]:
    """Return the texts of the table, row by row."""
    page = BeautifulSoup(app.test_client().get(path).text, "html.parser")
    return [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in page.select("table tr")
    ]


def test_a_list_shows_the_columns_it_is_given(app: Flask, make_user: MakeUser) -> None:
    make_user("rui", display_name="Rui <3", active=False)
    make_user("ana", display_name="Ana", email="ana@example.org")
    add_list(app)

    assert table(app) == [
        ["Name", "Active", "E-mail", "Posts"],
        ["Rui <3", "", "", "0"],
        ["Ana", "✓", "ana@example.org", "0"],
    ]


def test_the_first_column_links_to_the_row(app: Flask, make_user: MakeUser) -> None:
    make_user("ana", display_name="Ana")
    add_list(app)

    page = app.test_client().get("/people").text

    assert '<a href="/blog/user/ana">Ana</a>' in page


def test_a_list_may_show_some_rows_in_an_order_of_its_own(app: Flask, make_user: MakeUser) -> None:
    for name in ("ana", "eva", "rui"):
        make_user(name)
    add_list(
        app, rows=lambda: select(User).where(User.username < "f").order_by(User.username.desc())
    )

    assert [row[0] for row in table(app)[1:]] == ["eva", "ana"]


def test_a_page_costs_one_query_and_reads_one_row_more(app: Flask, make_user: MakeUser) -> None:
    for number in range(ROWS_PER_PAGE + 2):
        make_user(f"user-{number:03}")
    add_list(app)

    with count_queries() as statements:
        first = table(app)

    assert len(first) == 1 + ROWS_PER_PAGE
    assert len([each for each in statements if "FROM users" in each]) == 1
    assert not any("count(" in each for each in statements)
    assert [row[0] for row in table(app, "/people/2")[1:]] == ["user-050", "user-051"]


def test_a_list_hands_its_page_more(app: Flask) -> None:
    app.jinja_env.globals["probe"] = lambda value: f"<{value}>"
    add_list(app, context=lambda: {"newest_posts": [], "top_tags": []})

    assert app.test_client().get("/people").status_code == 200


def test_a_column_may_be_a_function_of_the_row(app: Flask, make_user: MakeUser) -> None:
    make_user("ana")
    add_list(app, columns={"username": "Name", lambda user: user.username.upper(): "Loud"})

    assert table(app) == [["Name", "Loud"], ["ana", "ANA"]]


def test_a_row_may_lead_elsewhere_or_nowhere(app: Flask, make_user: MakeUser) -> None:
    make_user("ana")
    make_user("rui")
    add_list(app, row_url=lambda user: "/elsewhere" if user.username == "ana" else None)

    page = app.test_client().get("/people").text

    assert '<a href="/elsewhere">ana</a>' in page
    assert "/blog/user/" not in page


@pytest.mark.parametrize(
    "column", ["password", "fs_uniquifier", "guest_key", "digest_hash", "token", "Client_Secret"]
)
def test_a_secret_is_never_a_column(column: str) -> None:
    with pytest.raises(SecretColumn, match=column):
        GenericListView.as_view("people", model=User, columns={column: "X"}, heading="People")


def test_a_function_does_not_hide_a_secret() -> None:
    def password(user: User) -> str | None:
        return user.password

    with pytest.raises(SecretColumn, match="password"):
        GenericListView.as_view("people", model=User, columns={password: "X"}, heading="People")
