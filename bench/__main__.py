"""Measure all, or the parts that are named: `python -m bench pages writes`."""

import sys

import click

from bench import backups, comments, imports, login, pages, serving, weight, wordpress, writes

PARTS = {
    "backup": backups.main,
    "comments": comments.main,
    "import": imports.main,
    "login": login.main,
    "pages": pages.main,
    "serving": serving.main,
    "weight": weight.main,
    "wordpress": wordpress.main,
    "writes": writes.main,
}


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(list(PARTS)))
def main(parts: tuple[str, ...]) -> None:
    """Measure PARTS, all by default; fail where a promise is missed."""
    figures = [figure for part in parts or PARTS for figure in PARTS[part]()]
    missed = [figure.name for figure in figures if not figure.kept]
    click.echo(f"\n{len(figures)} figures, {len(missed)} missed")
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
