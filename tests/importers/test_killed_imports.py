"""`kill -9` in the middle of an import: another run goes on and comes to the same."""

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import sqlalchemy as sa

from byline.blog.models import Post
from byline.blog.services import delete_post, purge_post
from byline.exports.services import export_site
from byline.extensions import db, write_unit
from byline.lib.files import TEMPORARY_SUFFIX
from tests.importers.byline.more import write_more
from tests.importers.conftest import picture
from tests.importers.killed_rows import Rows, read_files, read_rows, with_names
from tests.importers.killed_samples import PICTURES, POSTS, UPLOADS, WRITERS
from tests.importers.wordpress.exports import SITE
from tests.support.application import application
from tests.support.killed import run_command
from tests.support.other_host import answer, other_host

# Other moments are drawn from another one.
SEED = 20260101
DRILLS = {"wordpress": 8, "ghost": 6, "markdown": 6}
# Of so many drills one is killed in its second run, too.
KILLED_TWICE = 4
# Of so many drills one is killed at what happens to a file, which is rare among all moments.
KILLED_AT_FILES = 3
TWO_HOURS_SECONDS = 7200


@dataclass(frozen=True)
class Site:
    """A site without content, for commands in processes of their own."""

    data: Path
    database: str

    def run(
        self, *arguments: str, of: str = "all", kill_at: int = 0, host: str = ""
    ) -> Mapping[str, int]:
        """Run a command in a process; `host` stands for the old blog's."""
        return run_command(
            arguments,
            data=self.data,
            database=self.database,
            of=of,
            kill_at=kill_at,
            BYLINE_FETCH_STAND_INS=host,
        )

    def read(self) -> tuple[Rows, dict[str, str]]:
        with application(self.data, self.database):
            return read_rows(), read_files(self.data)


@dataclass(frozen=True)
class Outcome:
    """What an import came to that nothing disturbed, and how many moments it had."""

    site: Site
    moments: Mapping[str, int]
    rows: Rows
    files: dict[str, str]


@dataclass(frozen=True)
class Drill:
    """When an import is killed: after so large a part of its moments; then of those left."""

    kind: str
    of: str
    parts: tuple[float, ...]

    def __str__(self) -> str:
        return "-".join([self.kind, self.of, *(f"{part:.2f}" for part in self.parts)])


def draw(kind: str, number: int) -> list[Drill]:
    """Return the same random drills on every run."""
    chance = random.Random(f"{SEED} {kind} {number}")
    return [
        Drill(
            kind,
            "all" if n % KILLED_AT_FILES else "files",
            tuple(chance.random() for _ in range(1 if n % KILLED_TWICE else 2)),
        )
        for n in range(1, number + 1)
    ]


def new_site(folder: Path, migrated: Path) -> Site:
    data = folder / "data"
    data.mkdir(parents=True)
    shutil.copy(migrated, folder / "byline.sqlite3")
    return Site(data, f"sqlite:///{folder / 'byline.sqlite3'}")


BYLINE = list(zip([True, False], draw("byline", 2), strict=True))
EXPORTS = list(zip(["out", "out.tar.gz"], draw("export", 2), strict=True))


@pytest.fixture
def site(database: str, tmp_path: Path) -> Site:
    """Return a site on the engine of the test."""
    return Site(tmp_path / "data", database)


