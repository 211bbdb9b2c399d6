"""Sites to measure on: a folder each, thrown away afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from bench.content import fill
from byline import create_app
from byline.config import ProdConfig
from byline.extensions import db
from byline.migrations.schema import prepare_database


@contextmanager
def temporary_data() -> Iterator[Path]:
    """Make a data folder for the time of the block."""
    with tempfile.TemporaryDirectory(prefix="byline-bench-") as name:
        yield Path(name)


def open_site(data: Path) -> Flask:
    """Return an application in production on a data folder; its database is up to date."""
    app = create_app(ProdConfig(DATA=data))
    with app.app_context():
        prepare_database()
    return app


@contextmanager
def filled_site(posts: int) -> Iterator[Flask]:
    """Make an application on a site with so many posts."""
    with temporary_data() as data:
        app = open_site(data)
        with app.app_context():
            fill(posts)
        yield app
        with app.app_context():
            db.engine.dispose()
