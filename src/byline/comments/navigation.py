"""What comments add to the navigation."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from byline.auth.permissions import can
from byline.auth.security import visitor
from byline.comments.models import Comment
from byline.comments.queries import MOST_COUNTED, count_pending
from byline.web.navigation import NavigationLink


def moderation_links() -> Iterator[NavigationLink]:
    """Yield the queue, with how many comments wait, for who may see it; one query for them."""
    if not can(visitor, "review", Comment):
        return
    waiting = count_pending()
    number = f"{MOST_COUNTED - 1}+" if waiting >= MOST_COUNTED else str(waiting)
    label = _("Moderation (%(number)s)", number=number) if waiting else _("Moderation")
    yield NavigationLink(label, url_for("comments.queue"))
