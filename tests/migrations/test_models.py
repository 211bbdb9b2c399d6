"""The models and the migrations say the same, on every engine."""

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy.dialects import mssql, mysql, oracle, postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from byline.extensions import Base, db
from tests.migrations.schema import describe
from tests.support.engines import every_engine

DIALECTS = [module.dialect() for module in (mssql, mysql, oracle, postgresql, sqlite)]


@every_engine
def test_autogenerate_finds_nothing_to_migrate(unmigrated_app: Flask) -> None:
    flask_migrate.upgrade()

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)

    assert differences == []


@every_engine
def test_the_migrations_make_what_the_models_would(unmigrated_app: Flask) -> None:
    db.create_all()
    by_models = describe(db.engine)
    db.drop_all()

    flask_migrate.upgrade()

    assert describe(db.engine) ^ by_models == set()


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_all_tables_compile(dialect: sa.Dialect) -> None:
    for table in Base.metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_no_table_is_named_by_a_reserved_word(dialect: sa.Dialect) -> None:
    reserved = dialect.preparer(dialect).reserved_words

    assert reserved.isdisjoint(Base.metadata.tables)


def test_plain_defaults_are_in_the_database_too() -> None:
    missing = [
        str(column)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.default is not None and column.default.is_scalar and column.server_default is None
    ]

    assert missing == []
