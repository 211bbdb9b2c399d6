"""Keep the totals of published posts: of the site, of each tag and of each author.

They count posts whose status is `published`. A scheduled post whose date is reached is seen before
it is published; `byline.blog.queries` adds those few. Totals change by `n = n + 1` in the database,
so that processes that count at the same time lose nothing.
"""

from sqlalchemy import Update, func, select, update

from byline.auth.models import User
from byline.blog.models import Counter, Post, PostAuthor, PostTag, Tag
from byline.blog.models.counters import PUBLISHED_POSTS
from byline.extensions import db


def count_post(post: Post) -> None:
    """Count a post that was just saved."""
    _change(post, 1)


def uncount_post(post: Post) -> None:
    """Take a post out of the totals before it is changed or deleted."""
    _change(post, -1)


def recount_posts() -> None:
    """Set all totals to what the rows say, should they ever disagree."""
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


def _change(post: Post, by: int) -> None:
    if post.status != "published":
        return
    tags = [link.tag.id for link in post.post_tags]
    authors = [link.user.id for link in post.post_authors]
    _run(update(Counter).where(Counter.name == PUBLISHED_POSTS).values(total=Counter.total + by))
    # Always in the order of their ids, so that two processes cannot wait for each other.
    for tag_id in sorted(tags):
        _run(update(Tag).where(Tag.id == tag_id).values(post_count=Tag.post_count + by))
    for user_id in sorted(authors):
        _run(update(User).where(User.id == user_id).values(post_count=User.post_count + by))


def _run(statement: Update) -> None:
    db.session.execute(statement.execution_options(synchronize_session=False))
