"""What can go wrong with posts and pages."""


class BlogError(Exception):
    """The base of the errors below; the message is for the log."""


class InvalidPost(BlogError):
    """A post lacks what its type or status needs."""


class PostChanged(BlogError):
    """The post has been saved by somebody else since it was read."""


class SlugTaken(BlogError):
    """Another page has the slug."""
