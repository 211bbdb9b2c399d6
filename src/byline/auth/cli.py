"""The commands about people."""

import click

from byline.auth.errors import AuthError
from byline.auth.models import ROLES
from byline.auth.passwords import hash_password
from byline.auth.queries import all_users
from byline.auth.services import create_user
from byline.auth.weak_passwords import weakness_of
from byline.extensions import db, write_unit
from byline.migrations.schema import with_database


def _read_password(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Read the password from the terminal where it is given as `-`."""
    if value != "-":
        return value
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password


_password = click.argument("password", callback=_read_password)
_email = click.option("--email", help="A mail address that is known to be the user's.")


@click.command("create-user")
@click.argument("username")
@_password
@click.option(
    "--role", "roles", multiple=True, type=click.Choice(list(ROLES)), help="May be given again."
)
@_email
@with_database
def create_user_command(
    username: str, password: str, roles: tuple[str, ...], email: str | None
) -> None:
    """Add a user; a PASSWORD of - is read from the terminal."""
    _add_user(username, password, roles, email)


@click.command("create-admin")
@click.argument("username")
@_password
@_email
@with_database
def create_admin_command(username: str, password: str, email: str | None) -> None:
    """Add a user who may do everything; a PASSWORD of - is read from the terminal."""
    _add_user(username, password, ("admin",), email)


def _add_user(username: str, password: str, roles: tuple[str, ...], email: str | None) -> None:
    try:
        password_hash = hash_password(password)
        with write_unit():
            user = create_user(username, password_hash=password_hash, roles=roles, email=email)
            name = user.username
    except UnicodeEncodeError as error:
        raise click.ClickException("What you typed is not text in UTF-8.") from error
    except AuthError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"User {name} Added.")
    if weakness := weakness_of(password, name):
        click.echo(f"Warning: this password is easy to guess: {weakness}.", err=True)


@click.command("list-users")
@with_database
def list_users_command() -> None:
    """List the users with their roles."""
    for user in db.session.execute(all_users()).scalars():
        roles = ", ".join(role.name for role in user.roles)
        state = "" if user.active else " (inactive)"
        click.echo(f"{user.username}\t{user.display_name}\t{roles}{state}")
