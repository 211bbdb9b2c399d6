"""The comments that readers see."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from byline.blog.queries import PostPage
from byline.comments.models import Comment
from byline.extensions import db

# So many of a post's newest comments are shown.
MAX_SHOWN_COMMENTS = 200


@dataclass
class Thread:
    """A comment with the replies to it, oldest first."""

    id: int
    name: str
    text: str
    created_at: datetime
    by_author: bool
    replies: list["Thread"] = field(default_factory=list)


def comment_threads(post: PostPage) -> list[Thread]:
    """Return the approved comments of a post as threads, the newest thread first; one query.

    Of a long discussion only the newest MAX_SHOWN_COMMENTS are returned.
    """
    query = (
        select(Comment)
        .where(Comment.post_id == post.id, Comment.status == "approved")
        .order_by(Comment.created_at.desc(), Comment.id.desc())
        .limit(MAX_SHOWN_COMMENTS)
    )
    authors = {author.id for author in post.authors}
    newest_first = db.session.execute(query).scalars().all()
    return _threaded(reversed(newest_first), authors)


def _threaded(oldest_first: Iterable[Comment], authors: set[int]) -> list[Thread]:
    """Hang each comment under the one it answers; one whose parent is not shown starts a thread."""
    shown: dict[int, Thread] = {}
    roots: list[Thread] = []
    for comment in oldest_first:
        thread = Thread(
            comment.id,
            comment.name,
            comment.text,
            comment.created_at,
            comment.user_id in authors,
        )
        shown[comment.id] = thread
        parent = shown.get(comment.parent_id) if comment.parent_id else None
        (parent.replies if parent else roots).append(thread)
    return roots[::-1]
