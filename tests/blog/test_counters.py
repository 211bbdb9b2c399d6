"""The totals that pages show are right after every write, whoever else writes."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from byline.auth.models import User
from byline.blog.models import Counter, Post, PostAuthor, PostTag, Tag
from byline.blog.services import (
    PostContent,
    create_post,
    delete_post,
    prepare_post,
    update_post,
)
from byline.blog.services.counters import recount_posts
from byline.extensions import db, write_unit
from byline.lib.database import utcnow
from tests.support.engines import every_engine
from tests.support.factories import MakePost, MakeUser


def kept() -> dict[str, int]:
    """Return all totals as the tables have them, without those that are nought."""
    session = db.session
    rows = [("posts", total) for total in session.scalars(sa.select(Counter.total))]
    rows += [(f"#{tag.title}", tag.post_count) for tag in session.scalars(sa.select(Tag))]
    rows += [(f"@{user.username}", user.post_count) for user in session.scalars(sa.select(User))]
    return {name: total for name, total in rows if total}


def save(post: Post, *authors: User, **fields: Any) -> None:  # noqa: ANN401 - fields
    """Save a post anew, with the given fields and no tags unless given."""
    kept: dict[str, Any] = {"status": post.status, "publish_date": post.publish_date}
    prepared = prepare_post(PostContent(title="x", source="x", **kept | fields))
    with write_unit():
        update_post(post, prepared, authors or list(post.authors), version=post.version)


@every_engine
def test_a_published_post_is_counted(make_post: MakePost) -> None:
    make_post(tags=["one", "two"])
    make_post(tags=["two"])

    assert kept() == {"posts": 2, "#one": 1, "#two": 2, "@owner": 2}


@pytest.mark.parametrize(
    "fields", [{"status": "draft"}, {"publish_date": utcnow() + timedelta(days=1)}]
)
def test_what_is_not_published_is_not_counted(make_post: MakePost, fields: dict[str, Any]) -> None:
    make_post(tags=["one"], **fields)

    assert kept() == {}


def test_a_new_author_and_new_tags_are_counted_instead(
    make_post: MakePost, make_user: MakeUser
) -> None:
    post = make_post(tags=["one", "two"])

    save(post, make_user("ana"), tags=["two", "three"])

    assert kept() == {"posts": 1, "#two": 1, "#three": 1, "@ana": 1}


def test_publishing_counts_and_taking_back_uncounts(make_post: MakePost) -> None:
    post = make_post(status="draft", tags=["one"])

    save(post, status="published", tags=["one"])
    published = kept()
    save(post, status="draft", tags=["one"])

    assert published == {"posts": 1, "#one": 1, "@owner": 1}
    assert kept() == {}


@every_engine
def test_a_deleted_post_is_no_longer_counted(make_post: MakePost) -> None:
    make_post(tags=["one"])
    post = make_post(tags=["one", "two"])

    with write_unit():
        delete_post(post)

    assert kept() == {"posts": 1, "#one": 1, "@owner": 1}


def test_a_refused_save_leaves_the_totals(make_post: MakePost) -> None:
    post = make_post(tags=["one"])

    with pytest.raises(Exception, match="tags: "):
        save(post, tags=["a/b"])

    assert kept() == {"posts": 1, "#one": 1, "@owner": 1}


@every_engine
def test_totals_that_disagree_are_set_right(make_post: MakePost) -> None:
    make_post(tags=["one"])
    make_post(status="draft", tags=["two"])
    right = kept()
    with write_unit() as session:
        session.execute(sa.update(Tag).values(post_count=7))
        session.execute(sa.update(User).values(post_count=7))
        session.execute(sa.update(Counter).values(total=7))

    with write_unit():
        recount_posts()

    assert kept() == right


@every_engine
def test_a_recount_waits_for_a_post_that_is_being_written(app: Flask, owner: User) -> None:
    prepared = prepare_post(PostContent(title="x", source="x", status="published"))

    def recount() -> None:
        with app.app_context(), write_unit():
            recount_posts()

    thread = threading.Thread(target=recount)
    with write_unit():
        create_post(prepared, [owner])
        thread.start()
        # Long enough to have counted without the post, if nothing stops it.
        thread.join(timeout=1)
    thread.join()

    db.session.rollback()
    assert kept() == {"posts": 1, "@owner": 1}


def counted() -> dict[str, int]:
    """Return all totals as the posts say."""
    session = db.session
    published = Post.status == "published"
    total = session.scalar(sa.select(sa.func.count()).select_from(Post).where(published)) or 0
    tags = sa.select(Tag.title, sa.func.count()).join_from(PostTag, Tag).join(Post)
    users = sa.select(User.username, sa.func.count()).join_from(PostAuthor, User).join(Post)
    found = {
        f"#{name}": n for name, n in session.execute(tags.where(published).group_by(Tag.title))
    }
    found |= {
        f"@{name}": n for name, n in session.execute(users.where(published).group_by(User.username))
    }
    return found | {"posts": total}


WRITERS = 4
POSTS_EACH = 10


@pytest.fixture
def writers(app: Flask, owner: User) -> Iterator[list[threading.Thread]]:
    """Return threads that write at the same time; what fails in one is raised at the end."""
    owner_id = owner.id
    failures: list[Exception] = []

    def write(number: int) -> None:
        try:
            with app.app_context():
                for index in range(POSTS_EACH):
                    tags = ["all", f"tag {index}", f"of {number}"][:: 1 if number % 2 else -1]
                    content = PostContent(title="x", source="x", status="published", tags=tags)
                    prepared = prepare_post(content)
                    with write_unit() as session:
                        post = create_post(prepared, [session.get_one(User, owner_id)])
                    with write_unit() as session:
                        session.refresh(post)
                        if index % 3 == 0:
                            delete_post(post)
                        else:
                            update_post(post, prepared, list(post.authors), version=1)
        except Exception as error:
            failures.append(error)

    yield [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    assert failures == []


@every_engine
def test_writers_at_the_same_time_lose_nothing(writers: list[threading.Thread]) -> None:
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()

    db.session.rollback()
    assert kept() == counted()
    assert kept()["posts"] == WRITERS * (POSTS_EACH - 4)
