"""What a supervisor asks: is the process alive, and may it be given requests."""

from functools import cache

from flask import Blueprint, Flask, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from byline.extensions import db
from byline.migrations import DIRECTORY
from byline.web.logs import error_log

health = Blueprint("health", __name__)


def init_app(app: Flask) -> None:
    """Serve `/healthz` and `/readyz`."""
    app.register_blueprint(health)


@health.get("/healthz")
def alive() -> Response:
    """Answer as long as the process does; asks nothing of anybody."""
    return _uncached(Response("ok\n", mimetype="text/plain"))


@health.get("/readyz")
def ready() -> Response:
    """Answer 200 when the database is reached and its schema is the code's, else 503."""
    found = _database_revisions()
    checks = {"database": found is not None, "migrations": found == _code_revisions()}
    response = jsonify(checks)
    response.status_code = 200 if all(checks.values()) else 503
    return _uncached(response)


def _database_revisions() -> set[str] | None:
    """Return the revisions that the database is at, None where it cannot be reached.

    A database without any tables is at no revision.
    """
    try:
        if not db.inspect(db.session.connection()).has_table("alembic_version"):
            return set()
        return set(db.session.scalars(text("SELECT version_num FROM alembic_version")))
    except SQLAlchemyError:
        error_log.warning("not ready: the database cannot be reached", exc_info=True)
        return None


@cache
def _code_revisions() -> set[str]:
    """Return the revisions that the migrations lead to; reads their files once a process."""
    # Alembic is loaded only in a process that is asked.
    from alembic.script import ScriptDirectory

    return set(ScriptDirectory(DIRECTORY).get_heads())


def _uncached(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
