"""The `posts` commands."""

import click
from sqlalchemy import func, select

from byline.blog.models import Page, Post
from byline.extensions import db
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
