"""The commands `backup` and `restore`."""

import shlex
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import with_appcontext

from byline.backups.errors import BackupError
from byline.backups.stopping import orderly_end

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from byline.backups.checking import CheckedBackup
    from byline.backups.progress import Progress
    from byline.backups.services import BackupReport, RestoreReport

MEGABYTE = 10**6


def _passphrase_option(*, confirm: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make the option `--passphrase`, asked for on the terminal where it is given as `-`."""

    def read(_context: object, _option: object, given: str | None) -> str | None:
        if given == "-" and is_terminal():
            given = click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm)
        elif given == "-":
            given = sys.stdin.buffer.readline().decode("utf-8", "surrogateescape")
            given = given.rstrip("\r\n")
        return None if given is None else _checked(given)

    return click.option(
        "--passphrase",
        metavar="TEXT|-",
        callback=read,
        help=(
            "Of an encrypted backup; - asks for it, or reads a line of what is piped in."
            " By default BYLINE_BACKUP_PASSPHRASE."
        ),
    )


def _checked(passphrase: str) -> str:
    if not passphrase.strip():
        raise click.BadParameter("The passphrase is empty.")
    try:
        passphrase.encode()
    except UnicodeEncodeError:
        raise click.BadParameter("The passphrase is no text in UTF-8.") from None
    return passphrase


def _or_setting(passphrase: str | None) -> str | None:
    """Return the passphrase, by default the setting's."""
    kept: str | None = current_app.config["BACKUP_PASSPHRASE"]
    if passphrase is None and kept is not None:
        return _checked(kept)
    return passphrase


_path = click.argument("path", type=click.Path(path_type=Path))


@click.command("backup")
@_path
@_passphrase_option(confirm=True)
@with_appcontext
def backup_command(path: Path, passphrase: str | None) -> None:
    """Write the whole site to PATH while it runs: a new file, or one in a folder that is there.

    In a folder it is named by the time. Database, media, settings and secret key. The backup is
    read back and counted before it says so. With a passphrase it is encrypted; the program `age`
    can open it, too.
    """
    from byline.backups.services import back_up

    started = time.monotonic()
    passphrase = _or_setting(passphrase)
    with orderly_end(), _sentences(), _progress() as progress:
        report = back_up(path, passphrase=passphrase, progress=progress)
    _say_what_is_in(report, time.monotonic() - started)
    _complain_of_missing(report.checked)


@click.command("restore")
@_path
@_passphrase_option(confirm=False)
@click.option("--replace", is_flag=True, help="Replace what the site holds, if it holds anything.")
@click.option("--yes", is_flag=True, help="Replace it without asking.")
@with_appcontext
def restore_command(path: Path, passphrase: str | None, replace: bool, yes: bool) -> None:
    """Put the backup at PATH in the place of this site, of any database.

    The backup is checked as a whole before anything is touched.
    """
    from byline.backups.services import restore

    passphrase = _or_setting(passphrase)
    if replace and not yes:
        if not is_terminal():
            raise click.UsageError("Nobody is there to be asked: give --yes with --replace.")
        click.confirm("Replace all that this site holds?", abort=True, err=True)
    started = time.monotonic()
    with orderly_end(), _sentences(), _progress() as progress:
        report = restore(path, passphrase=passphrase, replace=replace, progress=progress)
    _say_what_was_restored(report, path, time.monotonic() - started)
    _complain_of_missing(report.checked)


def is_terminal() -> bool:
    """Say whether somebody is there to be asked."""
    return sys.stdin.isatty()


@contextmanager
def _sentences() -> Iterator[None]:
    """Turn what the operator can mend into one line."""
    try:
        yield
    except BackupError as error:
        raise click.ClickException(" ".join(str(error).split())) from error


@contextmanager
def _progress() -> Iterator["Progress"]:
    """Yield what shows a bar for each stage on a terminal, on standard error."""
    with ExitStack() as stack:
        bars: dict[str, ProgressBar[int]] = {}

        def show(name: str, done: int, total: int) -> None:
            if name not in bars:
                stack.close()
                bars[name] = stack.enter_context(
                    click.progressbar(
                        length=total,
                        label=name,
                        file=sys.stderr,
                        hidden=not (total and sys.stderr.isatty()),
                    )
                )
            bars[name].update(done - bars[name].pos)

        yield show


def _say_what_is_in(report: "BackupReport", seconds: float) -> None:
    click.echo(
        f"Backed up to {report.path}: {_contents(report.checked)}; {_size(report.size)},"
        f" read back and counted in {seconds:.1f} s."
    )
    if report.checked.secret_key is None:
        click.echo("The secret key is not in it: the environment gives it. Keep it as well.")


def _say_what_was_restored(report: "RestoreReport", path: Path, seconds: float) -> None:
    manifest = report.checked.manifest
    click.echo(
        f"Restored the site of {manifest.made_at:%Y-%m-%d %H:%M} UTC:"
        f" {_contents(report.checked)}; in {seconds:.1f} s."
    )
    if report.removed_files:
        files = "1 file" if report.removed_files == 1 else f"{report.removed_files} files"
        click.echo(f"Removed {files} of what the site held before.")
    if report.key_changed:
        click.echo("Its secret key is back as well: restart Byline if it is running.")
    if report.key_differs:
        click.echo(
            "The environment gives another secret key than the backup's, so everybody has to sign"
            f" in again. The backup's key is in it: {_key_command(path)}"
        )


def _key_command(path: Path) -> str:
    """Return what prints the key in a backup."""
    from byline.backups.archive import is_encrypted

    quoted = shlex.quote(str(path))
    if is_encrypted(path):
        return f"age -d {quoted} | tar -xOf - secret-key"
    return f"tar -xOf {quoted} secret-key"


def _contents(checked: "CheckedBackup") -> str:
    rows = checked.manifest.rows
    return (
        f"{sum(rows.values())} rows of {len(rows)} tables,"
        f" {checked.media_files} files ({_size(checked.media_bytes)})"
    )


def _size(count: int) -> str:
    return f"{count / MEGABYTE:.1f} MB"


def _complain_of_missing(checked: "CheckedBackup") -> None:
    """Say which files are not in a backup, and fail: somebody should look."""
    if not checked.missing:
        return
    for name, reason in checked.missing.items():
        click.echo(f"{name}: {reason}", err=True)
    count = len(checked.missing)
    raise click.ClickException(
        f"Everything else is safe, but {count} media file{'s are' if count > 1 else ' is'} missing."
    )
