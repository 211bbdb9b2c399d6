"""What becomes of a blog of Markdown files."""

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from byline.auth.models import User
from byline.blog.models import Post, Redirect
from byline.extensions import db
from byline.media.models import MediaFile
from byline.media.services import media_path
from tests.importers.conftest import FindPost, Import, Write, picture, post_text
from tests.support.engines import every_engine
from tests.support.factories import MakePost, MakeUser

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 6">'
    '<script>alert(1)</script><rect width="8" height="6"/></svg>'
)


def reasons(report_items: Sequence[object]) -> str:
    """Return the remarks of a report as one text."""
    return "\n".join(map(str, report_items))


@every_engine
def test_a_post_is_imported_with_all_that_belongs_to_it(
    write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("images/cover.png", picture())
    write(
        "content/2020-03-01-first.md",
        "---\ntitle: 'First: naïve'\nauthors: [Ana Roe, Bo Doe and Cy Coe]\ntags: [C#, 日本語]\n"
        "categories: a/b\ndescription: In short\nlang: pt\nimage: /images/cover.png\n"
        "date: 2020-03-01 10:00\n---\n\nSome *text*.\n",
    )
    write("static/images/cover.png", picture())

    report = run_import()

    post = find_post("2020-03-01-first.md")
    assert (report.found, report.imported, report.needs_you) == (1, 1, [])
    assert (post.title, post.slug, post.language) == ("First: naïve", "first", "pt")
    assert post.status == "published"
    assert post.publish_date == post.updated_at == datetime(2020, 3, 1, 10, tzinfo=UTC)
    assert [user.display_name for user in post.authors] == ["Ana Roe", "Bo Doe", "Cy Coe"]
    assert [tag.title for tag in post.tags] == ["C#", "日本語", "a-b"]
    assert (post.summary_source, post.source) == ("In short", "Some *text*.\n")
    assert post.cover
    assert media_path(post.cover).read_bytes()


def test_authors_are_people_who_cannot_log_in(write: Write, run_import: Import) -> None:
    write("a.md", post_text("A", "2020-01-01", authors='["Tomás Šedo", "山田太郎", "@mark-i-m"]'))
    write("b.md", post_text("B", "2020-01-02", authors='["Tomas Sedo", "鈴木花子"]'))

    run_import()

    users = db.session.scalars(sa.select(User).order_by(User.id)).all()
    assert [(user.username, user.display_name) for user in users] == [
        ("tomas-sedo", "Tomás Šedo"),
        ("author", "山田太郎"),
        ("mark-i-m", "mark-i-m"),
        ("author-2", "鈴木花子"),
    ]
    assert not any(user.active or user.password or user.email for user in users)
    assert all([role.name for role in user.roles] == ["default"] for user in users)


def test_a_post_without_an_author_is_the_administrator_s(
    write: Write, run_import: Import, find_post: FindPost, make_user: MakeUser
) -> None:
    admin = make_user("boss", roles=("admin",))
    write("a.md", post_text("A", "2020-01-01"))

    run_import()

    assert list(find_post("a.md").authors) == [admin]


def test_a_post_without_an_author_is_the_site_s_before_there_is_an_administrator(
    app: Flask, write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("a.md", post_text("A", "2020-01-01"))

    run_import()

    assert [user.display_name for user in find_post("a.md").authors] == [app.config["SITE_NAME"]]


def test_an_account_of_the_site_is_never_taken_for_an_author(
    write: Write, run_import: Import, find_post: FindPost, make_user: MakeUser
) -> None:
    make_user("ana-roe", display_name="Ana Roe")
    write("a.md", post_text("A", "2020-01-01", author='"Ana Roe"'))

    report = run_import()

    assert [user.username for user in find_post("a.md").authors] == ["ana-roe-2"]
    assert "ana-roe is somebody else" in reasons(report.needs_you)


@pytest.mark.parametrize(
    ("matter", "status", "published"),
    [
        ("draft = true\ndate = 2020-01-01", "draft", datetime(2020, 1, 1, tzinfo=UTC)),
        ("date = 2990-01-01", "scheduled", datetime(2990, 1, 1, tzinfo=UTC)),
        ("path = '2020/01/02/x'", "published", datetime(2020, 1, 2, tzinfo=UTC)),
        ("", "draft", None),
        ("date = 9999-12-31", "draft", None),
    ],
)
def test_a_post_is_shown_from_its_date_on(
    write: Write, run_import: Import, find_post: FindPost,
    matter: str, status: str, published: datetime | None,
) -> None:  # fmt: skip
    write("a.md", f"+++\ntitle = 'A'\n{matter}\n+++\nText")

    run_import()

    post = find_post("a.md")
    assert (post.status, post.publish_date) == (status, published)


def test_translations_beside_a_post_have_their_language_and_address(
    client: FlaskClient, write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("posts/crates.io.md", post_text("A name with a dot", "2020-01-01"))
    write("posts/hello.md", post_text("Hello", "2020-01-02"))
    write("posts/hello.pt.md", post_text("Olá", "2020-01-02"))

    run_import()

    languages = [
        find_post(f"posts/{name}.md").language for name in ("crates.io", "hello", "hello.pt")
    ]
    assert languages == [None, None, "pt"]
    assert client.get("/pt/posts/hello/").location == find_post("posts/hello.pt.md").url


def test_a_title_comes_from_the_first_heading_or_the_file_s_name(
    write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("2020-01-01-a.md", "# The *real* title #\n\nText")
    write("2020-01-02-b.md", "Title below\n===\n\nText")
    write("2020-01-03-my_own-post.md", "Text\n\n")
    write("2020-01-04-d/index.md", "---\ntitle: ''\n---\n\nText\n\n## Later\n")

    report = run_import()

    posts = db.session.scalars(sa.select(Post).order_by(Post.publish_date)).all()
    assert [post.title for post in posts] == [
        "The *real* title",
        "Title below",
        "My own post",
        "Later",
    ]
    assert [post.source for post in posts[:2]] == ["Text", "Text"]
    assert len(report.needs_you) == 4


def test_old_addresses_lead_to_the_post_in_one_hop(
    client: FlaskClient, write: Write, run_import: Import, find_post: FindPost
) -> None:
    write(
        "a.md",
        "+++\npath = '2020/01/02/Old-Name'\ntitle = 'A'\n"
        "aliases = ['2020/01/02/old.html', 'releases/1.0']\n+++\nText",
    )
    write("posts/b.md", post_text("B", "2020-01-03"))

    run_import()

    for address in ("/2020/01/02/Old-Name", "/2020/01/02/Old-Name/", "/2020/01/02/old.html",
                    "/releases/1.0/"):  # fmt: skip
        response = client.get(address)
        assert (response.status_code, response.location) == (301, find_post("a.md").url)
    assert client.get("/posts/b/").location == find_post("posts/b.md").url


@pytest.mark.parametrize("alias", ["/old", "/old/", "old/index.html", "/old//./index.htm"])
@pytest.mark.parametrize("asked", ["/old", "/old/", "/old//", "/old/index.html", "/./old/x/.."])
def test_an_old_address_answers_however_it_is_written(
    client: FlaskClient, write: Write, run_import: Import, find_post: FindPost,
    alias: str, asked: str,
) -> None:  # fmt: skip
    write("a.md", post_text("A", "2020-01-01", aliases=f'["{alias}"]'))

    run_import()

    response = client.get(asked)
    assert (response.status_code, response.location) == (301, find_post("a.md").url)


def test_an_address_that_is_taken_is_named(
    write: Write, run_import: Import, find_post: FindPost, make_post: MakePost
) -> None:
    db.session.add(Redirect(path="/taken", post=make_post()))
    db.session.commit()
    write(
        "a.md", post_text("A", "2020-01-01", aliases='["/same", "/taken", "/blog/archive/", "/"]')
    )
    write("b.md", post_text("B", "2020-01-02", aliases='["/same/"]'))

    report = run_import()

    text = reasons(report.needs_you)
    assert report.imported == 2
    for part in ("/same is that of a.md", "/taken already leads", "/blog/archive is that of a page",
                 "home page"):  # fmt: skip
        assert part in text
    redirect = db.session.scalars(sa.select(Redirect).where(Redirect.path == "/same")).one()
    assert redirect.post == find_post("a.md")


def test_an_address_that_a_page_of_ours_may_answer_is_named(
    client: FlaskClient, write: Write, run_import: Import, find_post: FindPost
) -> None:
    aliases = '["/blog/2", "/blog/tag/rust", "/blog/tag/gone/", "/blog/2015/05"]'
    write("a.md", post_text("A", "2020-01-01", aliases=aliases, tags='["rust"]'))

    report = run_import()

    text = reasons(report.needs_you)
    for address in ("/blog/2", "/blog/tag/rust", "/blog/tag/gone"):
        assert f"{address} leads to the post only while no page" in text
    assert "2015" not in text
    assert client.get("/blog/tag/rust").status_code == 200
    assert client.get("/blog/tag/gone").location == find_post("a.md").url


def test_links_between_posts_lead_straight_to_them(
    write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("content/a.md", post_text("A", "2020-01-01", path='"2020/a"'))
    write(
        "content/b/index.md",
        post_text("B", "2020-01-02", "[1](../a.md#x) [2](@/a.md) [3](/2020/a/) [4](later.md)\n"
                  "<a href='https://old.example.org/2020/a#y'>5</a> [6][r] [7](../c/) [8](#own)\n\n"
                  "[r]: https://old.example.org/2020/a.html"),
    )  # fmt: skip
    write("content/b/later.md", post_text("Later", "2020-01-03", "[back](index.md) [me](later.md)"))
    write("content/c.md", post_text("C", "2020-01-04"))
    write("config.toml", "base_url = 'https://old.example.org'")

    run_import()

    a, b, later, c = map(find_post, ("a.md", "b/index.md", "b/later.md", "c.md"))
    assert b.source == (
        f"[1]({a.url}#x) [2]({a.url}) [3]({a.url}) [4]({later.url})\n"
        f"<a href='{a.url}#y'>5</a> [6][r] [7]({c.url}) [8](#own)\n\n"
        "[r]: https://old.example.org/2020/a.html\n"
    )
    assert later.source == f"[back]({b.url}) [me]({later.url})\n"


def test_the_old_site_s_host_is_the_one_whose_addresses_are_known(
    write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("a.md", post_text("A", "2020-01-01", path='"2020/01/a"'))
    body = "[1](https://me.example.org/2020/01/a/) [2](https://you.example.org/2020/01/a/)"
    write("b.md", post_text("B", "2020-01-02", f"{body} [3](https://me.example.org/2020/01/a)"))

    run_import()

    a = find_post("a.md")
    assert find_post("b.md").source == (
        f"[1]({a.url}) [2](https://you.example.org/2020/01/a/) [3]({a.url})\n"
    )


def test_local_pictures_go_to_the_media_store_once(
    client: FlaskClient, write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("content/a/one.png", picture("red"))
    write("content/a/same.png", picture("red"))
    write("content/a/drawing.svg", SVG)
    write("static/images/two.png", picture("blue", size=(8, 6)))
    body = (
        "![1](one.png) ![2](same.png)\n\n![3](/images/two.png)\n\n"
        "<noscript><img src='./one.png' alt=4></noscript>\n\n"
        "<picture><source srcset='one.png 1x, /images/two.png 2x'><img src='drawing.svg'></picture>"
    )
    write("content/a/index.md", post_text("A", "2020-01-01", body))

    report = run_import()

    post = find_post("a/index.md")
    files = db.session.scalars(sa.select(MediaFile)).all()
    assert report.needs_you == []
    assert sorted((file.extension, file.width) for file in files) == [
        ("png", 4), ("png", 8), ("svg", 8)
    ]  # fmt: skip
    assert "one.png" not in post.source
    assert 'width="8"' in post.html
    for file in files:
        with client.get(file.url) as response:
            assert (response.status_code, response.mimetype) == (200, file.media_type)
            assert b"script" not in response.data


def test_pictures_that_are_none_or_not_there_are_named_and_the_rest_goes_on(
    write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("text.png", "not a picture")
    write("empty.png", b"")
    write("cut.png", picture()[:40])
    write("huge.png", _png_header(13_000, 13_000))
    names = ("text.png", "empty.png", "cut.png", "huge.png", "missing.png")
    body = " ".join(f"![x]({name})" for name in names)
    write("a.md", post_text("A", "2020-01-01", f"{body} ![web](https://example.org/x.png)"))

    report = run_import()

    assert report.imported == 1
    assert [remark.item for remark in report.needs_you] == ["a.md"] * 6
    for name in names:
        assert name in reasons(report.needs_you)
    assert find_post("a.md").source == f"{body} ![web](https://example.org/x.png)\n"
    assert db.session.scalars(sa.select(MediaFile)).all() == []


@pytest.mark.parametrize("dry_run", [True, False])
def test_pictures_on_other_sites_are_counted_once_for_each_post(
    write: Write, run_import: Import, *, dry_run: bool
) -> None:
    write("config.toml", "base_url = 'https://old.example.org'")
    write("static/own.png", picture())
    write(
        "content/a.md",
        post_text(
            "A",
            "2020-01-01",
            "![own](https://old.example.org/own.png) ![1](https://example.org/1.png)\n"
            "[![2](//example.org/2.png)](https://example.org) ![3][r] `![no](https://x.org/y.png)`\n"
            "<video><source src='https://example.org/4.mp4'><source src='https://x.org/4.ogv'>"
            "</video> [link](https://example.org/5.png) [later](b.md)\n\n"
            "[r]: https://example.org/3.png",
        ),
    )
    write("content/b.md", post_text("B", "2020-01-02", "![own](/own.png)"))

    report = run_import(dry_run=dry_run)

    assert [remark.reason for remark in report.needs_you] == [
        "pictures or films on other sites that are shown as links: 5"
    ]


def test_what_is_no_post_is_skipped_with_its_reason(write: Write, run_import: Import) -> None:
    write("content/_index.md", "+++\ntitle = 'Blog'\n+++\nText")
    write("content/latest.md", "+++\ntemplate = 'latest.html'\n+++\n")
    write("content/README.md", "# About this repository")
    write("README.md", "outside of the content")
    write("content/a.md", post_text("A", "2020-01-01"))

    report = run_import()

    assert (report.found, report.imported) == (4, 1)
    assert {remark.item for remark in report.skipped} == {
        "content/_index.md", "content/latest.md", "content/README.md"
    }  # fmt: skip


def test_a_file_that_cannot_be_read_stops_nothing(write: Write, run_import: Import) -> None:
    write("broken.md", "+++\ntitle = \n+++\nText")
    write("open.md", "---\ntitle: x\nText")
    write("binary.md", b"\x89PNG\x00\xff\xfe\x00")
    write("large.md", "+++\ntitle = 'x'\n+++\n" + "x" * (6 * 2**20))
    write("utf-16.md", b"\xff\xfe\x00\xd8\x00")
    write("a.md", post_text("A", "2020-01-01"))

    report = run_import()

    assert (report.found, report.imported) == (6, 1)
    assert sorted(remark.item for remark in report.needs_you) == [
        "binary.md", "broken.md", "large.md", "open.md", "utf-16.md"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("latin-1", True)],
)
def test_texts_keep_their_accents_whatever_their_encoding(
    write: Write, run_import: Import, find_post: FindPost, encoding: str, said: bool
) -> None:
    write("a.md", post_text("Olá", "2020-01-01", "Ação").encode(encoding))

    report = run_import()

    post = find_post("a.md")
    assert (post.title, post.source) == ("Olá", "Ação\n")
    assert ("Windows-1252" in reasons(report.needs_you)) is said


@every_engine
def test_characters_that_no_database_takes_are_taken_out(
    write: Write, run_import: Import, find_post: FindPost
) -> None:
    write(
        "a.md",
        '---\ntitle: "A\\0\\ud800B"\ntags: ["x\\0y"]\nauthor: "An\\0a"\ndate: 2020-01-01\n'
        'cover: {image: "a\\0.png", alt: "\\0"}\naliases: ["/a\\0b"]\n---\nBo\0dy\n',
    )

    report = run_import()

    post = find_post("a.md")
    assert (post.title, post.source, report.imported) == ("A B", "Body\n", 1)


def test_scripts_handlers_and_broken_markup_are_harmless(
    write: Write, run_import: Import, find_post: FindPost
) -> None:
    body = "<script>alert(1)</script><img src=x onerror=alert(1)> <b>open [x](javascript:alert(1))"
    write("a.md", post_text("<script>alert(1)</script>", "2020-01-01", body))

    report = run_import()

    post = find_post("a.md")
    assert not any(part in post.html for part in ("<script", "onerror", '"javascript:'))
    assert post.html.count("<b>") == post.html.count("</b>")
    assert post.title == "<script>alert(1)</script>"
    assert "scripts were left out" in reasons(report.needs_you)


def test_a_post_with_ten_thousand_links_is_imported(
    app: Flask, write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("a.md", post_text("A", "2020-01-01", "[x](a.md) " * 10_000))

    run_import()

    post = find_post("a.md")
    assert post.source.count(post.url) == 10_000


def _png_header(width: int, height: int) -> bytes:
    """Return a PNG that is nothing but a promise of pixels."""
    content = bytearray(picture())
    content[16:24] = width.to_bytes(4) + height.to_bytes(4)
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4)
    return bytes(content)
