"""What readers and writers do works the same on every database."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient, FlaskCliRunner

from byline.auth.models import User
from tests.support.engines import every_engine
from tests.support.factories import MakeComment, MakePage, MakePost, MakeUser

LISTS = ["/blog/", "/blog/tag/naïve", "/blog/user/owner"]
FIRST = """+++
title = "Olá, 日本語"
date = 2020-02-29
[taxonomies]
tags = ["C#"]
+++
Text 🌻
"""
PAGES = [*LISTS, "/blog/archive", "/blog/tags", "/blog/authors"]


@pytest.fixture
def titles(make_post: MakePost) -> list[str]:
    """Publish a page and a half of posts; return their titles, newest first."""
    posts = [make_post(title=f"Título {number}", tags=["naïve"]) for number in range(15)]
    return [post.title for post in reversed(posts)]


@every_engine
@pytest.mark.parametrize("path", LISTS)
def test_a_list_goes_on_where_its_first_page_ends(
    client: FlaskClient, titles: list[str], path: str
) -> None:
    pages = [client.get(path).text, client.get(f"{path.rstrip('/')}/2").text]

    found = sorted(titles, key=lambda title: "".join(pages).index(f">{title}<"))

    assert found == titles
    assert f">{titles[9]}<" in pages[0].split("<aside")[0]
    assert f">{titles[10]}<" in pages[1].split("<aside")[0]


@every_engine
def test_every_page_opens(
    client: FlaskClient,
    make_post: MakePost,
    make_page: MakePage,
    make_comment: MakeComment,
) -> None:
    post = make_post(title="👩‍👩‍👧 日本語", tags=["naïve", "C#"])
    make_comment(post, text="Olá! 🌻")
    about = make_page(title="About")

    pages = {path: client.get(path) for path in [*PAGES, post.url, about.url]}

    assert {path: page.status_code for path, page in pages.items()} == dict.fromkeys(pages, 200)
    assert "Olá! 🌻" in pages[post.url].text


@every_engine
def test_a_tag_differs_by_its_accents_but_not_by_its_case(
    client: FlaskClient, make_post: MakePost
) -> None:
    make_post(tags=["naïve"])

    assert client.get("/blog/tag/NAÏVE").location == "/blog/tag/na%C3%AFve"
    assert client.get("/blog/tag/naive").status_code == 404


@every_engine
def test_several_authors_keep_their_order(
    client: FlaskClient, make_post: MakePost, make_user: MakeUser, owner: User
) -> None:
    zoe = make_user("zoe", display_name="Zoë")
    post = make_post(authors=[zoe, owner])

    page = client.get(post.url).text

    assert page.index("Zoë") < page.index("Olívia Owner")


@every_engine
def test_a_blog_is_imported_once(
    client: FlaskClient, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    blog = tmp_path / "blog"
    blog.mkdir()
    front_matter = (
        '+++\ntitle = "Olá, 日本語"\ndate = 2020-02-29\n[taxonomies]\ntags = ["C#"]\n+++\n'
    )
    (blog / "first.md").write_text(f"{front_matter}Text 🌻", "utf-8")

    results = [runner.invoke(args=["import", "markdown", str(blog)]) for _ in range(2)]

    assert [result.exit_code for result in results] == [0, 0], results[0].output
    assert client.get("/blog/").text.count("<article") == 1
    assert client.get("/blog/tag/C%23").status_code == 200
