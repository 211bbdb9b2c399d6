"""What a text becomes when it is saved."""

from dataclasses import dataclass
from typing import Literal

from byline.lib.clean import PictureSize

SourceFormat = Literal["markdown", "html"]


@dataclass(frozen=True)
class Rendered:
    """Everything that is stored beside a source and computed from it."""

    html: str
    text: str
    summary: str
    reading_minutes: int


def render(
    source: str,
    format: SourceFormat,  # noqa: A002 -- the name of the column and of the form's field
    *,
    summary: str | None = None,
    picture_size: PictureSize | None = None,
) -> Rendered:
    """Return the cleaned HTML of `source`, its plain text, summary and reading time.

    `summary` is one that the author gave, as plain text or HTML. `picture_size` tells width and
    height in pixels of a picture by its address, None where it does not know.
    """
    raise NotImplementedError
