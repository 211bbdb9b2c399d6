"""Export the site: what readers and writers made, in files that anybody can read."""

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from byline.exports import rows
from byline.exports.bounds import Measured
from byline.exports.counts import Progress, count_deleted, count_of_all, last_change
from byline.exports.errors import ExportRefused
from byline.exports.format import (
    AUTHORS,
    FORMAT,
    MANIFEST,
    MEDIA,
    REDIRECTS,
    TAGS,
    VERSION,
    comments_name,
    media_name,
)
from byline.exports.json_files import add_list
from byline.exports.pages import read_pages
from byline.exports.places import is_archive, is_wxr
from byline.exports.posts import read_posts
from byline.exports.report import KINDS, ExportReport
from byline.exports.snapshot import snapshot
from byline.exports.targets import add_text, open_target
from byline.exports.wxr.services import export_wxr
from byline.lib.files import sha256_of
from byline.media.services import media_folder, path_in_folder
from byline.settings.queries import site_settings


def export_site(path: Path, *, progress: Progress | None = None) -> ExportReport:
    """Write an export of the site to a folder that is not there yet, or to an archive.

    The rows are those of one moment; what is written meanwhile is not in it. The same rows and
    files give the same bytes. A name that ends in `.xml` gets a file for WordPress. Raises
    ExportRefused where something is at `path`, or nothing can be written there.
    """
    try:
        if is_wxr(path):
            return export_wxr(path.absolute(), progress=progress)
        with open_target(path.absolute()) as target, snapshot() as session:
            measured = Measured(target, is_archive=is_archive(path))
            return _Export(session, measured, progress).write()
    except OSError as error:
        raise ExportRefused(f"{path} cannot be written: {error.strerror or error}.") from error


class _Export:
    """One export under way."""

    def __init__(self, session: Session, target: Measured, progress: Progress | None) -> None:
        self._session = session
        self._target = target
        self._progress = progress
        self._report = ExportReport()
        self._changed = last_change(session)
        self._total = count_of_all(session)
        self._done = 0

    def write(self) -> ExportReport:
        self._report.deleted_posts = count_deleted(self._session)
        self._write_posts()
        self._write_pages()
        self._write_comments()
        for name, kind, records in (
            (AUTHORS, "authors", rows.read_authors),
            (TAGS, "tags", rows.read_tags),
            (REDIRECTS, "redirects", rows.read_redirects),
        ):
            number = add_list(self._target, name, records(self._session), self._changed)
            self._report.counts[kind] = number
        self._write_media()
        self._report.remarks += self._target.remarks()
        manifest = json.dumps(self._manifest(), ensure_ascii=False, indent=2)
        add_text(self._target, MANIFEST, f"{manifest}\n", self._changed)
        return self._report

    def _write_posts(self) -> None:
        for post in read_posts(self._session):
            add_text(self._target, post.name, post.text, post.row.updated_at)
            self._count("posts")

    def _write_pages(self) -> None:
        for page in read_pages(self._session):
            add_text(self._target, page.name, page.text, page.row.updated_at)
            self._count("pages")

    def _write_comments(self) -> None:
        for post_id in rows.commented_posts(self._session):
            comments = rows.read_comments(self._session, post_id)
            name = comments_name(post_id)
            number = add_list(self._target, name, comments, self._changed)
            self._report.counts["comments"] += number

    def _write_media(self) -> None:
        for row in rows.read_media(self._session):
            name = media_name(row.digest, row.extension)
            path = media_folder() / path_in_folder(f"{row.digest}.{row.extension}")
            if problem := problem_of_file(path, row.digest):
                self._report.remarks.append(f"{name} ({row.original_name}): {problem}")
                continue
            with path.open("rb") as content:
                self._target.add(name, content, path.stat().st_size, row.created_at)
            self._count("files")
        records = map(rows.media_record, rows.read_media(self._session))
        add_list(self._target, MEDIA, records, self._changed)

    def _count(self, kind: str) -> None:
        self._report.counts[kind] += 1
        self._done += 1
        if self._progress:
            self._progress(self._done, self._total)

    def _manifest(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "version": VERSION,
            "byline": version("byline"),
            "site_name": site_settings()["site_name"],
            "site_description": site_settings()["site_description"],
            "address": current_app.config["SITE_URL"],
            # Not when it was exported: two exports of the same content are the same.
            "last_changed": rows.moment(self._changed),
            "counts": {kind: self._report.counts[kind] for kind in KINDS},
            "left_out": self._report.left_out,
            "remarks": self._report.remarks,
        }


def problem_of_file(path: Path, digest: str) -> str | None:
    """Return why a stored file cannot be taken along, None where it can; reads it through."""
    try:
        if sha256_of(path) != digest:
            return "it is damaged in the media folder and was left out"
    except FileNotFoundError:
        return "it is missing from the media folder"
    except OSError as error:
        return f"it cannot be read from the media folder ({error.strerror}) and was left out"
    return None
