"""Folders and archives as sources: what is in them, and what somebody hid in them."""

import gzip
import io
import os
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from byline.importers.errors import ItemUnreadable, SourceUnreadable
from byline.importers.sources import files, folder, open_source, tar
from byline.importers.sources import zip as zip_source

MakeTar = Callable[..., Path]


@pytest.fixture
def make_tar(tmp_path: Path) -> MakeTar:
    """Make an archive of members: `make_tar(tarfile.TarInfo("a.md"), "b.md")`, text in each."""

    def make(*members: tarfile.TarInfo | str) -> Path:
        path = tmp_path / "blog.tar.gz"
        with tarfile.open(path, "w:gz") as archive:
            for member in members:
                info = tarfile.TarInfo(member) if isinstance(member, str) else member
                if info.isreg():
                    info.size = 4
                archive.addfile(info, io.BytesIO(b"text"))
        return path

    return make


def member(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    """Return a member that is no plain file."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def test_a_folder_an_archive_and_a_zip_hold_the_same_files(tmp_path: Path) -> None:
    blog = tmp_path / "blog"
    (blog / "posts").mkdir(parents=True)
    (blog / "posts" / "a.md").write_text("text")
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        archive.add(blog, ".")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as zipped:
        zipped.write(blog / "posts" / "a.md", "posts/a.md")

    for path in (blog, tmp_path / "a.tar", tmp_path / "a.zip"):
        with open_source(path) as source:
            assert source.sizes == {"posts/a.md": 4}
            assert source.read("posts/a.md") == b"text"


def test_files_of_an_archive_are_read_in_any_order_and_more_than_once(make_tar: MakeTar) -> None:
    with open_source(make_tar("a.md", "b.md", "c.md")) as source:
        assert [source.read(name) for name in ("c.md", "a.md", "c.md")] == [b"text"] * 3


@pytest.mark.parametrize(
    "name", ["../evil.md", "a/../../evil.md", "/etc/evil.md", "..\\evil.md", "../.evil"]
)
def test_a_name_that_leads_out_of_an_archive_is_left_out(make_tar: MakeTar, name: str) -> None:
    with open_source(make_tar(name, "good.md")) as source:
        assert list(source.sizes) == ["good.md"]
        assert "leads out" in source.refused[name]


@pytest.mark.parametrize(
    "odd",
    [
        member("a.md", tarfile.SYMTYPE, "/etc/passwd"),
        member("a.md", tarfile.LNKTYPE, "good.md"),
        member("a.md", tarfile.CHRTYPE),
        member("a.md", tarfile.BLKTYPE),
        member("a.md", tarfile.FIFOTYPE),
    ],
    ids=["link", "hard link", "character device", "block device", "pipe"],
)
def test_what_is_no_plain_file_in_an_archive_is_left_out(
    make_tar: MakeTar, odd: tarfile.TarInfo
) -> None:
    with open_source(make_tar(odd, "good.md")) as source:
        assert list(source.sizes) == ["good.md"]
        assert "a.md" in source.refused


def test_names_that_are_not_utf_8_are_left_out(make_tar: MakeTar) -> None:
    with open_source(make_tar("caf\udce9.md", "good.md")) as source:
        assert list(source.sizes) == ["good.md"]
        assert len(source.refused) == 1


def test_hidden_files_and_installed_packages_are_no_content(make_tar: MakeTar) -> None:
    with open_source(make_tar(".git/a.md", "node_modules/x/README.md", "good.md")) as source:
        assert (list(source.sizes), source.refused) == (["good.md"], {})


def test_ten_gigabytes_of_zeros_stop_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tarfile.TarInfo("zeros.md")
    info.size = 10 * 2**30
    # One compressed block, over and over: ten gigabytes in ten megabytes.
    block = gzip.compress(bytes(16 * 2**20))
    path = tmp_path / "bomb.tar.gz"
    with path.open("wb") as file:
        file.write(gzip.compress(info.tobuf()))
        for _ in range(640):
            file.write(block)
    read = 0
    count = tar.BoundedReader.read

    def counting_read(self: tar.BoundedReader, size: int) -> bytes:
        nonlocal read
        content = count(self, size)
        read += len(content)
        return content

    monkeypatch.setattr(tar.BoundedReader, "read", counting_read)
    monkeypatch.setattr(tar, "RATIO_FREE_BYTES", 2**20)
    monkeypatch.setattr(tar, "MAX_RATIO", 2)

    with pytest.raises(SourceUnreadable, match="more than a blog"):
        open_source(path)

    assert read < 64 * 2**20


def test_a_header_that_claims_gigabytes_is_not_read_into_memory(tmp_path: Path) -> None:
    good, header = tarfile.TarInfo("good.md"), tarfile.TarInfo("././@PaxHeader")
    header.type, header.size = tarfile.XHDTYPE, 4 * 2**30
    path = tmp_path / "bomb.tar.gz"
    zeros = gzip.compress(bytes(2 * tar.MAX_HEADER_BYTES))
    path.write_bytes(gzip.compress(good.tobuf() + header.tobuf()) + zeros)

    with pytest.raises(SourceUnreadable, match="more than a blog"):
        open_source(path)


def test_a_sparse_file_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "sparse.tar"
    info = tarfile.TarInfo("sparse.md")
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[156:157] = tarfile.GNUTYPE_SPARSE
    header[483:495] = b"%011o\0" % (10 * 2**30)  # the size it claims
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    path.write_bytes(bytes(header) + bytes(1024))

    with open_source(path) as source:
        assert (source.sizes, list(source.refused)) == ({}, ["sparse.md"])


def test_a_zip_of_zeros_is_refused_by_its_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.md", bytes(4 * 2**20))
    monkeypatch.setattr(zip_source, "RATIO_FREE_BYTES", 2**20)

    with pytest.raises(SourceUnreadable, match="more than a blog"):
        open_source(path)


def test_links_and_names_that_lead_out_of_a_zip_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "odd.zip"
    link = zipfile.ZipInfo("link.md")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("../evil.md", "text")
        archive.writestr("./good.md", "text")

    with open_source(path) as source:
        assert source.read("good.md") == b"text"
        assert set(source.refused) == {"link.md", "../evil.md"}


@pytest.mark.parametrize(
    "compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_damaged_zip_is_said_in_a_sentence_wherever_the_damage_is(
    tmp_path: Path, compression: int
) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        archive.writestr("a.md", "Some text.\n" * 20)
    path = tmp_path / "damaged.zip"
    unread = 0

    for position in range(len(zip_source.ZIP_MAGIC), len(content.getvalue())):
        damaged = bytearray(content.getvalue())
        damaged[position] ^= 0xFF
        path.write_bytes(damaged)
        try:
            with open_source(path) as source:
                [source.read(name) for name in source.sizes]
        except (ItemUnreadable, SourceUnreadable):
            unread += 1

    assert unread


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not an archive",
        b"\x1f\x8b but not gzip",
        gzip.compress(b"not an archive", mtime=0),
        b"PK\x03\x04 but no zip",
    ],
)
def test_what_is_no_archive_is_said_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "blog.tar.gz"
    path.write_bytes(content)

    with pytest.raises(SourceUnreadable, match=r"blog\.tar\.gz: not a readable archive"):
        open_source(path)


def test_an_archive_that_is_cut_off_brings_nothing(make_tar: MakeTar) -> None:
    path = make_tar(*(f"{number}.md" for number in range(500)))
    path.write_bytes(path.read_bytes()[:-400])

    with pytest.raises(SourceUnreadable, match="not a readable archive"):
        open_source(path)


def test_a_place_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="No such file"):
        open_source(tmp_path / "nowhere")


def test_links_and_pipes_in_a_folder_are_left_out(tmp_path: Path) -> None:
    blog = tmp_path / "blog"
    (blog / "inside").mkdir(parents=True)
    (blog / "good.md").write_text("text")
    (blog / "link.md").symlink_to("/etc/passwd")
    (blog / "folder").symlink_to("/etc")
    (blog / "dangling.md").symlink_to("/nowhere")
    os.mkfifo(blog / "pipe.md")

    with open_source(blog) as source:
        assert list(source.sizes) == ["good.md"]
        assert set(source.refused) == {"link.md", "folder", "dangling.md", "pipe.md"}


def test_a_file_that_became_a_link_meanwhile_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("text")
    with open_source(tmp_path) as source:
        (tmp_path / "a.md").unlink()
        (tmp_path / "a.md").symlink_to("/etc/passwd")

        with pytest.raises(ItemUnreadable):
            source.read("a.md")


def test_a_file_beyond_the_limit_is_not_read(
    make_tar: MakeTar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_FILE_BYTES", 3)
    monkeypatch.setattr(tar, "MAX_FILE_BYTES", 3)
    with open_source(make_tar("a.md")) as source, pytest.raises(ItemUnreadable, match="larger"):
        source.read("a.md")


def test_there_is_an_end_to_how_many_files_a_source_has(
    tmp_path: Path, make_tar: MakeTar, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = make_tar("a.md", "b.md", "c.md")
    blog = tmp_path / "blog"
    blog.mkdir()
    for name in "abc":
        (blog / name).touch()
    for module in (folder, tar):
        monkeypatch.setattr(module, "MAX_FILES", 2)

    for path in (archive, blog):
        with pytest.raises(SourceUnreadable, match="more than 2 files"):
            open_source(path)
