"""Whether the time of a login tells which names exist, on small and large sites.

By the clock, as whoever guesses sees it, which means something only while no other program runs,
and by the CPU's time.
"""

import time
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple
from unittest.mock import patch

from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert

from bench.requests import discarded_logs
from bench.site import filled_site
from bench.tables import Figure, print_figures
from byline.auth.models import User
from byline.auth.passwords import hash_password
from byline.extensions import write_unit

SIZES = (1, 100_000)
LOGINS = 200
BATCH_USERS = 10_000
MOST_APART = 0.05
PASSWORD = "the right one"  # nosec B105
ADDRESS = "/auth/login"


class Times(NamedTuple):
    """Seconds that a login took."""

    clock: float
    CPU: float


def main(sizes: Sequence[int] = SIZES) -> list[Figure]:
    """Send wrong passwords for names that exist and names that do not, in turns."""
    figures: list[Figure] = []
    for size in sizes:
        # The limits would answer most of these tries.
        with (
            filled_site(0) as app,
            discarded_logs(),
            patch("byline.auth.attempts._take_turn"),
            patch("byline.auth.attempts.count"),
        ):
            _add_users(app, size)
            known, unknown = _measure(app, size)
        for clock in Times._fields:
            of_known, of_unknown = getattr(known, clock), getattr(unknown, clock)
            apart = abs(of_known / of_unknown - 1)
            figures += [
                Figure(f"known name, {size:,} users, {clock}", of_known * 1000, "ms"),
                Figure(f"unknown name, {size:,} users, {clock}", of_unknown * 1000, "ms"),
                Figure(f"apart, {size:,} users, {clock}", apart, "", MOST_APART),
            ]
    print_figures(f"Medians of {LOGINS} logins each", figures)
    return figures


def _add_users(app: Flask, number: int) -> None:
    """Add people who all have the same password: a hash of each would take hours."""
    with app.app_context(), write_unit() as session:
        password = hash_password(PASSWORD)
        for first in range(0, number, BATCH_USERS):
            session.execute(
                insert(User),
                [
                    {
                        "username": f"person-{n}",
                        "display_name": f"Person {n}",
                        "fs_uniquifier": f"person-{n}",
                        "password": password,
                    }
                    for n in range(first, min(first + BATCH_USERS, number))
                ],
            )


def _measure(app: Flask, users: int) -> tuple[Times, Times]:
    """Return the medians of a login by a known name and of one by an unknown name."""
    client = app.test_client()
    page = BeautifulSoup(client.get(ADDRESS).text, "html.parser")
    field = page.select_one("[name=csrf_token]")
    token = str(field["value"]) if field else ""
    _seconds(client, token, "nobody")  # the first one makes what later ones share
    known, unknown = [], []
    for number in range(LOGINS):
        known.append(_seconds(client, token, f"person-{number * users // LOGINS}"))
        unknown.append(_seconds(client, token, f"nobody-{number}"))
    return _medians(known), _medians(unknown)


def _medians(logins: Sequence[Times]) -> Times:
    return Times(*(median(seconds) for seconds in zip(*logins, strict=True)))


def _seconds(client: FlaskClient, token: str, name: str) -> Times:
    data = {"username": name, "password": PASSWORD[:-1], "csrf_token": token}
    started, started_cpu = time.perf_counter(), time.process_time()
    response = client.post(ADDRESS, data=data)
    seconds = Times(time.perf_counter() - started, time.process_time() - started_cpu)
    if response.status_code != 400:
        raise RuntimeError(f"{ADDRESS} answers {response.status}")
    return seconds
