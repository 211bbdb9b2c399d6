"""The `byline` command: what runs the site, beside the commands that features add."""

import os
import sys
from typing import Any

import click
from flask import Flask
from flask.cli import FlaskGroup, ScriptInfo, shell_command
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, ProgrammingError

from byline.config import environment
from byline.lib.settings import InvalidSetting

# No operator can mend these: they show as they are.
FAULTS_OF_OURS = (DataError, IntegrityError, ProgrammingError)


class BylineGroup(FlaskGroup):
    """Flask's command group on Byline's own application, with errors of one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands for the help, which wrong settings must not take away."""
        # A list signs nothing: no key is made for it, and none is asked for.
        os.environ.setdefault("BYLINE_SECRET_KEY", "unused")
        try:
            ctx.ensure_object(ScriptInfo).load_app()
        except InvalidSetting as error:
            click.echo(f"Error: {error}\n", err=True)
            return click.Group.list_commands(self, ctx)
        return super().list_commands(ctx)

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - click's signature
        """Run a command; what the operator can mend is said in a sentence, not a traceback."""
        try:
            return super().main(*args, **kwargs)
        except InvalidSetting as error:
            sentence = str(error)
        except DatabaseError as error:
            if isinstance(error, FAULTS_OF_OURS):
                raise
            sentence = f"The database cannot be used: {error.orig}"
        except OSError as error:
            sentence = str(error)
        # Drivers add hints in lines of their own.
        click.echo(f"Error: {' '.join(sentence.split())}", err=True)
        sys.exit(1)


def _create_app() -> Flask:
    # Loaded when a command needs it: `byline --version` answers at once.
    from byline.app import create_app

    return create_app()


@click.group(cls=BylineGroup, create_app=_create_app, add_default_commands=False, load_dotenv=False)
def main() -> None:
    """Byline, a self-hosted publishing platform."""


main.add_command(shell_command)


@main.command()
@click.option("--host", help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Port to listen on; 0 for any free one."
)
@click.option("--workers", type=click.IntRange(1, 64), help="Processes; one a core by default.")
@click.option("--debug", is_flag=True, help="Reload on changes, with debugger and toolbar.")
def run(host: str | None, port: int | None, workers: int | None, debug: bool) -> None:
    """Serve the site."""
    from byline.start import start

    if debug:
        os.environ["FLASK_DEBUG"] = "1"
        if "BYLINE_ENV" not in environment():
            os.environ["BYLINE_ENV"] = "dev"
    app = _create_app()
    start(
        app,
        host=host or app.config["HOST"],
        port=app.config["PORT"] if port is None else port,
        workers=workers or app.config["WORKERS"],
    )
