"""What a supervisor asks: is the process alive, and may it be given requests."""

from flask import Blueprint, Flask, Response, jsonify
from sqlalchemy.exc import SQLAlchemyError

from byline.extensions import db
from byline.migrations.schema import Schema, schema_state
from byline.web.access import public
from byline.web.logs import error_log

health = Blueprint("health", __name__)


def init_app(app: Flask) -> None:
    """Serve `/healthz` and `/readyz`."""
    app.register_blueprint(health)


@health.get("/healthz")
@public
def alive() -> Response:
    """Answer as long as the process does; asks nothing of anybody."""
    return _uncached(Response("ok\n", mimetype="text/plain"))


@health.get("/readyz")
@public
def ready() -> Response:
    """Answer 200 when the database is reached and its schema is the code's, else 503."""
    try:
        # A file of SQLite that is not there is no schema, but a folder that is away is no database.
        db.engine.connect().close()
        checks = {"database": True, "migrations": schema_state() is Schema.CURRENT}
    except SQLAlchemyError:
        error_log.warning("not ready: the database cannot be reached", exc_info=True)
        checks = {"database": False, "migrations": False}
    response = jsonify(checks)
    response.status_code = 200 if all(checks.values()) else 503
    return _uncached(response)


def _uncached(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
