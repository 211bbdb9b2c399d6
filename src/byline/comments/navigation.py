"""Where those who moderate are led to what waits."""

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from byline.auth.permissions import can
from byline.auth.security import visitor
from byline.blog.registry import PostNote
from byline.comments.models import Comment
from byline.comments.pages import comment_path
from byline.comments.queries import MOST_COUNTED, count_pending, waiting_under
from byline.web.formats import format_number
from byline.web.navigation import NavigationLink


def moderation_links() -> Iterator[NavigationLink]:
    """Yield the queue, with how many comments wait, for who may see it; one query for them."""
    if not can(visitor, "review", Comment):
        return
    waiting = count_pending()
    number = f"{MOST_COUNTED - 1}+" if waiting >= MOST_COUNTED else str(waiting)
    label = _("Moderation (%(number)s)", number=number) if waiting else _("Moderation")
    yield NavigationLink(label, url_for("comments.queue"))


def notes_of_waiting(post_ids: Sequence[int]) -> dict[int, PostNote]:
    """Return of posts how many comments wait there, leading to the first; one query."""
    return {
        waiting.post_id: PostNote(
            ngettext(
                "%(number)s comment waits",
                "%(number)s comments wait",
                waiting.number,
                number=format_number(waiting.number),
            ),
            comment_path(waiting.first_id),
        )
        for waiting in waiting_under(post_ids)
    }
