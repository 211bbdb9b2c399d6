"""The `import` commands."""

import json
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from byline.importers.errors import ImportStopped
from byline.importers.report import Report
from byline.migrations.schema import with_database

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

imports = click.Group("import", help="Bring a blog in from elsewhere.")


@imports.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the report for a program.")
@with_database
def markdown(path: Path, dry_run: bool, as_json: bool) -> None:
    """Import posts from PATH, a folder or archive of Markdown files.

    Blogs of Zola, Hugo and Jekyll are understood, and plain files. Running it again passes over
    what is here already, and never touches a post that was edited here.
    """
    # Reading Markdown is loaded by those who do it, not by every web process.
    from byline.importers.markdown.services import import_markdown

    try:
        with ExitStack() as stack:
            report = import_markdown(path, dry_run=dry_run, progress=_progress_bar(stack))
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
