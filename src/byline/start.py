"""What happens before the server listens."""

import os

import click
from flask import Flask, url_for

from byline.auth.first_run import make_token
from byline.auth.queries import has_active_admin
from byline.migrations.schema import SchemaError, prepare_database


def start(app: Flask, *, host: str, port: int, workers: int | None) -> None:
    """Bring the database up to date, show the way in to a new site, and serve until stopped.

    Raises click.ClickException with the sentence for what prevents it.
    """
    with app.app_context():
        try:
            prepare_database()
        except SchemaError as error:
            raise click.ClickException(str(error)) from error
        show_first_run_link(app, host, port)
    if app.debug:
        app.run(host, port)
        return
    # Loaded after the checks above: they should fail fast.
    from byline.server import serve

    serve(app, host, port, workers)


def show_first_run_link(app: Flask, host: str, port: int) -> None:
    """Print the link that creates the first admin, outside the logs, while there is none."""
    # Flask's reloader starts the command twice; the outer one serves nobody.
    outer = app.debug and os.environ.get("WERKZEUG_RUN_MAIN") != "true"
    if outer or has_active_admin():
        return
    base = app.config["SITE_URL"] or f"http://{host}:{port}"
    with app.test_request_context(base_url=base):
        link = url_for("auth.first_run", token=make_token(), _external=True)
    click.echo(
        f"\nNobody looks after this site yet. Open this link within an hour:\n\n  {link}\n",
        err=True,
    )
