"""Whether the time of a login tells which names exist, on small and large sites.

By the CPU's time: where other programs run too, the clock's differs by more than what is sought.
"""

import time
from collections.abc import Sequence
from statistics import median
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
        apart = abs(known / unknown - 1)
        figures += [
            Figure(f"known name, {size:,} users, CPU", known * 1000, "ms"),
            Figure(f"unknown name, {size:,} users, CPU", unknown * 1000, "ms"),
            Figure(f"apart, {size:,} users", apart, "", MOST_APART),
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


def _measure(app: Flask, users: int) -> tuple[float, float]:
    """Return the median CPU seconds of a login by a known name and by an unknown one."""
    client = app.test_client()
    page = BeautifulSoup(client.get(ADDRESS).text, "html.parser")
    field = page.select_one("[name=csrf_token]")
    token = str(field["value"]) if field else ""
    _seconds(client, token, "nobody")  # the first one makes what later ones share
    known, unknown = [], []
    for number in range(LOGINS):
        known.append(_seconds(client, token, f"person-{number * users // LOGINS}"))
        unknown.append(_seconds(client, token, f"nobody-{number}"))
    return median(known), median(unknown)


def _seconds(client: FlaskClient, token: str, name: str) -> float:
    data = {"username": name, "password": PASSWORD[:-1], "csrf_token": token}
    started = time.process_time()
    response = client.post(ADDRESS, data=data)
    seconds = time.process_time() - started
    if response.status_code != 400:
        raise RuntimeError(f"{ADDRESS} answers {response.status}")
    return seconds
