"""Export the site to one file that WordPress imports.

The format is that of WordPress's own exports:
https://github.com/WordPress/WordPress/blob/master/wp-admin/includes/export.php
"""

from pathlib import Path
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from byline.blog.models import Page, Post, Redirect
from byline.exports import rows
from byline.exports.counts import Progress, count_deleted, count_of_all
from byline.exports.errors import ExportRefused
from byline.exports.pages import read_pages
from byline.exports.places import check_free
from byline.exports.posts import read_posts
from byline.exports.report import ExportReport, counted
from byline.exports.snapshot import snapshot
from byline.exports.targets import new_file
from byline.exports.wxr.items import Items, Numbers, plain
from byline.exports.wxr.xml import XmlFile
from byline.lib.slugs import slugify
from byline.settings.queries import site_settings

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
  xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:wfw="http://wellformedweb.org/CommentAPI/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
"""
END = "</channel>\n</rss>\n"


def export_wxr(path: Path, *, progress: Progress | None = None) -> ExportReport:
    """Write the site to a file for WordPress. Raises ExportRefused where something is at `path`."""
    check_free(path)
    with (
        new_file(path) as temporary,
        temporary.open("w", encoding="utf-8", newline="\n") as file,
        snapshot() as session,
    ):
        return _Wxr(session, XmlFile(file), progress).write()


class _Wxr:
    """One file under way."""

    def __init__(self, session: Session, xml: XmlFile, progress: Progress | None) -> None:
        self._session = session
        self._xml = xml
        self._progress = progress
        self._report = ExportReport()
        self._total = count_of_all(session)
        self._done = 0
        self._site_url = (current_app.config["SITE_URL"] or "").rstrip("/")
        self._numbers = Numbers(self._greatest(Post), self._greatest(Page))
        zone = ZoneInfo(site_settings()["time_zone"])
        self._items = Items(xml, self._numbers, self._site_url, zone)

    def write(self) -> ExportReport:
        self._remark()
        self._xml.raw(HEAD)
        self._write_site()
        self._write_authors()
        self._write_tags()
        self._write_items()
        self._xml.raw(END)
        return self._report

    def _greatest(self, model: type[Post | Page]) -> int:
        return self._session.execute(select(func.max(model.id))).scalar() or 0

    def _remark(self) -> None:
        self._report.deleted_posts = count_deleted(self._session)
        if not self._site_url:
            if next(rows.read_media(self._session), None):
                raise ExportRefused(
                    "BYLINE_SITE_URL is not set, and WordPress fetches pictures and files from the"
                    " site that it names: set it, and export again."
                )
            self._report.remarks.append(
                "BYLINE_SITE_URL is not set: links between posts will lead nowhere in WordPress"
            )
        query = select(func.count()).select_from(Redirect)
        if number := self._session.execute(query).scalar_one():
            addresses = counted(number, "old addresses")
            self._report.remarks.append(f"a file for WordPress has no place for {addresses}")

    def _write_site(self) -> None:
        settings = site_settings()
        self._xml.text("title", settings["site_name"])
        self._xml.text("link", self._site_url)
        self._xml.text("description", settings["site_description"])
        self._xml.text("language", current_app.config["BABEL_DEFAULT_LOCALE"])
        self._xml.text("wp:wxr_version", "1.2")
        self._xml.text("wp:base_site_url", self._site_url)
        self._xml.text("wp:base_blog_url", self._site_url)

    def _write_authors(self) -> None:
        for number, author in enumerate(rows.read_authors(self._session), 1):
            self._numbers.authors[author["username"]] = number
            self._xml.raw("<wp:author>\n")
            self._xml.text("wp:author_id", number)
            self._xml.cdata("wp:author_login", author["username"])
            self._xml.text("wp:author_email")
            self._xml.cdata("wp:author_display_name", plain(author["name"]))
            self._xml.raw("</wp:author>\n")
            self._report.counts["authors"] += 1

    def _write_tags(self) -> None:
        taken: set[str] = set()
        for tag in rows.read_tags(self._session):
            # Other tags there are those with other short names: "C" and "C#" need one each.
            short = wanted = slugify(tag["title"], fallback="tag")
            number = 1
            while short in taken:
                number += 1
                short = f"{wanted}-{number}"
            taken.add(short)
            self._numbers.tags[tag["title"]] = short
            self._xml.raw("<wp:tag>\n")
            self._xml.text("wp:term_id", tag["id"])
            self._xml.cdata("wp:tag_slug", short)
            self._xml.cdata("wp:tag_name", plain(tag["title"]))
            self._xml.raw("</wp:tag>\n")
            self._report.counts["tags"] += 1

    def _write_items(self) -> None:
        somebody = next(iter(self._numbers.authors), "")
        shared = 0
        for row in rows.read_media(self._session):
            self._items.file(row, somebody)
            self._count("files")
        for post in read_posts(self._session):
            comments = rows.read_comments(self._session, post.row.id)
            self._report.counts["comments"] += self._items.post(post, comments)
            shared += len(post.authors) > 1
            self._count("posts")
        for page in read_pages(self._session):
            self._items.page(page, somebody)
            self._count("pages")
        if shared:
            posts = counted(shared, "posts")
            self._report.remarks.append(
                f"WordPress knows one author of a post, and the first one is kept: {posts} by more"
            )

    def _count(self, kind: str) -> None:
        self._report.counts[kind] += 1
        self._done += 1
        if self._progress:
            self._progress(self._done, self._total)
