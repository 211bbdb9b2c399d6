"""How much there is to export, and when it was changed last."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from byline.blog.models import Page, Post
from byline.comments.models import Comment
from byline.media.models import MediaFile

# Called with the number of things that are done, and of all.
Progress = Callable[[int, int], None]
# Of a site without anything in it.
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


def last_change(session: Session) -> datetime:
    """Return when something that is exported was changed last; a few queries."""
    moments = [
        session.execute(select(func.max(column))).scalar()
        for column in (Post.updated_at, Page.updated_at, Comment.created_at, MediaFile.created_at)
    ]
    return max((moment for moment in moments if moment), default=BEGINNING)


def count_of_all(session: Session) -> int:
    """Return how many posts, pages and files there are."""
    counts = (select(func.count()).select_from(model) for model in (Post, Page, MediaFile))
    return sum(session.execute(query).scalar_one() for query in counts) - count_deleted(session)


def count_deleted(session: Session) -> int:
    """Return how many posts were deleted and could be restored."""
    query = select(func.count()).select_from(Post).where(Post.deleted_at.is_not(None))
    return session.execute(query).scalar_one()
