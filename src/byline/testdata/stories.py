"""The posts and pages that were written by hand, as Markdown files with YAML front matter.

A story's front matter has the fields of `PostContent`, and beside them: `days_ago`, which gives the
publish date (negative: ahead), `authors` by user name, `comments` with their `replies`. Pictures,
in `cover`, `image` and in the text as `picture:<name>`, are scenes of `byline.testdata.scenes`.
"""

import re
from datetime import timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from byline.blog.services import PageContent, PostContent
from byline.testdata.samples import SampleComment, SamplePost, Site

_HERE = files("byline.testdata")
_STORIES = _HERE / "stories"
_PAGES = _HERE / "pages"
_PICTURE = re.compile(r"\bpicture:(\w+)")


def story_names() -> list[str]:
    """Return the file names of the stories, in the order in which they are added."""
    return sorted(file.name for file in _STORIES.iterdir() if is_story(file.name))


def is_story(key: str) -> bool:
    """Say whether a post's key is the file name of a story."""
    return key.endswith(".md")


def read_story(name: str, site: Site) -> SamplePost:
    """Return the story in this file."""
    fields, source = _read(_STORIES / name)
    authors = fields.pop("authors")
    comments = [_comment(values) for values in fields.pop("comments", ())]
    if "days_ago" in fields:
        fields["publish_date"] = site.today - timedelta(days=fields.pop("days_ago"))
    for field in {"cover", "image"} & fields.keys():
        fields[field] = site.pictures[fields[field]]
    source = _PICTURE.sub(lambda found: site.pictures[found[1]].url, source)
    content = PostContent(**{"status": "published", **fields}, source=source)
    return SamplePost(content=content, authors=authors, comments=comments)


def read_pages() -> list[PageContent]:
    """Return the pages, in the order of the navigation."""
    pages = []
    for file in sorted(_PAGES.iterdir(), key=lambda file: file.name):
        fields, source = _read(file)
        pages.append(PageContent(**fields, source=source))
    return pages


def _read(file: Traversable) -> tuple[dict[str, Any], str]:
    """Return front matter and text; the fields' types are those of whatever they fill."""
    _, front_matter, source = file.read_text("utf-8").split("---\n", maxsplit=2)
    return yaml.safe_load(front_matter), source.strip()


def _comment(values: dict[str, Any]) -> SampleComment:
    replies = [_comment(reply) for reply in values.pop("replies", ())]
    return SampleComment(**values, replies=replies)
