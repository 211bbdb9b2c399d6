"""Keep the totals of published posts: of the site, of each tag and of each author.

They count posts whose status is `published`. A scheduled post whose date is reached is seen before
it is published; `byline.blog.queries` adds those few. Totals change by `n = n + 1` in the database,
so that processes that count at the same time lose nothing.
"""

from typing import NamedTuple

from sqlalchemy import Update, func, select, update

from byline.auth.models import User
from byline.blog.models import Counter, Post, PostAuthor, PostTag, Tag
from byline.blog.models.counters import PUBLISHED_POSTS
from byline.extensions import db


class Total(NamedTuple):
    """The total of a row: by the row's table and key."""

    table: str
    key: int | str


_COLUMNS = {
    "counters": (Counter.name, Counter.total),
    "tags": (Tag.id, Tag.post_count),
    "users": (User.id, User.post_count),
}


def totals_of(post: Post) -> set[Total]:
    """Return the totals that a post is counted in: none unless it is published."""
    if post.status != "published":
        return set()
    tags = {Total("tags", link.tag.id) for link in post.post_tags}
    authors = {Total("users", link.user.id) for link in post.post_authors}
    return {Total("counters", PUBLISHED_POSTS)} | tags | authors


def hold_totals() -> None:
    """Wait until no other process writes posts or adds tags, and keep the others waiting.

    Posts share tags and authors. On MariaDB a post holds all of its own as soon as it names them,
    so two processes would sooner or later wait for each other, were they not one at a time. On
    SQLite a write unit is alone anyway.
    """
    query = select(Counter.total).where(Counter.name == PUBLISHED_POSTS).with_for_update()
    db.session.execute(query)


def move_between_totals(before: set[Total], after: set[Total]) -> None:
    """Count a post where it is now and no longer where it was; call `hold_totals` first."""
    for total in before ^ after:
        key, number = _COLUMNS[total.table]
        change = 1 if total in after else -1
        _run(update(key.class_).where(key == total.key).values({number: number + change}))


def recount_posts() -> None:
    """Set all totals to what the rows say, should they ever disagree."""
    hold_totals()
    published = Post.status == "published"
    _run(
        update(Counter)
        .where(Counter.name == PUBLISHED_POSTS)
        .values(total=select(func.count()).select_from(Post).where(published).scalar_subquery())
    )
    for model, link, key in (
        (Tag, PostTag, PostTag.tag_id),
        (User, PostAuthor, PostAuthor.user_id),
    ):
        total = (
            select(func.count())
            .select_from(link)
            .join(Post, Post.id == link.post_id)
            .where(key == model.id, published)
        )
        _run(update(model).values(post_count=total.scalar_subquery()))


def _run(statement: Update) -> None:
    db.session.execute(statement.execution_options(synchronize_session=False))
