"""The file for WordPress, read by another parser and by Byline's own import of such files."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import Element

import flask_migrate
import pytest
import sqlalchemy as sa
from defusedxml.ElementTree import parse
from flask import Flask
from flask.testing import FlaskCliRunner

from byline.auth.models import User
from byline.blog.models import Post
from byline.blog.services import add_redirect
from byline.comments.models import Comment
from byline.comments.services import delete_comment
from byline.exports.services import export_site
from byline.extensions import db, write_unit
from byline.importers.wordpress.services import import_wordpress
from byline.lib.video import parse_video_url
from tests.support.application import application
from tests.support.factories import MakeComment, MakePage, MakePicture, MakePost, MakeUser

Read = Callable[[], Element]
NAMES = {
    "wp": "http://wordpress.org/export/1.2/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
SITE_URL = "https://blog.example.org"
# What WordPress, which reads on to words in brackets and line ends, might take for something else.
SOURCES = (
    "*Text* with `<code>` – 日本語\n\n- one",
    "soft\nline ends\n\n- a\n  b\n\n> two\n> lines\n\nbreak  \nhere",
    '`href="/inline"` and\n\n```html\n<img src="/a.png">\n\n\n<a href="/b">\n```',
    '[caption]x[/caption] `[gallery ids="1"]` [foo a="1"]x[/foo] [[escaped]] [1]',
    "`<!--more-->` &lt;!-- wp:more --&gt; `<!-- /wp:html -->` \\[embed\\]",
    '| a | b |\n|---|---|\n| 1 | [x](https://example.com/ "[gallery]") |',
)


@pytest.fixture
def read(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> Read:
    """Export the site to WordPress, and read the file."""
    app.config["SITE_URL"] = SITE_URL

    def read_file() -> Element:
        result = runner.invoke(args=["export", str(tmp_path / "blog.xml")])
        assert result.exit_code == 0, result.output
        root = parse(tmp_path / "blog.xml").getroot()
        assert root is not None
        return root

    return read_file


def value(item: Element, name: str) -> str:
    """Return the text of one part of an item."""
    return item.findtext(name, namespaces=NAMES) or ""


def items(root: Element, kind: str) -> list[Element]:
    """Return the items of one kind."""
    return [item for item in root.iter("item") if value(item, "wp:post_type") == kind]


def test_a_post_comes_with_all_that_wordpress_knows(
    read: Read, make_post: MakePost, make_picture: MakePicture, make_user: MakeUser
) -> None:
    zoe = make_user("zoe", display_name="Zoë & <Co>")
    cover = make_picture()
    make_post(
        title="A ]]> & <b>", source="Some `]]>` *text* 🌻", tags=["C", "C#", "ß"], cover=cover,
        summary="In short", authors=[zoe],
    )  # fmt: skip

    root = read()

    (post,) = items(root, "post")
    (file,) = items(root, "attachment")
    assert value(post, "title") == "A ]]&gt; &amp; &lt;b&gt;"
    assert value(post, "dc:creator") == "zoe"
    assert "]]&gt;" in value(post, "content:encoded")
    assert (value(post, "excerpt:encoded"), value(post, "wp:status")) == ("In short", "publish")
    assert value(post, "wp:post_date_gmt") == "2024-01-01 12:00:00"
    tags = [(tag.text, tag.get("nicename")) for tag in post.findall("category")]
    assert tags == [("C", "c"), ("C#", "c-2"), ("ß", "ss")]
    assert value(post, "wp:postmeta/wp:meta_value") == value(file, "wp:post_id")
    assert value(file, "wp:attachment_url") == SITE_URL + cover.url
    author = root.find(".//wp:author", NAMES)
    assert author is not None
    assert value(author, "wp:author_display_name") == "Zoë &amp; &lt;Co&gt;"


def test_links_and_pictures_lead_to_this_site(
    read: Read, make_post: MakePost, make_picture: MakePicture
) -> None:
    picture = make_picture()
    make_post(source=f"![p]({picture.url}) [l](/blog/) [o](https://example.com/) [n](#x)")

    content = value(items(read(), "post")[0], "content:encoded")

    assert f'src="{SITE_URL}{picture.url}"' in content
    assert f'href="{SITE_URL}/blog/"' in content
    assert 'href="https://example.com/"' in content
    assert 'href="#x"' in content


def test_addresses_that_are_only_written_of_stay_as_they_are(
    read: Read, make_post: MakePost
) -> None:
    make_post(source='`href="/inline"`\n\n<p title="src=&quot;/x&quot;">[caption]</p>')

    content = value(items(read(), "post")[0], "content:encoded")

    assert SITE_URL not in content
    assert "&#91;caption]" in content


def test_a_text_is_one_block_whose_line_ends_mean_nothing(
    read: Read, make_post: MakePost, make_page: MakePage
) -> None:
    make_post(source="one\ntwo")
    make_page(source="one\ntwo")

    root = read()

    for item in (items(root, "post")[0], items(root, "page")[0]):
        assert value(item, "content:encoded") == (
            "<!-- wp:html -->\n<p>one\ntwo</p>\n\n<!-- /wp:html -->"
        )


def test_statuses_and_types_are_those_of_wordpress(
    read: Read, make_post: MakePost, make_page: MakePage, make_picture: MakePicture
) -> None:
    make_post(title="Draft", status="draft", publish_date=None)
    make_post(title="Later", status="scheduled", publish_date=datetime(2900, 1, 1, tzinfo=UTC))
    make_post(type="image", image=make_picture(), image_caption="A <caption>")
    make_post(type="video", video="https://vimeo.com/76979871")
    make_post(type="quote", quote_author="Anna")
    make_page(title="About")

    root = read()

    draft, later, image, video, quote = items(root, "post")
    assert [value(item, "wp:status") for item in (draft, later)] == ["draft", "future"]
    assert value(draft, "wp:post_date_gmt") == "0000-00-00 00:00:00"
    assert "<figcaption>A &lt;caption&gt;</figcaption>" in value(image, "content:encoded")
    assert value(video, "content:encoded").startswith("<!-- wp:embed {")
    assert "\nhttps://vimeo.com/76979871\n" in value(video, "content:encoded")
    assert "<cite>Anna</cite></blockquote>" in value(quote, "content:encoded")
    assert [item.findtext("category") for item in (image, video, quote)] == [
        "Image", "Video", "Quote"
    ]  # fmt: skip
    assert value(items(root, "page")[0], "title") == "About"


def test_comments_keep_their_threads(
    read: Read, make_post: MakePost, make_comment: MakeComment, owner: User
) -> None:
    post = make_post()
    first = make_comment(post, text="a < b\x0b & ]]>", guest_key="canary")
    reply = make_comment(post, text="Reply", parent=first, user=owner)
    make_comment(post, text="Deeper", parent=reply)
    make_comment(post, text="Spam", status="spam")
    with write_unit():
        delete_comment(reply.id)

    comments = read().findall(".//wp:comment", NAMES)

    assert [value(one, "wp:comment_parent") for one in comments] == ["0", "1", "2", "0"]
    assert [value(one, "wp:comment_approved") for one in comments] == ["1", "1", "1", "spam"]
    assert value(comments[0], "wp:comment_content") == "a &lt; b &amp; ]]&gt;"
    assert value(comments[1], "wp:comment_content") == "[removed]"


def test_ids_are_unlike_for_posts_pages_and_files(
    read: Read, make_post: MakePost, make_page: MakePage, make_picture: MakePicture
) -> None:
    for number in range(3):
        make_post()
        make_page()
        make_picture(width=number + 1)

    ids = [value(item, "wp:post_id") for item in read().iter("item")]

    assert len(set(ids)) == len(ids) == 9


def test_without_the_site_s_address_it_says_what_is_missing(
    runner: FlaskCliRunner, make_post: MakePost, tmp_path: Path
) -> None:
    make_post()

    result = runner.invoke(args=["export", str(tmp_path / "blog.xml")])

    assert "BYLINE_SITE_URL is not set: links between posts will lead nowhere" in result.stdout


def test_without_the_site_s_address_nothing_with_files_is_exported(
    runner: FlaskCliRunner, make_post: MakePost, make_picture: MakePicture, tmp_path: Path
) -> None:
    make_post(cover=make_picture())

    result = runner.invoke(args=["export", str(tmp_path / "blog.xml")])

    assert result.exit_code == 1
    assert "BYLINE_SITE_URL is not set" in result.stderr
    assert "set it, and export again." in result.stderr
    assert not list(tmp_path.glob("*blog.xml*"))


def test_what_a_file_for_wordpress_lacks_is_counted(
    app: Flask, make_post: MakePost, make_user: MakeUser, tmp_path: Path
) -> None:
    app.config["SITE_URL"] = SITE_URL
    post = make_post(authors=[make_user("a"), make_user("b")])
    with write_unit() as session:
        add_redirect("/old", post=session.merge(post))

    report = export_site(tmp_path / "blog.xml")

    assert any("no place for 1 old address" in remark for remark in report.remarks)
    assert any("1 post by more" in remark for remark in report.remarks)


def test_our_own_import_of_such_files_finds_the_same(
    read: Read, make_post: MakePost, make_comment: MakeComment, tmp_path: Path
) -> None:
    for number, source in enumerate(SOURCES):
        post = make_post(title=f"Title & <b>{number}</b> &lt;", source=source, tags=["R&D", "<i>"])
    make_post(type="quote", quote_author="Anna & <Bo>", source="To be\nor [gallery]\n\nnot")
    make_post(type="video", video="https://vimeo.com/76979871", source="Seen\nonce")
    first = make_comment(post, text="First < & > &lt;\n\nsecond line", name="Ana <x> & &amp;")
    make_comment(post, text="Reply", parent=first)
    read()
    content = [_content(row) for row in db.session.scalars(sa.select(Post).order_by(Post.id))]

    with application(tmp_path / "new"):
        flask_migrate.upgrade()
        report = import_wordpress(tmp_path / "blog.xml")
        db.session.rollback()

        posts = db.session.scalars(sa.select(Post).order_by(Post.id))
        assert (report.imported, report.needs_you) == (len(SOURCES) + 2, [])
        assert [_content(row) for row in posts] == content
        comments = db.session.scalars(sa.select(Comment).order_by(Comment.id)).all()
        assert [one.text for one in comments] == ["First < & > &lt;\n\nsecond line", "Reply"]
        assert comments[0].name == "Ana <x> & &amp;"
        assert comments[1].parent_id == comments[0].id


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (SITE_URL, "", "the export does not say from which site the file"),
        ("[attachment]", "[other]", "is not in the export"),
    ],
)
def test_our_own_import_says_truly_why_a_cover_is_left_out(
    read: Read, make_post: MakePost, make_picture: MakePicture, tmp_path: Path,
    old: str, new: str, reason: str,
) -> None:  # fmt: skip
    make_post(cover=make_picture())
    read()
    text = (tmp_path / "blog.xml").read_text()
    (tmp_path / "other.xml").write_text(text.replace(old, new))

    with application(tmp_path / "new"):
        flask_migrate.upgrade()
        report = import_wordpress(tmp_path / "other.xml")

    (said,) = [one.reason for one in report.needs_you if "cover" in one.reason]
    assert reason in said


def _content(post: Post) -> tuple[object, ...]:
    tags = [tag.title for tag in post.tags]
    more = (post.type, post.quote_author, parse_video_url(post.video or ""), post.html.strip())
    return post.title, post.slug, post.publish_date, post.text, post.status, tags, *more
