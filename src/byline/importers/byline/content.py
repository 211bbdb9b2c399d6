"""Posts and pages with what Byline knows of them beside what a writer gives."""

from dataclasses import dataclass
from datetime import datetime

from byline.blog.services import PageContent, PostContent


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What a row brings along."""

    row_id: int
    version: int
    created_at: datetime
    updated_at: datetime
    updated_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class ArchivedPost(PostContent):
    """A post of an export."""

    kept: Kept


@dataclass(frozen=True, kw_only=True)
class ArchivedPage(PageContent):
    """A page of an export."""

    kept: Kept
