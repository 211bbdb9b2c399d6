"""Restore a backup and be killed on the way: `python -m tests.backups.killed DATA ARCHIVE AT N`.

AT says what is counted: `files` that were taken up, `statements` that reached the database, or
the `key`. No clean-up of Python's is run, as when the power fails.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from byline import create_app
from byline.backups.services import restore
from byline.config import TestConfig
from byline.extensions import db


def main(data: str, archive: str, at: str, number: str) -> None:
    """Restore until so many of what is counted are done."""
    left = int(number)

    def count(*_arguments: Any, **_options: Any) -> None:  # noqa: ANN401 - of whatever is counted
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(function: Any) -> Any:  # noqa: ANN401 - any function of the module
        def run(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - what it takes
            count()
            return function(*arguments, **options)

        return run

    database = os.environ.get("TEST_DATABASE")
    app = create_app(TestConfig(DATA=Path(data), SQLALCHEMY_DATABASE_URI=database))
    with app.app_context():
        module = sys.modules["byline.backups.services.restore"]
        if at == "statements":
            sa.event.listen(db.engine, "before_cursor_execute", count)
        else:
            name = {"files": "_write_media", "key": "_restore_key"}[at]
            setattr(module, name, counted(getattr(module, name)))
        restore(Path(archive), replace=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
