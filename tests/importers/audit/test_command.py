"""The `byline import audit` command, its page, and what it costs."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskCliRunner

from byline.extensions import write_unit
from byline.importers.audit.items import Item
from byline.importers.audit.page import render_page
from byline.importers.audit.report import Audit, Kind, Problem, Tally
from byline.importers.audit.services import audit_imports
from byline.settings.services import change_setting
from tests.importers.audit.conftest import MakeImported, MakeImportedPage
from tests.support.factories import MakePicture
from tests.support.queries import count_queries

XSS = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
ITEM = Item("post", 7, XSS, "/blog/post/7/x", "ghost:1", "7")


def test_the_command_says_what_answers_and_what_needs_somebody(
    runner: FlaskCliRunner, make_imported: MakeImported
) -> None:
    make_imported("/blog/", "/nowhere", "/nowhere", "https://example.org", title="A post")

    result = runner.invoke(args=["import", "audit"])

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "Nothing answers there (2):",
        "  /blog/edit/1  A post  link  /nowhere (2 times)",
        "",
        (
            "Links: 1 of 3 answer. Pictures and files: 0 of 0 are here."
            " Links to other sites, not tried: 1."
        ),
        "Posts and pages that need you: 1 of 1.",
    ]


def test_links_by_the_old_address_are_counted_apart(
    runner: FlaskCliRunner, make_imported: MakeImported
) -> None:
    make_imported("https://old.example/blog/")

    result = runner.invoke(args=["import", "audit"])

    assert "Links that still name the old blog: 1." in result.stdout


def test_before_the_first_import_there_is_nothing_to_say(
    app: Flask, runner: FlaskCliRunner
) -> None:
    result = runner.invoke(args=["import", "audit"])

    assert (result.exit_code, result.stdout) == (0, "Nothing has been imported yet.\n")


def test_a_long_list_is_cut_on_a_terminal_and_whole_in_the_files(
    runner: FlaskCliRunner, make_imported: MakeImported, tmp_path: Path
) -> None:
    make_imported(*(f"/nowhere/{number}" for number in range(25)))
    page = tmp_path / "page.html"

    plain = runner.invoke(args=["import", "audit"]).stdout
    whole = runner.invoke(args=["import", "audit", "--json", "--html", str(page)]).stdout

    assert plain.count("/nowhere/") == 20
    assert "… and 5 more" in plain
    assert len(json.loads(whole)["problems"]) == 25
    assert page.read_text().count("/nowhere/") == 25


def test_the_audit_for_a_program_is_json(
    runner: FlaskCliRunner, make_imported: MakeImported
) -> None:
    make_imported("/nowhere", title="A “post”")

    result = runner.invoke(args=["import", "audit", "--json"])

    assert json.loads(result.stdout) == {
        "items": 1,
        "needs_you": 1,
        "links": {"total": 1, "answering": 0},
        "pictures": {"total": 0, "answering": 0},
        "old_addresses": 0,
        "external_links": 0,
        "problems": [
            {
                "type": "post",
                "id": 1,
                "title": "A “post”",
                "url": "/blog/post/1/a-post",
                "source": "markdown:test",
                "original_id": "post_id-1.md",
                "what": "link",
                "address": "/nowhere",
                "kind": "missing",
                "why": "nothing answers there",
                "times": 1,
            }
        ],
    }


def test_control_characters_do_not_reach_the_terminal(
    runner: FlaskCliRunner, make_imported: MakeImported
) -> None:
    make_imported("/a&#27;[31m&#7;b", title="Red")

    result = runner.invoke(args=["import", "audit"])

    assert "\x1b" not in result.stdout
    assert "\x07" not in result.stdout


def test_who_asks_for_a_page_is_told_in_one_line_where_it_is(
    runner: FlaskCliRunner, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"

    result = runner.invoke(args=["import", "audit", "--html", str(page)])

    assert result.stdout == f"Written to {page}: 0 of 0 posts need you.\n"


@pytest.mark.parametrize("name", [".", "nowhere/page.html", "/dev/null/page.html"])
def test_a_page_that_cannot_be_written_is_refused_in_a_line(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path, name: str
) -> None:
    result = runner.invoke(args=["import", "audit", "--html", str(tmp_path / name)])

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert list(tmp_path.glob("**/*.part")) == []


def test_the_page_leads_to_where_each_post_is_edited(
    app: Flask, make_imported: MakeImported, make_imported_page: MakeImportedPage
) -> None:
    app.config["SITE_URL"] = "https://new.example"
    make_imported("/nowhere")
    make_imported_page(title="About", source='<a href="/nowhere">x</a>')

    page = BeautifulSoup(render_page(audit_imports()), "html.parser")

    assert [link["href"] for link in page.select("table a")] == [
        "https://new.example/blog/edit/1",
        "https://new.example/page/about",
    ]


def test_the_page_shows_every_kind_of_problem_and_lets_none_of_it_be_markup(app: Flask) -> None:
    audit = Audit(items=1, links=Tally(9, 1), old_addresses=2)
    for kind in Kind:
        audit.add(Problem(ITEM, "link", f"javascript:{XSS}", kind))

    page = BeautifulSoup(render_page(audit), "html.parser")

    assert [heading["id"] for heading in page.select("h2")] == [kind.value for kind in Kind]
    assert all(heading.get_text(strip=True)[0].isupper() for heading in page.select("h2"))
    assert page.find_all(["script", "img", "link"]) == []
    assert len(page.find_all("bdi", string=XSS)) == len(Kind)


def test_the_page_is_in_the_language_of_the_site(app: Flask) -> None:
    with write_unit():
        change_setting("language", "pt")
    audit = Audit(items=2)
    audit.add(Problem(ITEM, "cover", "/media/x.png", Kind.FILE))

    page = BeautifulSoup(render_page(audit), "html.parser")

    assert page.html is not None
    assert page.html["lang"] == "pt"
    text = page.get_text()
    assert "Ligações e imagens do que foi importado" in text
    assert "1 de 2 artigos e páginas precisa de si." in text
    assert "O ficheiro não está no arquivo de média" in text


def test_a_page_without_problems_says_so(app: Flask) -> None:
    assert "Nothing needs you." in render_page(Audit(items=1))
    assert "Nothing has been imported yet." in render_page(Audit())


def test_an_audit_runs_as_many_queries_for_200_posts_as_for_10(
    make_imported: MakeImported, make_picture: MakePicture
) -> None:
    picture = make_picture()

    def make(number: int) -> None:
        for _ in range(number):
            make_imported("/blog/post/1/x#y", "/blog/tag/a", "/old", "#z", tags=["a"],
                          html=f'<img src="{picture.url}" alt="">')  # fmt: skip

    make(10)
    audit_imports()  # which reads the settings
    with count_queries() as few:
        audit_imports()
    make(190)
    with count_queries() as many:
        audit = audit_imports()

    assert (audit.items, len(many)) == (200, len(few))
    assert len(many) < 20
