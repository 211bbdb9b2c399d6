"""What becomes of posts, pages, comments and files in a file for WordPress."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from byline.blog.models.pages import page_path
from byline.blog.models.posts import post_path
from byline.exports.pages import ExportedPage
from byline.exports.posts import ExportedPost
from byline.exports.wxr.bodies import html_block, video_block
from byline.exports.wxr.xml import XmlFile
from byline.media.models import media_path

STATUSES = {"published": "publish", "scheduled": "future", "draft": "draft"}
APPROVED = {"approved": "1", "pending": "0", "spam": "spam"}
FORMATS = {"image": "Image", "video": "Video", "quote": "Quote"}
# What WordPress writes for a date that there is not.
NO_DATE = "0000-00-00 00:00:00"
# WordPress has no place without a comment in it.
REMOVED = "[removed]"


@dataclass
class Numbers:
    """Ids in WordPress, where posts, pages and files are counted together."""

    greatest_post: int
    greatest_page: int
    # Of authors, by their user names; of tags, their short names by their titles.
    authors: dict[str, int] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    def page(self, page_id: int) -> int:
        """Return the id of a page."""
        return self.greatest_post + page_id

    def file(self, file_id: int) -> int:
        """Return the id of a file."""
        return self.greatest_post + self.greatest_page + file_id


def plain(text: str) -> str:
    """Return a plain text as WordPress writes it: its titles, names and comments are HTML."""
    return escape(text, quote=False)


class Items:
    """Writes the items of a file."""

    def __init__(self, xml: XmlFile, numbers: Numbers, site_url: str, zone: ZoneInfo) -> None:
        self._xml = xml
        self._numbers = numbers
        self._site_url = site_url
        self._zone = zone

    def post(self, post: ExportedPost, comments: Iterable[Mapping[str, Any]]) -> int:
        """Write a post and its comments; return how many these are."""
        row = post.row
        address = f"{self._site_url}{post_path(row.id, row.slug)}"
        author = post.authors[0] if post.authors else ""
        self._begin(row.title, address, author, row.publish_date)
        self._xml.cdata("content:encoded", self._content_of(post))
        self._xml.cdata("excerpt:encoded", row.summary_source or "")
        self._facts(
            row.id, row.slug, "post", STATUSES[row.status], row.publish_date, row.updated_at
        )
        for tag in post.tags:
            nicename = self._numbers.tags[tag]
            self._xml.cdata("category", plain(tag), domain="post_tag", nicename=nicename)
        if name := FORMATS.get(row.type):
            nicename = f"post-format-{row.type}"
            self._xml.cdata("category", name, domain="post_format", nicename=nicename)
        if shown := row.cover_id or row.image_id:
            self._meta("_thumbnail_id", str(self._numbers.file(shown)))
        number = sum(self._comment(comment) for comment in comments)
        self._xml.raw("</item>\n")
        return number

    def page(self, page: ExportedPage, author: str) -> None:
        """Write a page, which is somebody's there."""
        row = page.row
        self._begin(row.title, f"{self._site_url}{page_path(row.slug)}", author, row.created_at)
        self._xml.cdata("content:encoded", html_block(row.html, self._site_url))
        self._xml.cdata("excerpt:encoded", "")
        row_id = self._numbers.page(row.id)
        self._facts(
            row_id, row.slug, "page", "publish", row.created_at, row.updated_at, row.position
        )
        self._xml.raw("</item>\n")

    def file(self, row: Any, author: str) -> None:  # noqa: ANN401 - of the media files
        """Write a file: WordPress fetches it from its address."""
        address = f"{self._site_url}{media_path(row.digest, row.extension)}"
        self._begin(row.original_name, address, author, row.created_at)
        self._xml.cdata("content:encoded", "")
        self._xml.cdata("excerpt:encoded", "")
        row_id = self._numbers.file(row.id)
        self._facts(row_id, row.digest[:16], "attachment", "inherit", row.created_at, None)
        self._xml.cdata("wp:attachment_url", address)
        self._xml.raw("</item>\n")

    def _begin(self, title: str, address: str, author: str, date: datetime | None) -> None:
        self._xml.raw("<item>\n")
        self._xml.cdata("title", plain(title))
        self._xml.text("link", address)
        self._xml.text("pubDate", format_datetime(date) if date else "")
        self._xml.cdata("dc:creator", author)
        self._xml.cdata("guid", address, isPermaLink="false")
        self._xml.text("description")

    def _facts(
        self, row_id: int, slug: str, kind: str, status: str, date: datetime | None,
        changed: datetime | None, position: int = 0,
    ) -> None:  # fmt: skip
        self._xml.text("wp:post_id", row_id)
        self._dates("post_date", date)
        if changed is not None:
            self._dates("post_modified", changed)
        self._xml.cdata("wp:comment_status", "open" if kind == "post" else "closed")
        self._xml.cdata("wp:ping_status", "closed")
        self._xml.cdata("wp:post_name", slug)
        self._xml.cdata("wp:status", status)
        self._xml.text("wp:post_parent", 0)
        self._xml.text("wp:menu_order", position)
        self._xml.cdata("wp:post_type", kind)
        self._xml.cdata("wp:post_password", "")
        self._xml.text("wp:is_sticky", 0)

    def _dates(self, name: str, date: datetime | None) -> None:
        """Write a date twice: as clocks of the site show it, and in UTC."""
        local = f"{date.astimezone(self._zone):%Y-%m-%d %H:%M:%S}" if date else NO_DATE
        self._xml.cdata(f"wp:{name}", local)
        utc = f"{date.astimezone(UTC):%Y-%m-%d %H:%M:%S}" if date else NO_DATE
        self._xml.cdata(f"wp:{name}_gmt", utc)

    def _meta(self, key: str, value: str) -> None:
        self._xml.raw("<wp:postmeta>\n")
        self._xml.cdata("wp:meta_key", key)
        self._xml.cdata("wp:meta_value", value)
        self._xml.raw("</wp:postmeta>\n")

    def _comment(self, comment: Mapping[str, Any]) -> int:
        username = comment["user"]
        self._xml.raw("<wp:comment>\n")
        self._xml.text("wp:comment_id", comment["id"])
        self._xml.cdata("wp:comment_author", plain(comment["name"]))
        for name in ("author_email", "author_url", "author_IP"):
            self._xml.text(f"wp:comment_{name}")
        self._dates("comment_date", datetime.fromisoformat(comment["created_at"]))
        text = REMOVED if comment["deleted_at"] else plain(comment["text"])
        self._xml.cdata("wp:comment_content", text)
        self._xml.cdata("wp:comment_approved", APPROVED[comment["status"]])
        self._xml.cdata("wp:comment_type", "comment")
        self._xml.text("wp:comment_parent", comment["parent"] or 0)
        self._xml.text("wp:comment_user_id", self._numbers.authors.get(username, 0))
        self._xml.raw("</wp:comment>\n")
        return 1

    def _content_of(self, post: ExportedPost) -> str:
        """Return a post's HTML with what its type has beside it."""
        row = post.row
        html: str = row.html
        if row.type == "image" and post.image:
            caption = escape(row.image_caption)
            caption = f"<figcaption>{caption}</figcaption>" if caption else ""
            picture = f'<img src="{post.image}" alt="{escape(row.image_alt)}">'
            html = f"<figure>{picture}{caption}</figure>\n{html}"
        elif row.type == "quote":
            html = f"<blockquote>{html}<cite>{escape(row.quote_author or '')}</cite></blockquote>"
        videos = [row.video] if row.type == "video" and row.video else []
        if row.youtube_id:
            videos.insert(0, f"https://www.youtube.com/watch?v={row.youtube_id}")
        blocks = [*map(video_block, videos), html_block(html, self._site_url)]
        return "\n\n".join(filter(None, blocks))
