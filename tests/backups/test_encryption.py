"""A backup with a passphrase: opened by it alone, whole or not at all, and by other programs."""

import io
import itertools
from pathlib import Path

import pyrage
import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from byline.backups.encryption import CHUNK_BYTES, TAG_BYTES, DecryptedReader, EncryptedWriter
from byline.backups.errors import ArchiveRefused, WrongPassphrase
from tests.backups.sites import contents, files, fill_site, other_site

PHRASE = "Zoé’s 🌻 in the sun"
# What scrypt takes is tried once, by the commands.
CHEAP = 4
LENGTHS = (0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES)
SEALED_BYTES = CHUNK_BYTES + TAG_BYTES


def encrypt(data: bytes, *, step: int = 50_000) -> bytes:
    """Return what is written for some content, given piece by piece."""
    file = io.BytesIO()
    writer = EncryptedWriter(file, PHRASE, CHEAP)
    for start in range(0, len(data), step):
        writer.write(data[start : start + step])
    writer.finish()
    return file.getvalue()


def decrypt(data: bytes, passphrase: str = PHRASE) -> bytes:
    """Return the content, read piece by piece."""
    reader = DecryptedReader(io.BytesIO(data), passphrase)
    return b"".join(iter(lambda: reader.read(10_000), b""))


def content(length: int) -> bytes:
    """Return content in which no two chunks are the same."""
    numbers = (number.to_bytes(4, "big") for number in itertools.count())
    return b"".join(itertools.islice(numbers, length // 4 + 1))[:length]


@pytest.mark.parametrize("length", LENGTHS)
def test_content_of_any_length_comes_back(length: int) -> None:
    assert decrypt(encrypt(content(length))) == content(length)


@pytest.mark.parametrize("length", LENGTHS)
def test_other_programs_open_it(length: int) -> None:
    assert pyrage.passphrase.decrypt(encrypt(content(length)), PHRASE) == content(length)


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(WrongPassphrase):
        decrypt(encrypt(b"secret"), "another")


def test_what_is_missing_moved_or_added_is_found_out() -> None:
    whole = encrypt(content(3 * CHUNK_BYTES))
    start = len(whole) - 3 * SEALED_BYTES
    head = whole[:start]
    places = range(start, len(whole), SEALED_BYTES)
    one, two, three = (whole[place : place + SEALED_BYTES] for place in places)

    for changed in (
        head,
        head + one,
        head + one + two,
        head + two + one + three,
        head + one + three,
        head + one + one + two + three,
        head + one + two + three + three,
        whole + b"\0",
        whole[:-1],
        *(whole[:cut] for cut in range(0, start, 7)),
    ):
        with pytest.raises(ArchiveRefused):
            decrypt(changed)


def test_no_bit_can_be_changed() -> None:
    whole = encrypt(b"secret")

    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1
        with pytest.raises(ArchiveRefused):
            decrypt(bytes(changed))


@pytest.mark.parametrize(("factor", "megabytes"), [(21, "2,048"), (40, "1,073,741,824")])
def test_a_cost_that_would_fill_the_memory_is_refused(factor: int, megabytes: str) -> None:
    costly = encrypt(b"").replace(b" 4\n", b" %d\n" % factor, 1)

    with pytest.raises(ArchiveRefused, match=f"take {megabytes} MB of memory.*`age -d`"):
        decrypt(costly)


def test_the_greatest_cost_is_one_that_the_library_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def scrypt(*_arguments: object, maxmem: int, **_options: object) -> bytes:
        asked.append(maxmem)
        return bytes(32)

    costly = encrypt(b"").replace(b" 4\n", b" 20\n", 1)
    monkeypatch.setattr("hashlib.scrypt", scrypt)

    with pytest.raises(WrongPassphrase):
        decrypt(costly)

    assert 2**30 < asked[0] < 2**31


def test_an_encrypted_site_comes_back(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    fill_site()
    before = contents(), files()

    runner.invoke(args=["backup", str(tmp_path), "--passphrase", "-"], input=2 * f"{PHRASE}\n")
    (archive,) = tmp_path.glob("byline-*.tar.age")
    with other_site(tmp_path / "other") as other:
        restored = other.test_cli_runner().invoke(
            args=["restore", str(archive), "--passphrase", PHRASE]
        )
        after = contents(), files()

    assert restored.exit_code == 0
    assert after == before
    assert b"Byline" not in archive.read_bytes()


@pytest.mark.parametrize(
    ("made_with", "opened_with", "sentence"),
    [
        (PHRASE, "another", "Error: The passphrase is wrong.\n"),
        (PHRASE, None, "Error: The backup is encrypted: give its passphrase with --passphrase.\n"),
        (
            None,
            PHRASE,
            "Error: The backup is not encrypted: leave the passphrase and its setting out.\n",
        ),
    ],
    ids=["wrong", "none", "needless"],
)
def test_a_passphrase_that_does_not_fit_is_told(
    app: Flask,
    runner: FlaskCliRunner,
    tmp_path: Path,
    made_with: str | None,
    opened_with: str | None,
    sentence: str,
) -> None:
    def given(passphrase: str | None) -> list[str]:
        return [] if passphrase is None else ["--passphrase", passphrase]

    runner.invoke(args=["backup", str(tmp_path / "site"), *given(made_with)])

    result = runner.invoke(args=["restore", str(tmp_path / "site"), *given(opened_with)])

    assert result.exit_code == 1
    assert result.stderr == sentence


def test_an_empty_passphrase_is_refused(runner: FlaskCliRunner, tmp_path: Path) -> None:
    result = runner.invoke(args=["backup", str(tmp_path / "site"), "--passphrase", ""])

    assert result.exit_code == 2
    assert not (tmp_path / "site").exists()
