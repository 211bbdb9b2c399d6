"""Posts that are deleted, restored and purged, by the services."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient, FlaskCliRunner

from byline.auth.models import User
from byline.blog.errors import PostChanged
from byline.blog.models import Counter, Post
from byline.blog.services import (
    PostContent,
    add_redirect,
    create_post,
    delete_post,
    prepare_post,
    purge_post,
    restore_post,
    update_post,
)
from byline.extensions import db, write_unit
from byline.lib.database import utcnow
from tests.blog.scheduled import make_due_post
from tests.support.engines import every_engine
from tests.support.factories import MakeComment, MakePost, MakeUser

TABLES = ("posts", "post_tags", "post_authors", "comments", "redirects")


def delete(post: Post) -> Post:
    """Delete a post, in a unit of its own."""
    with write_unit():
        delete_post(post)
    return post


def restore(post: Post) -> Post:
    """Restore a post, in a unit of its own."""
    with write_unit():
        restore_post(post)
    return post


def totals(owner: User) -> tuple[int | None, int]:
    """Return how many published posts there are, and how many by the author."""
    return db.session.scalar(sa.select(Counter.total)), owner.post_count


@every_engine
def test_readers_no_longer_find_a_deleted_post(client: FlaskClient, make_post: MakePost) -> None:
    post = delete(make_post(title="Gone", tags=["one"]))

    for address in ("/blog/", "/blog/tag/one", "/blog/user/owner", "/blog/archive"):
        assert "Gone" not in client.get(address).text
    assert client.get(post.url).status_code == 404


@every_engine
def test_a_restored_post_has_everything_again(
    client: FlaskClient,
    make_post: MakePost,
    make_user: MakeUser,
    make_comment: MakeComment,
    owner: User,
) -> None:
    post = make_post(tags=["one", "two"], authors=[owner, make_user("ana")])
    make_comment(post)
    with write_unit():
        add_redirect("/old", post=post)
    before = (post.status, post.publish_date, post.visible_from, post.updated_at, totals(owner))
    article = client.get(post.url).text.split("</article>")[0]

    restore(delete(post))

    after = (post.status, post.publish_date, post.visible_from, post.updated_at, totals(owner))
    assert after == before
    assert client.get("/old").location == post.url
    assert client.get(post.url).text.split("</article>")[0] == article
    assert "Rita Reader" in client.get(post.url).text
    assert post.url in client.get("/blog/tag/two").text
    assert post.url in client.get("/blog/user/ana").text


@every_engine
def test_a_deleted_post_is_counted_nowhere(make_post: MakePost, owner: User) -> None:
    make_post(tags=["one"])
    post = delete(make_post(tags=["one"]))

    assert totals(owner) == (1, 1)
    assert [tag.post_count for tag in post.tags] == [1]


@pytest.mark.parametrize("status", ["draft", "scheduled"])
def test_what_was_not_published_is_restored_as_it_was(make_post: MakePost, status: str) -> None:
    date = utcnow() + timedelta(days=1)
    post = make_post(status=status, publish_date=date)

    restore(delete(post))

    assert (post.status, post.publish_date) == (status, date)
    assert post.visible_from == (date if status == "scheduled" else None)


@every_engine
def test_a_post_whose_date_came_while_it_was_deleted_is_published_with_it(
    owner: User,
) -> None:
    post = make_due_post(owner)

    restore(delete(post))

    assert (post.status, post.visible_from) == ("published", post.publish_date)
    assert totals(owner) == (1, 1)


@every_engine
def test_a_deleted_post_cannot_be_saved_or_deleted_again(make_post: MakePost) -> None:
    post = make_post()
    prepared, authors = prepare_post(PostContent(title="x", source="x")), list(post.authors)
    delete(post)

    with pytest.raises(PostChanged) as refused, write_unit():
        update_post(post, prepared, authors, version=post.version)
    with pytest.raises(PostChanged), write_unit():
        delete_post(post)

    assert refused.value.version is None


def test_a_post_that_was_saved_meanwhile_is_not_deleted(make_post: MakePost) -> None:
    post = make_post()

    with pytest.raises(PostChanged) as refused, write_unit():
        delete_post(post, version=7)

    assert refused.value.version == 1
    assert post.deleted_at is None


def test_a_post_restored_twice_is_restored_once(make_post: MakePost, owner: User) -> None:
    post = restore(delete(make_post()))

    with pytest.raises(PostChanged):
        restore(post)

    assert totals(owner) == (1, 1)


def test_only_a_deleted_post_is_purged(make_post: MakePost) -> None:
    post = make_post()

    with pytest.raises(PostChanged) as refused, write_unit():
        purge_post(post)

    assert refused.value.version == 1


def test_the_form_of_a_deleted_post_may_make_another(owner: User) -> None:
    prepared = prepare_post(PostContent(title="x", source="x"))
    with write_unit():
        first = create_post(prepared, [owner], submission="a-form")
    delete(first)

    with write_unit():
        second = create_post(prepared, [owner], submission="a-form")

    assert second.id != first.id


@every_engine
def test_a_purged_post_takes_along_what_hangs_on_it(
    make_post: MakePost, make_comment: MakeComment, owner: User
) -> None:
    post = make_post(tags=["one"])
    make_comment(post, parent=make_comment(post))
    with write_unit():
        add_redirect("/old", post=post)
    delete(post)

    with write_unit():
        purge_post(post)

    assert totals(owner) == (0, 0)
    for table in TABLES:
        assert db.session.scalar(sa.text(f"SELECT count(*) FROM {table}")) == 0


def test_a_post_is_purged_once(make_post: MakePost) -> None:
    post = make_post()
    with write_unit() as session:
        session.execute(sa.text("DELETE FROM posts"))

    for change in (purge_post, restore_post, delete_post):
        with pytest.raises(PostChanged, match="deleted"), write_unit():
            change(post)


def titles() -> list[str]:
    """Return the titles of all posts that are stored."""
    return list(db.session.scalars(sa.select(Post.title).order_by(Post.id)))


def delete_days_ago(post: Post, days: int) -> None:
    """Delete a post, so many days ago."""
    with write_unit():
        delete_post(post, now=utcnow() - timedelta(days=days))


@every_engine
def test_the_command_purges_what_was_deleted_long_ago(
    runner: FlaskCliRunner, make_post: MakePost
) -> None:
    make_post(title="Kept")
    delete_days_ago(make_post(title="Recent"), 29)
    delete_days_ago(make_post(title="Old"), 31)
    delete_days_ago(make_post(title="Older"), 400)

    result = runner.invoke(args=["posts", "purge"])

    assert "2 posts" in result.stdout
    assert titles() == ["Kept", "Recent"]


def test_the_command_takes_the_days(runner: FlaskCliRunner, make_post: MakePost) -> None:
    make_post(title="Kept")
    delete(make_post(title="Just now"))

    refused = runner.invoke(args=["posts", "purge", "--days", "-1"])
    result = runner.invoke(args=["posts", "purge", "--days", "0"])

    assert refused.exit_code == 2
    assert "1 post " in result.stdout
    assert titles() == ["Kept"]
