"""One post, as its page shows it."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import bindparam

from byline.blog.models import Post
from byline.blog.queries.cards import PostCard, card_values, select_cards
from byline.blog.queries.people_and_tags import authors_of, tags_of
from byline.blog.queries.visibility import is_seen
from byline.extensions import db

_post = Post.__table__.c
_STATEMENT = select_cards(
    Post.__table__,
    _post.status,
    _post.visible_from,
    _post.cover_caption,
    _post.updated_at,
    _post.html,
).where(_post.id == bindparam("post_id"), _post.deleted_at.is_(None))
_MORE_COLUMNS = 5


@dataclass(slots=True, kw_only=True)
class PostPage(PostCard):
    """What the page of a post shows."""

    status: str
    visible_from: datetime | None
    cover_caption: str
    updated_at: datetime
    # Cleaned on save.
    html: Markup

    def is_visible(self, now: datetime) -> bool:
        """Say whether readers see the post at `now`."""
        return is_seen(self.visible_from, now)


def find_post(post_id: int) -> PostPage | None:
    """Return a post, whoever may see it, unless it is deleted; three queries."""
    row = db.session.execute(_STATEMENT, {"post_id": post_id}).one_or_none()
    if row is None:
        return None
    status, visible_from, cover_caption, updated_at, html = row[-_MORE_COLUMNS:]
    return PostPage(
        **card_values(row)
        | {"authors": authors_of([post_id])[post_id], "tags": tags_of([post_id])[post_id]},
        status=status,
        visible_from=visible_from,
        cover_caption=cover_caption,
        updated_at=updated_at,
        html=Markup(html),  # nosec B704
    )
