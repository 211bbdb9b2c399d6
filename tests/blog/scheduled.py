"""A scheduled post whose date is reached, and which no job has published yet."""

from datetime import UTC, datetime
from typing import Any

from byline.auth.models import User
from byline.blog.models import Post
from byline.blog.services import PostContent, create_post, prepare_post
from byline.extensions import write_unit

SCHEDULED_ON = datetime(2024, 2, 1, tzinfo=UTC)
DUE_ON = datetime(2024, 3, 1, tzinfo=UTC)


def make_due_post(author: User, **fields: Any) -> Post:  # noqa: ANN401 - fields of PostContent
    """Make the post; newer than the first few that `make_post` makes."""
    defaults: dict[str, Any] = {"title": "Due", "source": "Text", "publish_date": DUE_ON}
    prepared = prepare_post(PostContent(**{**defaults, "status": "scheduled", **fields}))
    with write_unit():
        return create_post(prepared, [author], now=SCHEDULED_ON)
