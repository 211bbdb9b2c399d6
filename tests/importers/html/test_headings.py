"""The ranks of headings."""

import re

import pytest

from byline.importers.html import settle_headings


@pytest.mark.parametrize(
    ("written", "settled"),
    [
        ("1 2 3", "2 2 3"),
        ("3 3 4 3", "2 2 3 2"),
        ("4 6 5 2 4", "2 3 3 2 3"),
        ("2 3 4 5 6", "2 3 4 5 6"),
        ("2 4 3 4", "2 3 3 4"),
        ("6", "2"),
    ],
)
def test_no_rank_is_left_out(written: str, settled: str) -> None:
    html = "".join(f'<h{rank} id="a"><b>x</b></h{rank}>\n<p>y</p>' for rank in written.split())

    result = settle_headings(html)

    assert " ".join(re.findall(r"<h(\d)", result)) == settled
    assert " ".join(re.findall(r"</h(\d)", result)) == settled
    assert settle_headings(result) == result


@pytest.mark.parametrize(
    "html", ["<hr><header>a</header><h>", "<h2 a", "a", "<!-- <h4> --><h2>b</h2>"]
)
def test_the_rest_stays_as_it_is(html: str) -> None:
    assert settle_headings(html) == html
