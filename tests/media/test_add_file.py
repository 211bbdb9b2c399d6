"""The row of a stored file."""

from dataclasses import asdict

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from byline.extensions import db, write_unit
from byline.media.models import MediaFile
from byline.media.queries import find_picture_size
from byline.media.services import PreparedFile, add_file
from tests.support.engines import every_engine

PREPARED = PreparedFile(
    digest="ab" * 32,
    extension="png",
    media_type="image/png",
    byte_size=100,
    width=40,
    height=20,
    original_name="photo.png",
)


ADDRESS = f"/media/{PREPARED.name}"


@every_engine
def test_the_same_content_has_one_row(db_session: Session) -> None:
    with write_unit():
        first = add_file(PREPARED)
    with write_unit():
        second = add_file(PREPARED)

    assert first.id == second.id
    assert db_session.scalar(sa.select(sa.func.count(MediaFile.id))) == 1


@pytest.mark.parametrize("engine_name", ["postgresql", "mariadb"], indirect=True)
def test_a_row_that_another_process_added_meanwhile_is_taken(db_session: Session) -> None:
    def add_by_another_process(*_arguments: object) -> None:
        with Session(db.engine) as other, other.begin():
            other.add(MediaFile(**asdict(PREPARED)))

    with write_unit():
        sa.event.listen(db_session, "before_flush", add_by_another_process, once=True)
        file = add_file(PREPARED)

    assert file.digest == PREPARED.digest
    assert db_session.scalar(sa.select(sa.func.count(MediaFile.id))) == 1


@pytest.mark.usefixtures("app")
def test_a_picture_is_found_by_its_address_with_its_size() -> None:
    with write_unit():
        add_file(PREPARED)

    assert find_picture_size(ADDRESS) == (40, 20)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    "address", ["", "/media/", f"/media/{'ab' * 32}.svg", f"https://other.example{ADDRESS}"]
)
def test_no_picture_is_found_at_another_address(address: str) -> None:
    with write_unit():
        add_file(PREPARED)

    assert find_picture_size(address) is None
