"""Files that a killed process left half written."""

import os
import time
from pathlib import Path

import pytest
from flask import Flask

from byline.media.services import remove_leftovers


@pytest.fixture
def incoming(app: Flask) -> Path:
    """Return the folder of files that are being written."""
    folder: Path = app.config["DATA"] / "media" / "incoming"
    folder.mkdir(parents=True)
    return folder


def test_only_those_go_that_nobody_can_still_be_writing(incoming: Path) -> None:
    for name, minutes in (("old.part", 90), ("young.part", 30), ("old.txt", 90)):
        (incoming / name).touch()
        os.utime(incoming / name, (time.time() - minutes * 60,) * 2)

    remove_leftovers()

    assert sorted(path.name for path in incoming.iterdir()) == ["old.txt", "young.part"]


def test_without_the_folder_there_is_nothing_to_do(app: Flask) -> None:
    remove_leftovers()

    assert not (app.config["DATA"] / "media").exists()


def test_one_that_cannot_be_removed_is_left(incoming: Path) -> None:
    (incoming / "folder.part").mkdir()
    os.utime(incoming / "folder.part", (0, 0))

    remove_leftovers()

    assert (incoming / "folder.part").exists()
