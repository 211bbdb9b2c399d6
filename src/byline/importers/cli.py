"""The `import` commands."""

import json
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from byline.importers.errors import ImportStopped
from byline.importers.report import Report
from byline.migrations.schema import with_database

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

imports = click.Group("import", help="Bring a blog in from elsewhere.")


def _accounts(_context: object, _option: object, given: tuple[str, ...]) -> dict[str, str]:
    """Read `--author NAME=USERNAME`."""
    accounts: dict[str, str] = {}
    for pair in given:
        name, separator, username = pair.rpartition("=")
        if not (separator and name.strip() and username.strip()):
            raise click.BadParameter(f"{pair!r} is not of the form NAME=USERNAME.")
        accounts[name.strip()] = username.strip()
    return accounts


def import_command(function: Callable[..., Any]) -> click.Command:
    """Make a command of a function that imports from `path` and returns the report."""
    command: Callable[..., Any] = with_database(function)
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print the report for a program."),
        click.option(
            "--author",
            "accounts",
            multiple=True,
            callback=_accounts,
            metavar="NAME=USERNAME",
            help="Whose account here an author's posts belong to; may be given several times.",
        ),
        click.option(
            "--fetch-media",
            is_flag=True,
            help="Fetch the pictures, sounds and films that posts show from other hosts.",
        ),
        click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing."),
        click.argument("path", type=click.Path(path_type=Path)),
    ):
        command = option(command)
    return imports.command(name=function.__name__)(command)


@import_command
def markdown(path: Path, as_json: bool, **options: Any) -> None:  # noqa: ANN401 - of the command
    """Import posts from PATH, a folder or archive of Markdown files.

    Blogs of Zola, Hugo and Jekyll are understood, and plain files. Running it again passes over
    what is here already, and never touches a post that was edited here.
    """
    # Reading Markdown is loaded by those who do it, not by every web process.
    from byline.importers.markdown.services import import_markdown

    _run(import_markdown, path, as_json=as_json, **options)


@import_command
def ghost(path: Path, as_json: bool, **options: Any) -> None:  # noqa: ANN401 - of the command
    """Import posts and pages from PATH, the JSON file that Ghost exports.

    A folder or archive is taken too that holds the file beside Ghost's folder `content`, and the
    pictures with it. Running it again passes over what is here already, and never touches a post
    that was edited here.
    """
    # As above.
    from byline.importers.ghost.services import import_ghost

    _run(import_ghost, path, as_json=as_json, **options)


@import_command
def wordpress(path: Path, as_json: bool, **options: Any) -> None:  # noqa: ANN401 - of the command
    """Import posts, pages and comments from PATH, an export file of WordPress.

    WordPress writes it under Tools, Export, All content. PATH may be a folder, too, with the file
    and a copy of the old site's wp-content/uploads in it, whose pictures are taken over. Running it
    again passes over what is here already, and never touches what was edited here. The NAME of an
    author is the login there (of a mail address the part before the @) or the name shown.
    """
    # Reading such a file is loaded by those who do it, not by every web process.
    from byline.importers.wordpress.services import import_wordpress

    _run(import_wordpress, path, as_json=as_json, **options)


@import_command
def byline(path: Path, as_json: bool, **options: Any) -> None:  # noqa: ANN401 - of the command
    """Import what `byline export` made: PATH is its folder or archive.

    An empty site becomes what the other one was, to the address. Running it again passes over what
    is here already, and never touches a post that was edited here.
    """
    # As above.
    from byline.importers.byline.services import import_byline

    _run(import_byline, path, as_json=as_json, **options)


def _run(
    importer: Callable[..., Report],
    path: Path,
    *,
    as_json: bool,
    **options: Any,  # noqa: ANN401 - of the command
) -> None:
    """Import, print the report, and say so where nothing could be imported."""
    try:
        with ExitStack() as stack:
            report = importer(path, progress=_progress_bar(stack), **options)
    except ImportStopped as error:
        raise click.ClickException(str(error)) from error
    _print(report, as_json=as_json)
    if report.is_failure:
        raise click.ClickException("Nothing could be imported; the report says why.")


def _progress_bar(stack: ExitStack) -> Callable[[int, int], None]:
    """Return what shows how many items are done, on a terminal, from the first one on."""
    bars: list[ProgressBar[int]] = []

    def show(done: int, total: int) -> None:
        if not bars:
            # On standard error, so that the report can be kept in a file.
            bar = click.progressbar(
                length=total, label="Importing", file=sys.stderr, hidden=not sys.stderr.isatty()
            )
            bars.append(stack.enter_context(bar))
        bars[0].update(done - bars[0].pos)

    return show


def _print(report: Report, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(report.as_dict(), ensure_ascii=False, indent=2))
        return
    for line in report.lines():
        click.echo(line)
