"""What becomes of a comment, and until when one may be written; nothing here knows a request."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from byline.web.limits import Limit

# Sooner than anybody reads and types.
HASTE = timedelta(seconds=3)

COMMENT_PACE = Limit("comment-pace", amount=1, seconds=15)
COMMENTS_AN_HOUR = Limit("comments", amount=10, seconds=3600)


@dataclass(frozen=True)
class CommentRules:
    """What the site asks of comments, as its settings say."""

    # Which comments wait for approval: the `first` one of a person, `every` one, or `none`.
    approval: str
    links_wait: bool
    # Days for which a post takes comments; 0 for ever.
    close_after_days: int
    # Who may comment: `everybody`, `signed-in` people, or `nobody`.
    open_to: str


@dataclass(frozen=True)
class Circumstances:
    """What is known of a comment and whoever wrote it."""

    # Whoever approves comments here needs nobody's approval.
    may_moderate: bool
    is_known: bool
    has_link: bool
    # Sent sooner after its form was made than HASTE.
    in_haste: bool


def first_status(rules: CommentRules, comment: Circumstances) -> str:
    """Return the status that a new comment has: `approved`, or `pending` where it waits."""
    if comment.may_moderate:
        return "approved"
    waits = (
        rules.approval == "every"
        or (rules.approval == "first" and not comment.is_known)
        or (rules.links_wait and comment.has_link)
        or comment.in_haste
    )
    return "pending" if waits else "approved"


def is_closed(rules: CommentRules, visible_from: datetime | None, now: datetime) -> bool:
    """Say whether a post takes no comments, because nobody may or its time is over."""
    if rules.open_to == "nobody" or visible_from is None:
        return True
    days = rules.close_after_days
    return days > 0 and now - visible_from > timedelta(days=days)
