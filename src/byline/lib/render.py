"""What a text becomes when it is saved: the one place that computes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from byline.lib.text import reading_minutes

if TYPE_CHECKING:
    from byline.lib.reshape import PictureSize

SourceFormat = Literal["markdown", "html"]

_TAG = re.compile(r"</[a-z]|<(?:br|img|p)[\s/>]", re.IGNORECASE)


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
    # Parsers and grammars take megabytes and tenths of seconds, which a process that only shows
    # pages never spends.
    from byline.lib.clean import clean_tree
    from byline.lib.cut import summarize
    from byline.lib.highlight import highlight
    from byline.lib.markdown import render_markdown
    from byline.lib.plain import plain_text

    html = render_markdown(source) if format == "markdown" else source
    cleaned, body = clean_tree(html, picture_size=picture_size)
    text = plain_text(body)
    return Rendered(
        html=highlight(cleaned),
        text=text,
        summary=_summarize_given(summary or "") or summarize(body),
        reading_minutes=reading_minutes(text),
    )


def _summarize_given(summary: str) -> str:
    if not summary.strip():
        return ""
    from byline.lib.clean import clean_tree
    from byline.lib.cut import summarize

    # Without these it is plain text, and "Vec<T>" in it is no element.
    html = summary if _TAG.search(summary) else summary.replace("<", "&lt;")
    return summarize(clean_tree(html)[1])
