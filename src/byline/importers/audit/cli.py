"""The `import audit` command."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from byline.migrations.schema import with_database

if TYPE_CHECKING:
    from byline.importers.audit.report import Audit


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the audit for a program.")
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write it to a file, as a page to read and to keep.",
)
@with_database
def audit(page: Path | None, as_json: bool) -> None:
    """Try every link and picture of all that was imported.

    Each is looked for on this site; no other is asked. What nothing answers is listed.
    """
    # What answers is loaded by those who ask, not by every web process.
    from byline.importers.audit.page import PageNotWritten, check_target, write_page
    from byline.importers.audit.services import audit_imports

    try:
        if page:
            check_target(page)
        found = audit_imports()
        if page:
            write_page(found, page)
    except PageNotWritten as error:
        raise click.ClickException(str(error)) from error
    if page and not as_json:
        posts = "post" if found.items == 1 else "posts"
        need = "needs" if found.items_in_need == 1 else "need"
        click.echo(f"Written to {page}: {found.items_in_need} of {found.items} {posts} {need} you.")
        return
    _print(found, as_json=as_json)


def _print(found: "Audit", *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=2))
        return
    if not found.items:
        click.echo("Nothing has been imported yet.")
        return
    for line in found.lines():
        click.echo(line)
