"""What happens before the server listens."""

import os
from contextlib import suppress
from ipaddress import ip_address

import click
from flask import Flask

from byline.auth.first_run import make_token
from byline.auth.queries import has_active_admin
from byline.migrations.schema import SchemaError, prepare_database


def start(app: Flask, *, host: str, port: int, workers: int | None) -> None:
    """Bring the database up to date, show the way in to a new site, and serve until stopped.

    Raises click.ClickException with the sentence for what prevents it.
    """
    if app.debug:
        _prepare(app, host, port)
        _serve_to_a_developer(app, host, port)
        return
    from byline.server import find_address, serve

    # Asked first: a site that cannot be served must not be migrated under the one that is.
    host, port = find_address(host, port)
    _prepare(app, host, port)
    serve(app, host, port, workers)


def show_first_run_link(app: Flask, host: str, port: int) -> None:
    """Print the link that creates the first admin, outside the logs, while there is none."""
    # Flask's reloader starts the command twice; the outer one serves nobody.
    outer = app.debug and os.environ.get("WERKZEUG_RUN_MAIN") != "true"
    if outer or has_active_admin():
        return
    base = app.config["SITE_URL"] or _local_url(host, port)
    path = app.url_map.bind("").build("auth.first_run", {"token": make_token()})
    click.echo(
        "\nNobody looks after this site yet. Open this link within an hour:"
        f"\n\n  {base.rstrip('/')}{path}\n",
        err=True,
    )


def _prepare(app: Flask, host: str, port: int) -> None:
    with app.app_context():
        try:
            prepare_database()
        except SchemaError as error:
            raise click.ClickException(str(error)) from error
        show_first_run_link(app, host, port)


def _serve_to_a_developer(app: Flask, host: str, port: int) -> None:
    """Serve with the reloader and the debugger; `Flask.run` does nothing within a command."""
    from werkzeug.serving import run_simple

    run_simple(host, port, app, use_reloader=True, use_debugger=True, threaded=True)


def _local_url(host: str, port: int) -> str:
    """Return an address that a browser on this machine can open."""
    with suppress(ValueError):
        if ip_address(host).is_unspecified:
            # Listening on every address of the machine, which is none to open.
            host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
