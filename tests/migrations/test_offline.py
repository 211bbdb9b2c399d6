"""The statements printed for a DBA do what the migrations do."""

import sqlite3

import flask_migrate
from flask import Flask
from flask.testing import FlaskCliRunner

from byline.extensions import db
from tests.migrations.schema import describe
from tests.support.engines import every_engine


def execute_script(script: str) -> None:
    """Run a script as the engine's own command would."""
    connection = db.engine.raw_connection()
    driver = connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        driver.executescript(script)
    else:
        for statement in script.split(";\n"):
            if statement.strip():
                connection.cursor().execute(statement)
        connection.commit()
    connection.close()


@every_engine
def test_the_printed_statements_make_the_same_tables(
    unmigrated_app: Flask, empty_database: str
) -> None:
    runner: FlaskCliRunner = unmigrated_app.test_cli_runner()
    result = runner.invoke(args=["db", "upgrade", "--sql"])
    assert result.exit_code == 0, result.output

    execute_script(result.stdout)

    printed = describe(db.engine)
    flask_migrate.downgrade(revision="base")
    flask_migrate.upgrade()
    assert printed ^ describe(db.engine) == set()
