"""Tags as one types them: titles separated by commas."""

import csv
from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from byline.blog.errors import InvalidPost

# So that nobody's list of tags is longer than what is read.
MAX_TAGS = 50


def join_tags(titles: Sequence[str]) -> str:
    """Return tags as one types them; a title that has a comma stands in quotation marks."""
    return ", ".join(
        '"{}"'.format(title.replace('"', '""')) if "," in title or title[:1] == '"' else title
        for title in titles
    )


def split_tags(typed: str) -> list[str]:
    """Return the titles that somebody typed. Raises InvalidPost for too many."""
    row = next(csv.reader([" ".join(typed.split())], skipinitialspace=True), [])
    titles = [title.strip() for title in row if title.strip()]
    if len(titles) > MAX_TAGS:
        raise InvalidPost("tags", _l("A post has at most %(most)s tags.", most=MAX_TAGS))
    return titles
