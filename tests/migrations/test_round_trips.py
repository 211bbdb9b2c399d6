"""What is stored comes back as it was, the same on every engine."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from flask import Flask

from byline.blog.models import Page
from byline.extensions import db, write_unit
from byline.lib.limits import MAX_SOURCE_BYTES
from byline.media.models import MediaFile
from tests.support.engines import every_engine

LISBON_SUMMER = timezone(timedelta(hours=1))
MOMENTS = [
    datetime(1000, 1, 1, tzinfo=UTC),
    datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 30, 0, 123_456, tzinfo=LISBON_SUMMER),
    datetime(2026, 10, 25, 1, 30, tzinfo=LISBON_SUMMER),
    datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
]
TEXTS = ["", " ", "naïve", "NAIVE", "日本語", "👩‍👩‍👧 🌻", "‏עברית‏", "a\r\nb\tc", "'\"\\%_", "NULL"]


def file_of(number: int, moment: datetime) -> MediaFile:
    """Return a file that was stored at a moment."""
    return MediaFile(
        digest=f"{number:064x}",
        extension="txt",
        media_type="text/plain",
        byte_size=number,
        original_name="a.txt",
        created_at=moment,
    )


def page_of(number: int, text: str) -> Page:
    """Return a page with a text."""
    return Page(slug=f"page-{number}", title="Page", source=text, html=text, text=text)


@every_engine
def test_moments_come_back_to_the_microsecond_in_order(app: Flask) -> None:
    with write_unit() as session:
        session.add_all(file_of(number, moment) for number, moment in enumerate(MOMENTS))

    found = db.session.scalars(sa.select(MediaFile.created_at).order_by(MediaFile.created_at)).all()

    assert found == MOMENTS
    assert all(moment.utcoffset() == timedelta(0) for moment in found)


@every_engine
def test_moments_are_found_by_comparison(app: Flask) -> None:
    with write_unit() as session:
        session.add_all(file_of(number, moment) for number, moment in enumerate(MOMENTS))

    at_and_after = sa.select(MediaFile.byte_size).where(MediaFile.created_at >= MOMENTS[2])

    assert sorted(db.session.scalars(at_and_after)) == [2, 3, 4]


@every_engine
def test_texts_of_all_scripts_come_back(app: Flask) -> None:
    with write_unit() as session:
        session.add_all(page_of(number, text) for number, text in enumerate(TEXTS))

    found = db.session.scalars(sa.select(Page.source).order_by(Page.id)).all()

    assert found == TEXTS


@every_engine
def test_the_longest_body_comes_back(app: Flask) -> None:
    longest = "é" * (MAX_SOURCE_BYTES // 2)
    with write_unit() as session:
        session.add(page_of(1, longest))

    assert db.session.scalar(sa.select(Page.html)) == longest


@every_engine
def test_a_naive_moment_is_refused(app: Flask) -> None:
    naive = datetime(2026, 3, 29, 1, 30)  # noqa: DTZ001 - the point of the test

    db.session.add(file_of(1, naive))

    with pytest.raises(sa.exc.StatementError, match="naive"):
        db.session.flush()
