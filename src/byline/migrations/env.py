"""How Alembic reaches the application's database."""

from typing import Any

from alembic import context
from flask import current_app

from byline.extensions import Base
from byline.lib.database import WRITES, UtcDateTime
from byline.migrations.schema import make_data_folder

migrate = current_app.extensions["migrate"]


def render_item(kind: str, item: Any, autogen_context: Any) -> str | bool:  # noqa: ANN401 - Alembic's
    """Write Byline's own column types into a new migration by the names of `steps`."""
    if kind == "type" and isinstance(item, UtcDateTime):
        autogen_context.imports.add("from byline.migrations.steps import moment")
        return "moment()"
    return False


def options() -> dict[str, Any]:
    """Return what both modes share. SQLite changes a table by making it anew, hence batches."""
    return {
        "target_metadata": Base.metadata,
        "compare_type": True,
        "render_as_batch": True,
        "render_item": render_item,
        # An interrupted upgrade keeps the migrations that were done, on engines that can.
        "transaction_per_migration": True,
    }


def run_offline() -> None:
    """Print the statements, for an operator whose database only a DBA may change."""
    url = migrate.db.engine.url
    context.configure(
        url=url, literal_binds=True, dialect_opts={"paramstyle": "named"}, **options()
    )
    with context.begin_transaction():
        context.run_migrations()


def run_online() -> None:
    """Change the database."""
    # A database that is not the site's is named by who migrates it: the one in a backup.
    engine = context.config.attributes.get("engine")
    if engine is None:
        make_data_folder()
        engine = migrate.db.engine
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        context.configure(
            connection=connection,
            transactional_ddl=engine.dialect.name in ("sqlite", "postgresql"),
            **options(),
        )
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_offline()
else:
    run_online()
