"""Commands that look at the application itself."""

from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from byline.extensions import Base, db


def init_app(app: Flask) -> None:
    """Add `list-routes`, and give `shell` what one works with."""
    app.cli.add_command(list_routes)
    app.shell_context_processor(_shell_context)


@click.command("list-routes")
@with_appcontext
def list_routes() -> None:
    """List the addresses of the site with their methods and views."""
    rules = sorted(current_app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))
    width = max(len(rule.rule) for rule in rules)
    for rule in rules:
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        click.echo(f"{rule.rule:<{width}}  {methods:<8}  {rule.endpoint}")


def _shell_context() -> dict[str, Any]:
    models = {mapper.class_.__name__: mapper.class_ for mapper in Base.registry.mappers}
    return {"db": db, "select": select, **models}
