"""What can go wrong with comments."""


class CommentError(Exception):
    """The base of the errors below; the message is for the log."""


class PostGone(CommentError):
    """The post has been deleted."""


class CommentGone(CommentError):
    """The comment has been deleted."""


class ParentElsewhere(CommentError):
    """The comment that is answered stands under another post."""


class ParentHidden(CommentError):
    """The comment that is answered is not shown: it waits, is spam, or has been deleted."""
