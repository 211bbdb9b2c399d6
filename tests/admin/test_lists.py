"""The plain lists of all posts, users and comments."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from byline.blog.services import delete_post
from byline.comments.services import delete_comment
from byline.extensions import write_unit
from byline.web.generic_list import ROWS_PER_PAGE
from tests.support.factories import MakeComment, MakePost, MakeUser
from tests.support.people import SignIn
from tests.support.queries import count_queries

LISTS = ("/generic_posts", "/generic_users", "/generic_comments")


@pytest.fixture
def admin(make_user: MakeUser, sign_in: SignIn) -> FlaskClient:
    """Return the browser of an administrator."""
    return sign_in(make_user("root", roles=("admin", "editor"), password="a good long one"))


def table(client: FlaskClient, path: str) -> list[list[str]]:
    """Return the texts of the table, row by row."""
    page = BeautifulSoup(client.get(path).text, "html.parser")
    return [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in page.select("table tr")
    ]


def links(client: FlaskClient, path: str) -> list[str]:
    """Return where the rows of the table lead."""
    page = BeautifulSoup(client.get(path).text, "html.parser")
    return [str(link["href"]) for link in page.select("td a")]


def test_posts_are_listed_whatever_their_state(
    admin: FlaskClient, make_post: MakePost, make_user: MakeUser
) -> None:
    live = make_post(title="Live", authors=[make_user("ana", display_name="Ana")])
    draft = make_post(title="Draft <3", status="draft", publish_date=None)
    gone = make_post(title="Gone")
    with write_unit():
        delete_post(gone)

    rows = table(admin, "/generic_posts")

    assert rows[0] == ["Title", "Authors", "Status", "Publish date", "Changed"]
    assert [row[:3] for row in rows[1:]] == [
        ["Gone", "Olívia Owner", "Deleted"],
        ["Draft <3", "Olívia Owner", "Draft"],
        ["Live", "Ana", "Published"],
    ]
    assert links(admin, "/generic_posts") == [f"/blog/edit/{draft.id}", f"/blog/edit/{live.id}"]


def test_users_are_listed_with_their_roles(admin: FlaskClient, make_user: MakeUser) -> None:
    ana = make_user("ana", display_name="Ana", email="ana@example.org", active=False)

    rows = table(admin, "/generic_users")

    assert rows[1][:5] == ["Ana", "ana", "ana@example.org", "", ""]
    assert rows[2][:5] == ["root", "root", "", "Editor, Admin", "✓"]
    assert links(admin, "/generic_users")[0] == f"/auth/users/{ana.id}"


def test_comments_are_listed_by_how_they_begin(
    admin: FlaskClient, make_comment: MakeComment, make_post: MakePost, make_user: MakeUser
) -> None:
    post = make_post()
    make_comment(post, text="Well\nsaid. " + "x" * 100, status="spam")
    make_comment(post, text="<b>", user=make_user("ana", display_name="Ana"))

    rows = table(admin, "/generic_comments")

    assert rows[1][:3] == ["<b>", "Ana", "Approved"]
    assert rows[2][:3] == ["Well said. " + "x" * 69 + "…", "Rita Reader", "Spam"]


def test_comments_lead_to_where_they_are_to_be_seen(
    admin: FlaskClient, make_comment: MakeComment, make_post: MakePost
) -> None:
    post = make_post()
    comments = [make_comment(post, status=status) for status in ("approved", "pending", "spam")]

    found = links(admin, "/generic_comments")

    approved, pending = (f"/blog/comment/{comment.id}" for comment in comments[:2])
    assert found == ["/moderation/?status=spam", pending, approved]
    assert [admin.get(path).status_code for path in found] == [200, 302, 302]


@pytest.mark.parametrize("status", ["approved", "pending", "spam"])
def test_comments_of_what_readers_do_not_see_lead_nowhere(
    admin: FlaskClient, make_comment: MakeComment, make_post: MakePost, status: str
) -> None:
    make_comment(make_post(status="draft"), status=status)
    deleted = make_post()
    make_comment(deleted, status=status)
    with write_unit():
        delete_post(deleted)

    found = links(admin, "/generic_comments")

    assert found == (["/moderation/?status=spam"] if status == "spam" else [])


def test_what_is_left_of_a_comment_leads_nowhere(
    admin: FlaskClient, make_comment: MakeComment, make_post: MakePost
) -> None:
    root = make_comment(make_post())
    reply = make_comment(root.post, parent=root)
    with write_unit():
        delete_comment(root.id)

    assert links(admin, "/generic_comments") == [f"/blog/comment/{reply.id}"]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_without_rows_has_a_page(admin: FlaskClient, path: str) -> None:
    assert admin.get(path).status_code == 200
    assert admin.get(f"{path}/2").status_code == 404


@pytest.mark.parametrize("path", LISTS)
def test_only_admins_see_a_list(
    client: FlaskClient, make_user: MakeUser, sign_in: SignIn, path: str
) -> None:
    assert client.get(path).location == f"/auth/login?next={path}"
    assert sign_in(make_user(roles=("editor",))).get(path).status_code == 403


@pytest.mark.parametrize("path", LISTS)
def test_no_secret_is_shown(admin: FlaskClient, make_user: MakeUser, path: str) -> None:
    user = make_user("ana", password="another good one")

    page = admin.get(path).text

    assert str(user.password) not in page
    assert user.fs_uniquifier not in page


@pytest.mark.parametrize("path", LISTS)
def test_a_longer_list_costs_no_more_queries(
    admin: FlaskClient,
    make_post: MakePost,
    make_comment: MakeComment,
    make_user: MakeUser,
    path: str,
) -> None:
    def fill(number: int) -> None:
        for _ in range(number):
            author = make_user()
            make_comment(make_post(authors=[author]), user=author)

    def cost() -> int:
        with count_queries() as statements:
            assert admin.get(path).status_code == 200
        return len(statements)

    fill(2)
    short = cost()
    fill(ROWS_PER_PAGE)

    assert cost() == short
    assert len(table(admin, f"{path}/2")) > 2
