"""What can go wrong with posts and pages."""

from flask_babel import LazyString


class BlogError(Exception):
    """The base of the errors below; the message is for the log."""


class InvalidPost(BlogError):
    """A post lacks what its type or status needs, or has what none may have.

    `field` is the one of `PostContent` that is wrong, or `authors`; `message` says to the writer,
    in their language and beside the field, what it needs.
    """

    def __init__(self, field: str, message: LazyString) -> None:
        super().__init__(field, message)
        self.field = field
        self.message = message

    def __str__(self) -> str:
        return f"{self.field}: {self.message}"


class PostChanged(BlogError):
    """The post has been saved by somebody else since it was read.

    `version` is the one it has now, None where it was deleted.
    """

    def __init__(self, post_id: int, version: int | None) -> None:
        super().__init__(post_id, version)
        self.post_id = post_id
        self.version = version

    def __str__(self) -> str:
        if self.version is None:
            return f"post {self.post_id} was deleted"
        return f"post {self.post_id} has been saved since, as version {self.version}"


class FormSentBefore(BlogError):
    """The form has made a post already, which holds something else than is sent now."""

    def __init__(self, post_id: int) -> None:
        super().__init__(post_id)
        self.post_id = post_id

    def __str__(self) -> str:
        return f"the form has made post {self.post_id}, which holds something else"


class SlugTaken(BlogError):
    """Another page has the slug."""


class PageChanged(BlogError):
    """The page has been saved or deleted by somebody else since it was read."""
