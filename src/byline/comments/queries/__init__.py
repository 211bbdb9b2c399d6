"""What readers see of a discussion, and what waits for those who moderate."""

from byline.comments.queries.moderation import (
    MOST_COUNTED,
    ModerationPage,
    QueuedComment,
    WaitingComments,
    count_pending,
    moderation_page,
    waiting_under,
)
from byline.comments.queries.pages import (
    COMMENTS_PER_PAGE,
    CommentPage,
    CommentPlace,
    ShownComment,
    comment_page,
    page_of_comment,
)
from byline.comments.queries.writers import find_submission, is_known_guest, is_known_user

__all__ = [
    "COMMENTS_PER_PAGE",
    "MOST_COUNTED",
    "CommentPage",
    "CommentPlace",
    "ModerationPage",
    "QueuedComment",
    "ShownComment",
    "WaitingComments",
    "comment_page",
    "count_pending",
    "find_submission",
    "is_known_guest",
    "is_known_user",
    "moderation_page",
    "page_of_comment",
    "waiting_under",
]