@pytest.fixture(scope="module")
def blogs(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return the folder of a blog by its kind: the same for all drills."""

    @cache
    def write(kind: str) -> Path:
        return WRITERS[kind](tmp_path_factory.mktemp(kind))

    return write


@pytest.fixture(scope="module")
def undisturbed(
    blogs: Callable[[str], Path], migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Outcome]:
    """Return what an import comes to that nothing disturbs, by the kind of blog."""

    @cache
    def run(kind: str) -> Outcome:
        site = new_site(tmp_path_factory.mktemp("undisturbed"), migrated_sqlite)
        return run_undisturbed(site, "import", kind, str(blogs(kind)))

    return run


def run_undisturbed(site: Site, *arguments: str, host: str = "") -> Outcome:
    return Outcome(site, site.run(*arguments, host=host), *site.read())


def kill(
    site: Site, drill: Drill, moments: Mapping[str, int], *arguments: str, host: str = ""
) -> None:
    """Start a command and kill it, as often as the drill says."""
    left = moments[drill.of]
    for part in drill.parts:
        # Whatever run it is, at least as much as what the last one left is still to do.
        moment = 1 + int(part * (left - 1))
        print(f"seed {SEED}, {drill}: killed at moment {moment} of {left}")  # noqa: T201
        site.run(*arguments, of=drill.of, kill_at=moment, host=host)
        left -= moment


def finish(site: Site, *arguments: str, host: str = "") -> tuple[Rows, dict[str, str]]:
    """Run a command to its end, long after it was killed."""
    make_older(site.data)
    with application(site.data, site.database) as app:
        app.config["FETCH_STAND_INS"] = (host,) if host else ()
        result = app.test_cli_runner().invoke(args=list(arguments))
        assert result.exit_code == 0, result.output
        return read_rows(), read_files(site.data)


def make_older(data: Path) -> None:
    """Let two hours pass for what a killed process left in the middle of writing."""
    for path in data.rglob(f"*{TEMPORARY_SUFFIX}"):
        os.utime(path, (time.time() - TWO_HOURS_SECONDS,) * 2)


@pytest.mark.parametrize(
    "drill", [drill for kind, number in DRILLS.items() for drill in draw(kind, number)], ids=str
)
def test_a_killed_import_goes_on_and_comes_to_the_same(
    drill: Drill,
    site: Site,
    blogs: Callable[[str], Path],
    undisturbed: Callable[[str], Outcome],
) -> None:
    whole = undisturbed(drill.kind)
    command = ("import", drill.kind, str(blogs(drill.kind)))

    kill(site, drill, whole.moments, *command)
    rows, files = finish(site, *command)

    # The ids are equal, too: SQLite gives one again that was taken back.
    assert rows == whole.rows
    assert files == whole.files


@pytest.mark.parametrize("engine_name", ["postgresql", "mariadb"], indirect=True)
@pytest.mark.parametrize("drill", draw("wordpress", 9)[7:], ids=str)
def test_on_a_server_it_comes_to_the_same_but_for_the_ids(
    drill: Drill,
    site: Site,
    blogs: Callable[[str], Path],
    undisturbed: Callable[[str], Outcome],
) -> None:
    whole = undisturbed(drill.kind)
    command = ("import", drill.kind, str(blogs(drill.kind)))

    kill(site, drill, whole.moments, *command)
    rows, files = finish(site, *command)

    assert with_names(rows) == with_names(whole.rows)
    assert files == whole.files


@pytest.fixture(scope="module")
def old_host() -> Iterator[str]:
    """Return what stands for the host of the old blog, which still has its pictures."""
    with other_host() as host:
        for number in range(PICTURES):
            host.answer(f"/{UPLOADS}/{number}.png", answer(picture(size=(number + 1, 2))))
        yield f"{SITE.removeprefix('https://')}={host.endpoint}"


@pytest.fixture(scope="module")
def fetched(
    blogs: Callable[[str], Path],
    old_host: str,
    migrated_sqlite: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Outcome:
    """Return what an import comes to that nothing disturbs and that fetches the pictures."""
    site = new_site(tmp_path_factory.mktemp("fetched"), migrated_sqlite)
    return run_undisturbed(site, *fetching(blogs), host=old_host)


def fetching(blogs: Callable[[str], Path]) -> tuple[str, ...]:
    """Return the command that imports an export without its uploads."""
    return "import", "wordpress", str(blogs("wordpress") / "export.xml"), "--fetch-media"


@pytest.mark.parametrize("drill", draw("wordpress", 11)[9:], ids=str)
def test_files_of_the_old_blog_are_fetched_by_whichever_run(
    drill: Drill, site: Site, blogs: Callable[[str], Path], old_host: str, fetched: Outcome
) -> None:
    kill(site, drill, fetched.moments, *fetching(blogs), host=old_host)
    rows, files = finish(site, *fetching(blogs), host=old_host)

    assert len(files) == PICTURES
    assert rows == fetched.rows
    assert files == fetched.files


@pytest.mark.parametrize(("name", "drill"), EXPORTS, ids=str)
def test_a_killed_export_leaves_nothing_under_its_name(
    name: str, drill: Drill, undisturbed: Callable[[str], Outcome], tmp_path: Path
) -> None:
    site = undisturbed("wordpress").site
    moments = site.run("export", str(tmp_path / f"whole-{name}"))

    kill(site, drill, moments, "export", str(tmp_path / name))
    assert not (tmp_path / name).exists()
    finish(site, "export", str(tmp_path / name))

    assert content(tmp_path / name) == content(tmp_path / f"whole-{name}")
    assert not list(tmp_path.glob(".*"))


def content(path: Path) -> dict[str, bytes]:
    """Return what is in a file, or in the files of a folder."""
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return {str(one.relative_to(path)): one.read_bytes() for one in files}


@pytest.fixture(scope="module")
def exported(
    undisturbed: Callable[[str], Outcome], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return an export of a site whose first posts are gone, and their ids with them."""
    folder = tmp_path_factory.mktemp("exported")
    shutil.copytree(undisturbed("wordpress").site.data.parent, folder / "site")
    site = Site(folder / "site" / "data", f"sqlite:///{folder / 'site' / 'byline.sqlite3'}")
    with application(site.data, site.database):
        with write_unit():
            for post in db.session.scalars(sa.select(Post).order_by(Post.id).limit(POSTS // 2)):
                delete_post(post)
                purge_post(post)
        db.session.commit()
        export_site(folder / "export")
    return folder / "export"


@pytest.mark.parametrize(("is_empty", "drill"), BYLINE, ids=str)
def test_a_killed_import_of_an_export_comes_to_the_same(
    is_empty: bool, drill: Drill, exported: Path, migrated_sqlite: Path, tmp_path: Path
) -> None:
    before = new_site(tmp_path / "before", migrated_sqlite)
    if not is_empty:
        with application(before.data, before.database):
            write_more()
    for name in ("whole", "killed"):
        shutil.copytree(before.data.parent, tmp_path / name)
    sites = [
        Site(tmp_path / name / "data", f"sqlite:///{tmp_path / name / 'byline.sqlite3'}")
        for name in ("whole", "killed")
    ]
    command = ("import", "byline", str(exported))
    whole = run_undisturbed(sites[0], *command)

    kill(sites[1], drill, whole.moments, *command)
    rows, files = finish(sites[1], *command)

    assert rows == whole.rows
    assert files == whole.files
