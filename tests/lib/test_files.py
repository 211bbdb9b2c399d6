"""Files that are whole or absent, and names that can be shown."""

import stat
from pathlib import Path

import pytest

from byline.lib.files import (
    clean_file_name,
    move_into_place,
    sha256_of,
    temporary_file,
    write_atomically,
)


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "key"
    target.write_bytes(b"old")

    write_atomically(target, b"new")

    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_secret_is_never_readable_by_others(tmp_path: Path) -> None:
    target = tmp_path / "key"

    write_atomically(target, b"secret", mode=0o600)

    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_what_was_there_survives_a_write_that_fails(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    (target / "inside").mkdir(parents=True)

    with pytest.raises(IsADirectoryError):
        write_atomically(target, b"new")

    assert list(tmp_path.iterdir()) == [target]


def test_a_temporary_file_goes_when_nobody_takes_it(tmp_path: Path) -> None:
    with temporary_file(tmp_path / "incoming") as path:
        path.write_bytes(b"half")

    assert list((tmp_path / "incoming").iterdir()) == []


def test_a_finished_file_gets_the_folder_it_needs(tmp_path: Path) -> None:
    target = tmp_path / "ab" / "abcd.png"

    with temporary_file(tmp_path) as path:
        path.write_bytes(b"whole")
        move_into_place(path, target)

    assert target.read_bytes() == b"whole"


def test_the_digest_is_that_of_the_content(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"abc")

    digest = sha256_of(path)

    # The example of FIPS 180-2, appendix B.1.
    assert digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("photo.jpg", "photo.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ana\\photo.jpg", "photo.jpg"),
        ("photo\0.jpg", "photo.jpg"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("two\r\nlines  here.png", "two lines here.png"),
        ("cafe\u0301.png", "café.png"),
        ("日本語.png", "日本語.png"),
        ("lone\udcff.png", "lone.png"),
        ("..", "file"),
        ("", "file"),
        ("\u200f\u202e", "file"),
    ],
)
def test_a_name_loses_its_folders_and_what_is_invisible(raw: str, clean: str) -> None:
    assert clean_file_name(raw) == clean


def test_a_long_name_keeps_its_ending() -> None:
    name = clean_file_name("n" * 300 + ".jpeg")

    assert name == "n" * 250 + ".jpeg"
