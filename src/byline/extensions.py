"""Extension objects, unbound: `byline.app` ties them to an application."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_babel import Babel
from flask_gzip import GZip
from flask_migrate import Migrate
from flask_security.core import Security
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, Session

from byline.lib.database import WRITES

# MySQL compares text by code points, as the other engines do: its default takes `naive` and `naïve`
# for the same.
TABLE_OPTIONS = {
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
    "mariadb_charset": "utf8mb4",
    "mariadb_collate": "utf8mb4_bin",
}


class Base(DeclarativeBase):
    """The base of all models.

    Constraint names follow one pattern, so that a migration can name what it drops on every
    engine.
    """

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    # A tuple where a model adds constraints, so wider than the base class says.
    __table_args__: Any = TABLE_OPTIONS


db = SQLAlchemy(model_class=Base)
migrate = Migrate()
babel = Babel()
csrf = CSRFProtect()
gzip = GZip()
security = Security()


@contextmanager
def write_unit() -> Iterator[Session]:
    """One short transaction that writes: nothing slow happens inside, all of it lands or none.

    Ends the transaction that the request has been reading in, since on SQLite it could not be
    upgraded safely. Rows loaded before are read afresh, so check their version inside. Commits at
    the end; an error rolls back and goes on to the caller.
    """
    session = db.session()
    session.rollback()
    session.connection(execution_options={WRITES: True})
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
