"""Comments of items that are here already: new ones, and those that were approved there since."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from byline.comments.errors import CommentGone, PostGone
from byline.comments.services import approve_comment
from byline.extensions import write_unit
from byline.importers.comments import ImportedComment, pending_comments, unknown_comments
from byline.importers.report import Report
from byline.importers.unstorable import UNSTORABLE, why_unstorable


class LaterComments:
    """Brings the comments of a source up to date, in transactions of their own."""

    def __init__(self, key: str, report: Report) -> None:
        """`key` is the source's."""
        self._key, self._report = key, report
        # Those that wait for somebody here, once they are asked for.
        self._pending: dict[str, int] | None = None

    def add(
        self,
        path: str,
        post_id: int | None,
        there: Sequence[ImportedComment],
        write: Callable[[int, Sequence[ImportedComment]], None],
    ) -> None:
        """Add those that came to a post since it was imported; `path` is what the report calls it.

        `write` writes them inside a write unit.
        """
        new = unknown_comments(self._key, there)
        if not new or post_id is None:
            return
        self._report.added["comments"] += len(new)
        if self._report.dry_run:
            return
        try:
            with write_unit():
                write(post_id, new)
        except PostGone as error:
            self._report.ask(path, f"its comments were not imported: {error}")
        except UNSTORABLE as error:
            self._report.ask(path, f"its comments were not imported: {why_unstorable(error)}")

    def approve(self, there: Sequence[ImportedComment]) -> None:
        """Approve what waits here as it was imported, and was approved there since."""
        if self._pending is None:
            self._pending = pending_comments(self._key)
        approved = (one.original_id for one in there if one.status == "approved")
        waiting = [key for one in approved if (key := self._pending.get(one))]
        if not waiting:
            return
        self._report.approved += len(waiting)
        if not self._report.dry_run:
            with write_unit():
                for comment_id in waiting:
                    # Deleted here a moment ago, it stays away.
                    with suppress(CommentGone):
                        approve_comment(comment_id)
