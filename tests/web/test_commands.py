"""The commands that look at the application itself."""

from flask import Flask
from flask.testing import FlaskCliRunner

from byline.blog.models import Post
from byline.comments.models import Comment
from byline.extensions import db


def test_list_routes_names_addresses_methods_and_views(runner: FlaskCliRunner) -> None:
    lines = [line.split() for line in runner.invoke(args=["list-routes"]).output.splitlines()]

    assert ["/blog/", "GET", "blog.index"] in lines
    assert ["/auth/first-run/<token>", "GET,POST", "auth.first_run"] in lines
    assert lines == sorted(lines, key=lambda line: (line[0], line[2]))


def test_list_routes_works_without_a_database(unmigrated_app: Flask) -> None:
    result = unmigrated_app.test_cli_runner().invoke(args=["list-routes"])

    assert result.exit_code == 0


def test_the_shell_has_what_one_works_with(app: Flask) -> None:
    context = app.make_shell_context()

    assert context["app"] is app
    assert context["db"] is db
    assert context["Post"] is Post
    assert context["Comment"] is Comment
    assert str(context["select"](context["Post"].id)).startswith("SELECT posts.id")
