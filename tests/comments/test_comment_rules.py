"""Which comments wait, and until when one may be written."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from byline.comments.rules import Circumstances, CommentRules, first_status, is_closed

NOW = datetime(2026, 3, 1, tzinfo=UTC)
RULES = CommentRules(approval="first", links_wait=True, close_after_days=0, open_to="everybody")
KNOWN = Circumstances(may_moderate=False, is_known=True, has_link=False, in_haste=False)


def test_somebody_known_is_published_at_once() -> None:
    assert first_status(RULES, KNOWN) == "approved"


@pytest.mark.parametrize("fact", [{"is_known": False}, {"has_link": True}, {"in_haste": True}])
def test_what_needs_a_look_waits(fact: dict[str, bool]) -> None:
    assert first_status(RULES, replace(KNOWN, **fact)) == "pending"


@pytest.mark.parametrize("fact", [{"is_known": False}, {"has_link": True}, {"in_haste": True}])
def test_whoever_moderates_waits_for_nobody(fact: dict[str, bool]) -> None:
    rules = replace(RULES, approval="every")

    assert first_status(rules, replace(KNOWN, may_moderate=True, **fact)) == "approved"


def test_every_comment_can_be_made_to_wait() -> None:
    assert first_status(replace(RULES, approval="every"), KNOWN) == "pending"


def test_a_site_may_let_strangers_and_links_through() -> None:
    rules = replace(RULES, approval="none", links_wait=False)
    comment = replace(KNOWN, is_known=False, has_link=True)

    assert first_status(rules, comment) == "approved"
    assert first_status(rules, replace(comment, in_haste=True)) == "pending"


@pytest.mark.parametrize(
    ("days", "age", "closed"),
    [
        (0, timedelta(days=9000), False),
        (7, timedelta(days=7), False),
        (7, timedelta(days=7, seconds=1), True),
    ],
)
def test_a_post_takes_comments_for_so_many_days(days: int, age: timedelta, closed: bool) -> None:
    rules = replace(RULES, close_after_days=days)

    assert is_closed(rules, NOW - age, NOW) is closed


def test_nobody_comments_where_nobody_may() -> None:
    assert is_closed(replace(RULES, open_to="nobody"), NOW, NOW)
