"""Two people have changed the same post: what the second is shown of the first one's text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from byline.auth.queries import find_user
from byline.blog.forms import PostForm
from byline.blog.models import Post
from byline.blog.writing import DifferingField, differing_fields
from byline.lib.differences import Passage, compare_texts, shorten


@dataclass(frozen=True)
class Conflict:
    """What was saved meanwhile, and where it differs from what is in the form.

    `passages` is empty where the texts are the same, None where they differ in too much. In them
    `removed` is what only the saved text has, `added` what only the form's has. `is_own` says that
    the saved post came from this form.
    """

    saved_by: str | None
    saved_at: datetime
    text: str
    passages: Sequence[Passage] | None
    fields: Sequence[DifferingField]
    is_own: bool

    @property
    def is_settled(self) -> bool:
        """Say whether the form holds nothing else than what was saved."""
        return self.passages == [] and not self.fields


def conflict_between(
    form: PostForm, post: Post, values: dict[str, str], *, is_own: bool = False
) -> Conflict:
    """Compare a form with a post as it is now; `values` are what a form shows of it."""
    saver = find_user(post.updated_by) if post.updated_by else None
    return Conflict(
        saved_by=saver.display_name if saver else post.updated_by,
        saved_at=post.updated_at,
        text=post.source,
        passages=_differences(post.source, form.text.data or ""),
        fields=differing_fields(form, values),
        is_own=is_own,
    )


def _differences(saved: str, typed: str) -> list[Passage] | None:
    passages = compare_texts(saved, typed)
    if passages is None:
        return None
    return shorten(passages) if any(passage.kind != "same" for passage in passages) else []
