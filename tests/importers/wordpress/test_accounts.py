"""Whose account here an author of WordPress gets."""

from pathlib import Path

import pytest
from flask import Flask

from byline.auth.services import create_user
from byline.extensions import db, write_unit
from byline.importers.report import Report
from byline.importers.wordpress.services import import_wordpress
from tests.importers.wordpress.conftest import FindPost, Import
from tests.importers.wordpress.exports import export, item


@pytest.fixture
def maria(app: Flask) -> None:
    """Make an account."""
    with write_unit():
        create_user("maria", password_hash=None)


def run_as_maria(export_file: Path) -> Report:
    export_file.write_text(export(item(1)))
    try:
        return import_wordpress(export_file, accounts={"ana": "maria"})
    finally:
        db.session.rollback()


def test_an_account_that_is_named_too_late_is_said_once(
    maria: None, run_import: Import, find_post: FindPost, export_file: Path
) -> None:
    run_import(item(1))

    report = run_as_maria(export_file)

    assert [author.username for author in find_post(1).authors] == ["ana"]
    [remark] = report.needs_you
    assert remark.reason.startswith("--author ana=maria has no effect any more")


def test_an_account_that_was_named_from_the_start_is_no_remark(
    maria: None, find_post: FindPost, export_file: Path
) -> None:
    reports = [run_as_maria(export_file) for _ in range(2)]

    assert [author.username for author in find_post(1).authors] == ["maria"]
    assert [report.needs_you for report in reports] == [[], []]
