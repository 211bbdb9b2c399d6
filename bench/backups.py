"""How long it takes to save a large site and to have it back."""

import hashlib
import os
from pathlib import Path

from sqlalchemy import func, insert, select

from bench.content import fill
from bench.processes import Run, run_command
from bench.site import open_site, temporary_data
from bench.tables import Figure, print_figures
from byline.blog.models import Post
from byline.comments.models import Comment
from byline.comments.paths import path_of
from byline.extensions import db, write_unit
from byline.media.models import MediaFile
from byline.media.services import media_folder, path_in_folder

POSTS = 10_000
COMMENTS = 50_000
FILES = 10_000
FILE_BYTES = 100_000
BATCH_ROWS = 1_000
# Of a command that loads the whole application, and scrypt's 128 MB.
MAX_MB = 250
MAX_ENCRYPTED_MB = 380


def main() -> list[Figure]:
    """Back a site up and restore it elsewhere, in the open and encrypted."""
    with temporary_data() as folder:
        site = folder / "site"
        _fill(site)
        plain = _try(site, folder / "plain", [])
        encrypted = _try(site, folder / "encrypted", ["--passphrase", "a long enough one"])
        bytes_written = (folder / "plain" / "site.tar").stat().st_size
    figures = [
        Figure("size", bytes_written / 10**6, "MB"),
        *_figures("", plain, MAX_MB),
        *_figures(", encrypted", encrypted, MAX_ENCRYPTED_MB),
    ]
    print_figures(f"Backup of {POSTS:,} posts, {COMMENTS:,} comments, {FILES:,} files", figures)
    return figures


def _try(site: Path, folder: Path, options: list[str]) -> tuple[Run, Run]:
    """Return what the backup and the restore took."""
    folder.mkdir()
    archive = str(folder / "site.tar")
    backup = run_command(site, ["backup", archive, *options])
    return backup, run_command(folder / "other", ["restore", archive, *options])


def _figures(suffix: str, runs: tuple[Run, Run], max_mb: int) -> list[Figure]:
    return [
        figure
        for name, run in zip(("backup", "restore"), runs, strict=True)
        for figure in (
            Figure(f"{name}{suffix}", run.seconds, "s", 60),
            Figure(f"{name}{suffix}, CPU", run.cpu_seconds, "s"),
            Figure(f"{name}{suffix}, peak memory", run.peak_mb, "MB", max_mb),
        )
    ]


def _fill(data: Path) -> None:
    data.mkdir()
    with open_site(data).app_context():
        fill(POSTS)
        _add_comments()
        _add_files()
        db.engine.dispose()


def _add_comments() -> None:
    """Fill up to the number of comments."""
    there, highest = db.session.execute(select(func.count(), func.max(Comment.id))).one()
    posts = db.session.scalars(select(Post.id)).all()
    rows = [
        {
            "id": highest + number,
            "post_id": posts[number % len(posts)],
            "path": path_of(highest + number, None),
            "name": "Rita",
            "text": f"Well said, {number} times.",
            "status": "pending",
        }
        for number in range(1, COMMENTS - there + 1)
    ]
    with write_unit() as session:
        for first in range(0, len(rows), BATCH_ROWS):
            session.execute(insert(Comment), rows[first : first + BATCH_ROWS])


def _add_files() -> None:
    """Put files that do not compress into the media store."""
    rows = [_add_file(os.urandom(FILE_BYTES)) for _ in range(FILES)]
    with write_unit() as session:
        session.execute(insert(MediaFile), rows)


def _add_file(content: bytes) -> dict[str, object]:
    digest = hashlib.sha256(content).hexdigest()
    path = media_folder() / path_in_folder(f"{digest}.pdf")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return {
        "digest": digest,
        "extension": "pdf",
        "media_type": "application/pdf",
        "byte_size": len(content),
        "original_name": "random.pdf",
    }
