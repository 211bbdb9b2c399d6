"""The `export` command."""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from byline.exports.errors import ExportRefused
from byline.migrations.schema import with_database

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@with_database
def export(path: Path) -> None:
    """Export posts, pages, comments and media to PATH.

    PATH is a folder that is not there yet, or a file that ends in .tar.gz or .tgz: Markdown and
    HTML with front matter, the media files, and the rest as JSON. `byline import byline` takes it
    in again. A file that ends in .xml is for WordPress.
    """
    # What it loads is for this command, not for every web process.
    from byline.exports.services import export_site

    try:
        with ExitStack() as stack:
            report = export_site(path, progress=_progress_bar(stack))
    except ExportRefused as error:
        raise click.ClickException(str(error)) from error
    for line in report.lines(str(path)):
        click.echo(line)


def _progress_bar(stack: ExitStack) -> Callable[[int, int], None]:
    """Return what shows how much is done, on a terminal, from the first step on."""
    bars: list[ProgressBar[int]] = []

    def show(done: int, total: int) -> None:
        if not bars:
            bar = click.progressbar(
                length=total, label="Exporting", file=sys.stderr, hidden=not sys.stderr.isatty()
            )
            bars.append(stack.enter_context(bar))
        bars[0].update(done - bars[0].pos)

    return show
