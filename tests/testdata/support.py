"""What the tests of test data share."""

from datetime import UTC, datetime
from functools import cache

import pytest
from flask.testing import FlaskCliRunner

from byline.testdata import cli, pictures

# With the stories, and some invented ones.
POSTS = 30
TODAY = datetime.now(UTC)

# Painting is most of a run; the pictures are the same in each.
paint = cache(pictures.paint)


def steady(patch: pytest.MonkeyPatch) -> None:
    """Let every run be on the same day, and paint once."""
    patch.setattr(cli, "utcnow", lambda: TODAY)
    patch.setattr("byline.testdata.site.paint", paint)


def run(runner: FlaskCliRunner, *options: str) -> str:
    """Run the command and return what it prints."""
    result = runner.invoke(args=["test-data", *options])
    assert result.exit_code == 0, result.output
    output: str = result.output
    return output
