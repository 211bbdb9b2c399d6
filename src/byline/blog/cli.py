"""The `posts` commands."""

from contextlib import suppress
from datetime import timedelta

import click
from sqlalchemy import func, select

from byline.blog.models import Page, Post
from byline.blog.queries import deleted_before
from byline.extensions import db, write_unit
from byline.lib.database import utcnow
from byline.migrations.schema import with_database

posts = click.Group("posts", help="Look after posts.")


@posts.command()
@with_database
def rebuild() -> None:
    """Make HTML, text and summaries again from the sources."""
    # Rendering is loaded by those who write, not by every web process.
    from byline.blog.services.rebuild import rebuild_pages, rebuild_posts
    from byline.media.queries import find_picture_size

    total = sum(
        db.session.execute(select(func.count()).select_from(m)).scalar_one() for m in (Post, Page)
    )
    with click.progressbar(length=total, label="Rebuilding") as bar:
        for _id in rebuild_posts(find_picture_size):
            bar.update(1)
        for _id in rebuild_pages(find_picture_size):
            bar.update(1)
    click.echo(f"{total} posts and pages rebuilt.")


@posts.command()
@click.option(
    "--days",
    type=click.IntRange(min=0, max=36_500),
    default=30,
    show_default=True,
    help="Keep what was deleted in so many last days.",
)
@with_database
def purge(days: int) -> None:
    """Delete for good the posts that were deleted long ago."""
    # As above: writing brings rendering along.
    from byline.blog.errors import PostChanged
    from byline.blog.services import purge_post

    purged = 0
    with click.progressbar(deleted_before(utcnow() - timedelta(days=days)), label="Purging") as ids:
        for post_id in ids:
            # One that was restored or purged since is passed over; each is a transaction of its
            # own, so that an interrupted run has done what it says.
            with suppress(PostChanged), write_unit() as session:
                if post := session.get(Post, post_id):
                    purge_post(post)
                    purged += 1
    click.echo(f"{purged} {'post' if purged == 1 else 'posts'} deleted for good.")
