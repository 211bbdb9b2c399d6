"""What becomes of posts and pages of WordPress."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from byline.auth.models import User
from byline.blog.models import Page, Post
from byline.comments.models import Comment
from byline.extensions import db
from tests.importers.wordpress.conftest import FindPost, Import
from tests.importers.wordpress.exports import author, category, comment, file, item, term
from tests.support.engines import every_engine
from tests.support.factories import MakeUser

FindPage = Callable[[object], Page]


def reasons(remarks: Sequence[object]) -> str:
    """Return the remarks of a report as one text."""
    return "\n".join(map(str, remarks))


@every_engine
def test_a_post_is_imported_with_all_that_belongs_to_it(
    run_import: Import, find_post: FindPost, client: FlaskClient
) -> None:
    report = run_import(
        item(
            7,
            title="Caf&#233; &amp; more",
            excerpt="In short",
            modified="2021-01-01 00:00:00",
            terms=term("category", "news", "News/Old") + term("post_tag", "caf%c3%a9", "Café"),
            comments=comment(1),
        ),
        head=author(3, "ana", "Ana Roe"),
    )

    post = find_post(7)
    assert (report.found, report.imported, report.needs_you) == (1, 1, [])
    assert report.added == {"posts": 1, "comments": 1}
    assert (post.title, post.slug, post.format) == ("Café & more", "post-7", "html")
    assert (post.status, post.summary_source) == ("published", "In short")
    assert post.publish_date == datetime(2020, 5, 1, 10, tzinfo=UTC)
    assert post.updated_at == datetime(2021, 1, 1, tzinfo=UTC)
    assert [user.display_name for user in post.authors] == ["Ana Roe"]
    assert [tag.title for tag in post.tags] == ["News-Old", "Café"]
    assert "The text of post 7." in client.get(post.url).text


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_of_the_format_is_read(
    run_import: Import, find_post: FindPost, version: str
) -> None:
    old_terms = '<category>Old</category><category domain="tag" nicename="t">T</category>'

    run_import(item(1, terms=old_terms), version=version)

    assert [tag.title for tag in find_post(1).tags] == ["Old", "T"]


@pytest.mark.parametrize(
    ("status", "becomes", "note"),
    [
        ("publish", "published", ""),
        ("draft", "draft", ""),
        ("pending", "draft", "waiting for review"),
        ("auto-draft", "draft", ""),
        ("private", "draft", "private"),
        ("wc-odd", "draft", "not known here"),
    ],
)
def test_a_post_has_the_status_it_had(
    run_import: Import, find_post: FindPost, status: str, becomes: str, note: str
) -> None:
    report = run_import(item(1, status=status))

    assert find_post(1).status == becomes
    assert note in reasons(report.needs_you)
    assert bool(report.needs_you) == bool(note)


def test_a_post_for_later_is_scheduled(run_import: Import, find_post: FindPost) -> None:
    run_import(item(1, status="future", gmt="2990-01-01 10:00:00"))

    assert (find_post(1).status, find_post(1).publish_date) == (
        "scheduled",
        datetime(2990, 1, 1, 10, tzinfo=UTC),
    )


def test_a_post_behind_a_password_is_a_draft(run_import: Import, find_post: FindPost) -> None:
    report = run_import(item(1, password="open sesame"))  # pragma: allowlist secret

    assert find_post(1).status == "draft"
    assert "password" in reasons(report.needs_you)
    assert "sesame" not in reasons(report.needs_you)


def test_what_is_no_post_is_skipped_and_counted(run_import: Import) -> None:
    report = run_import(
        item(1),
        item(2, status="trash"),
        item(3, type="revision", status="inherit"),
        item(4, type="nav_menu_item"),
        item(5, type="product"),
        file(6, "a.jpg"),
    )

    assert (report.found, report.imported, len(report.skipped)) == (6, 1, 5)
    for reason in ("in the trash", "an older version", "a menu", "product, which is neither",
                   "a file, which comes"):  # fmt: skip
        assert reason in reasons(report.skipped)
    assert "left out: 1" in reasons(report.needs_you)


def test_pages_keep_their_order_and_those_below_others_stay_out_of_the_navigation(
    run_import: Import, find_page: FindPage, client: FlaskClient
) -> None:
    run_import(
        item(1, type="page", title="About", order=5, name="about", link="https://old.example/us/"),
        item(2, type="page", title="Team", parent=1, link="https://old.example/us/team/"),
    )

    assert (find_page(1).slug, find_page(1).position, find_page(1).in_navigation) == (
        "about",
        5,
        True,
    )
    assert not find_page(2).in_navigation
    assert client.get("/us/team/").location == find_page(2).url
    assert client.get("/?page_id=1").location == find_page(1).url


@pytest.mark.parametrize("status", ["draft", "private", "future"])
def test_a_page_that_is_not_public_is_a_draft(
    run_import: Import, find_post: FindPost, status: str
) -> None:
    report = run_import(item(1, type="page", status=status))

    assert (find_post(1).status, db.session.scalar(sa.select(Page.id))) == ("draft", None)
    assert "the draft of a post" in reasons(report.needs_you)


@pytest.mark.parametrize(
    ("dates", "becomes"),
    [
        ({"gmt": "0000-00-00 00:00:00"}, datetime(2020, 5, 1, 12, tzinfo=UTC)),
        (
            {"gmt": "0000-00-00 00:00:00", "post_date": "0000-00-00 00:00:00",
             "date": "Fri, 01 May 2020 09:00:00 +0000"},
            datetime(2020, 5, 1, 9, tzinfo=UTC),
        ),
        ({"gmt": None, "post_date": "yesterday", "date": "-0001"}, None),
        ({"gmt": "2020-13-45 99:00:00", "post_date": ""}, None),
    ],
)  # fmt: skip
def test_a_date_that_is_none_is_looked_for_elsewhere(
    run_import: Import, find_post: FindPost, dates: dict[str, str], becomes: datetime | None
) -> None:
    report = run_import(item(1, **dates))

    post = find_post(1)
    assert post.publish_date == becomes
    assert post.status == ("published" if becomes else "draft")
    assert ("no date" in reasons(report.needs_you)) == (becomes is None)


def test_a_post_without_a_title_is_called_by_its_first_words(
    run_import: Import, find_post: FindPost
) -> None:
    run_import(
        item(1, title="", text="<p>One two three four five six seven eight nine</p>"),
        item(2, title="", text=""),
        item(3, title="x" * 300),
    )

    assert find_post(1).title == "One two three four five six seven eight…"
    assert find_post(2).title == "2020-05-01"
    assert len(find_post(3).title) == 255


def test_posts_without_a_known_author_are_somebody_s(
    run_import: Import, find_post: FindPost, make_user: MakeUser
) -> None:
    admin = make_user("boss", roles=("admin",))

    run_import(item(1, creator=None), item(2, creator="Gone Girl"), item(3, creator=""))

    assert find_post(1).authors == find_post(3).authors == [admin]
    assert [user.username for user in find_post(2).authors] == ["gone-girl"]
    assert not find_post(2).authors[0].active


def test_a_post_of_several_authors_has_all_of_them(run_import: Import, find_post: FindPost) -> None:
    terms = term("author", "cap-bo", "Bo") + term("author", "ana", "Ana")

    run_import(item(1, terms=terms), head=author(1, "ana", "Ana Roe") + author(2, "bo", "Bo Doe"))

    assert [user.display_name for user in find_post(1).authors] == ["Bo Doe", "Ana Roe"]


def test_a_mail_address_that_was_a_login_is_not_made_public(
    run_import: Import, find_post: FindPost
) -> None:
    head = author(1, "jane.doe@example.com", "jane.doe@example.com")

    run_import(
        item(1, creator="jane.doe@example.com"),
        item(2, creator="jane.doe@example.net"),
        item(3, creator="Jane.Doe@example.com", comments=comment(1, user=1)),
        head=head,
    )

    users = db.session.scalars(sa.select(User).where(~User.active)).all()
    assert not [user for user in users if "@" in user.username + user.display_name]
    assert not [user for user in users if "example" in user.username + user.display_name]
    assert find_post(1).authors != find_post(2).authors
    assert "example" not in db.session.scalars(sa.select(Comment.name)).one()


def test_authors_without_an_account_have_their_names(
    run_import: Import, find_post: FindPost
) -> None:
    guest = {"cap-user_login": "gwen", "cap-display_name": "Gwen Guest"}
    run_import(
        item(1, terms=term("author", "cap-gwen", "gwen")),
        item(2, terms=term("author", "cap-hal", "Hal Host")),
        item(3, type="guest-author", meta=guest),
    )

    names = [find_post(number).authors[0].display_name for number in (1, 2)]
    assert names == ["Gwen Guest", "Hal Host"]


def test_the_category_of_posts_without_one_may_have_a_meaning(
    run_import: Import, find_post: FindPost
) -> None:
    run_import(item(1, terms=term("category", "uncategorized", "News")))

    assert [tag.title for tag in find_post(1).tags] == ["News"]


def test_posts_without_a_category_get_no_tag(run_import: Import, find_post: FindPost) -> None:
    terms = term("category", "uncategorized", "Uncategorized") + term("category", "a", "A" * 150)

    report = run_import(item(1, terms=terms), item(2, terms=term("category", "d", "..")))

    assert [tag.title for tag in find_post(1).tags] == ["A" * 100]
    assert find_post(2).tags == []
    assert "posts without a category, which get no tag: 1" in reasons(report.notes)
    for reason in ("was cut", "only dots"):
        assert reason in reasons(report.needs_you)


def test_what_went_to_the_trash_is_not_public_any_more(
    run_import: Import, find_post: FindPost, client: FlaskClient
) -> None:
    run_import(item(1), item(2), item(3))
    trashed = item(1, status="trash", name="post-1__trashed", link="https://old.example/?p=1")

    report = run_import(trashed, item(2), item(3))

    post = find_post(1)
    assert (post.status, post.slug, client.get(post.url).status_code) == ("draft", "post-1", 404)
    assert (report.updated, report.skipped) == (1, [])
    assert "moved to the trash there" in reasons(report.needs_you)
    assert run_import(trashed, item(2), item(3)).unchanged == 3


def test_a_gallery_changes_with_the_captions_in_it(run_import: Import, find_post: FindPost) -> None:
    text = '[gallery ids="7"] <!-- wp:block {"ref":8} /-->'
    block = {"type": "wp_block", "text": "<p>Block</p>"}
    run_import(item(1, text=text), file(7, "a.png", excerpt="Old"), item(8, **block))

    report = run_import(item(1, text=text), file(7, "a.png", excerpt="New"), item(8, **block))

    assert report.updated == 1
    assert "New" in find_post(1).source
    block["text"] = "<p>Other</p>"
    changed = run_import(item(1, text=text), file(7, "a.png", excerpt="New"), item(8, **block))
    assert changed.updated == 1


def test_what_is_lost_is_named(run_import: Import) -> None:
    report = run_import(
        item(1, terms=term("series", "s", "My series")),
        item(2, link="https://old.example/" + "a" * 3000),
        item(3, text="[unknown_thing]"),
    )

    said = reasons([*report.needs_you, *report.notes])
    for reason in ("neither category nor tag: 1", "too long to be kept", "nothing of its text"):
        assert reason in said


def test_the_old_blog_s_name_is_said(run_import: Import) -> None:
    assert "the old blog was called “Old blog”" in reasons(run_import(item(1)).notes)


def test_what_stood_at_the_top_is_noted(run_import: Import) -> None:
    assert "sticky" in reasons(run_import(item(1, sticky=1)).notes)


def test_two_items_with_one_id_are_both_imported(run_import: Import, find_post: FindPost) -> None:
    report = run_import(
        item(1), item(1, title="Another"), item(1), item(None), item(None, title="N")
    )

    assert (report.found, report.imported, len(report.skipped)) == (5, 4, 1)
    assert find_post("1~2").title == "Another"
    assert "has it twice" in reasons(report.skipped)
    assert run_import(item(1), item(1, title="Another"), item(1)).unchanged == 2


def test_posts_with_one_name_are_found_each(
    run_import: Import, find_post: FindPost, client: FlaskClient
) -> None:
    run_import(
        item(1, name="same", link="https://old.example/same/"),
        item(2, name="same", link="https://old.example/same/"),
    )

    assert client.get("/same").location == find_post(1).url
    assert client.get("/?p=2").location == find_post(2).url


@pytest.mark.parametrize(
    ("slug", "text", "becomes"),
    [
        ("quote", "<blockquote><p>So it is.</p><cite>Ana</cite></blockquote>", "quote"),
        ("quote", "<blockquote><p>So it is.</p></blockquote>", "blog"),
        ("quote", "<p>Before</p><blockquote>So.<cite>Ana</cite></blockquote>", "blog"),
        ("video", '<iframe src="https://www.youtube.com/embed/jNQXAC9IVRw"></iframe><p>X</p>',
         "video"),
        ("video", '<p>First</p><iframe src="https://www.youtube.com/embed/jNQXAC9IVRw"></iframe>',
         "blog"),
        ("aside", "<p>Hm.</p>", "blog"),
        ("image", '<p><img src="https://else.example/a.jpg"></p>', "blog"),
    ],
)  # fmt: skip
def test_post_formats_become_types(
    run_import: Import, find_post: FindPost, slug: str, text: str, becomes: str
) -> None:
    run_import(item(1, text=text, terms=term("post_format", f"post-format-{slug}", slug)))

    post: Post = find_post(1)
    assert post.type == becomes
    if becomes == "quote":
        assert (post.quote_author, post.text) == ("Ana", "So it is.")
    if becomes == "video":
        assert (post.video, post.text) == ("https://www.youtube.com/embed/jNQXAC9IVRw", "X")


@every_engine
def test_a_second_run_writes_nothing(run_import: Import, app: object) -> None:
    items = (
        item(1, comments=comment(1) + comment(2, parent=1)),
        item(2, text='<a href="/2020/05/post-1/">one</a>', type="page"),
        file(3, "a.jpg"),
    )
    head = author(1, "ana", "Ana") + category(4, "news", "News")
    run_import(*items, head=head)
    before = rows()

    report = run_import(*items, head=head)

    assert (report.unchanged, report.imported, report.updated) == (2, 0, 0)
    assert rows() == before


def rows() -> dict[str, list[object]]:
    """Return all that is in the database."""
    tables = db.metadata.sorted_tables
    return {
        table.name: [tuple(row) for row in db.session.execute(sa.select(table))] for table in tables
    }


def test_a_dry_run_writes_nothing(run_import: Import) -> None:
    before = rows()

    report = run_import(item(1, comments=comment(1)), dry_run=True)

    assert (report.imported, report.added) == (1, {"posts": 1, "comments": 1})
    assert rows() == before
    assert db.session.scalar(sa.select(sa.func.count()).select_from(User)) == 0
