"""The command that fills a blog."""

from importlib.util import find_spec

import click
from flask import current_app
from flask.cli import with_appcontext

from byline.auth.errors import AuthError
from byline.lib.database import utcnow
from byline.migrations.schema import with_database

ENVIRONMENTS = ("dev", "test")
MAX_SEED = 2**31 - 1


@click.command("test-data")
@click.option("--posts", type=click.IntRange(min=0), default=100, help="How many; 100 by default.")
@click.option(
    "--seed",
    type=click.IntRange(0, MAX_SEED),
    default=1,
    help="The same number makes the same content; 1 by default.",
)
@click.option("--force", is_flag=True, help="In prod too, with random passwords.")
@with_appcontext
def test_data_command(posts: int, seed: int, force: bool) -> None:
    """Fill the blog with users, tags, posts and comments to try it with.

    The posts of a seed are numbered, and those that are there already are left alone: a second run
    adds nothing, one with more --posts adds the rest, one with another --seed adds others. Dates
    count back from today.
    """
    guarded = current_app.config["ENVIRONMENT"] not in ENVIRONMENTS
    if guarded and not force:
        raise click.ClickException(
            "Test data comes with known passwords, so not into a blog that people use."
            " To see a filled blog, run: make demo"
        )
    if find_spec("faker") is None:
        raise click.ClickException("Test data needs Faker. It is among what `make setup` installs.")
    _fill(posts, seed, random_passwords=guarded)


@with_database
def _fill(posts: int, seed: int, *, random_passwords: bool) -> None:
    # Faker, Pillow and the renderer are loaded by this command, not by every web process.
    from byline.testdata.people import add_people
    from byline.testdata.services import add_posts, missing_posts
    from byline.testdata.site import prepare_site

    try:
        passwords = add_people(random_passwords=random_passwords)
    except AuthError as error:
        raise click.ClickException(str(error)) from error
    # At once: whatever goes wrong later, they are not shown again.
    _tell_passwords(passwords)
    site = prepare_site(now=utcnow())
    missing = missing_posts(posts, seed)
    with click.progressbar(length=len(missing), label="Writing posts") as bar:
        for added in add_posts(site, missing):
            bar.update(added)
    click.echo(f"{len(missing)} posts added, {posts - len(missing)} were there.")


def _tell_passwords(passwords: dict[str, str]) -> None:
    """Print the passwords of the users that are new; those that are random are kept nowhere."""
    if passwords:
        click.echo("Users added, with their passwords:")
    for username, password in passwords.items():
        click.echo(f"  {username}\t{password}")
