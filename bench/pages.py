"""What the reading pages cost, on small and large sites, all in one run."""

from collections.abc import Sequence
from contextlib import ExitStack
from statistics import median

from flask import Flask

from bench.requests import Request, cpu_ms, discarded_logs, make_request, query_count
from bench.site import filled_site
from bench.tables import Figure, number, print_figures, print_table
from byline.blog.queries import newest_links, top_tags
from byline.lib.database import utcnow

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 9
REQUESTS_PER_ROUND = 20
LATE_PAGE = 5_000
ALIVE, HOME, POST, TAG, LATE = "/healthz", "home", "post", "tag", f"home, page {LATE_PAGE}"
PROMISED = (HOME, POST, TAG)

# A page of a site, by the number of posts and the name of the page.
Page = tuple[int, str]


def main(sizes: Sequence[int] = SIZES) -> list[Figure]:
    """Measure on sites of these sizes, and compare the last with the first."""
    with ExitStack() as stack, discarded_logs():
        requests: dict[Page, Request] = {}
        for size in sizes:
            requests |= _requests(size, stack.enter_context(filled_site(size)))
        for request in requests.values():
            request()  # the first one compiles templates and fills caches
        queries = {page: query_count(request) for page, request in requests.items()}
        # In turns, so that a busy moment of the machine hits all alike.
        rounds = [
            {page: cpu_ms(request, REQUESTS_PER_ROUND) for page, request in requests.items()}
            for _ in range(ROUNDS)
        ]
    costs = {page: [found[page] for found in rounds] for page in requests}
    _print_costs(sizes, costs, queries)
    figures = _figures(sizes, costs, queries)
    print_figures("Pages made anew", figures)
    return figures


def _requests(size: int, app: Flask) -> dict[Page, Request]:
    with app.app_context():
        now = utcnow()
        post, tag = newest_links(now)[0], top_tags(now)[0]
    paths = {
        ALIVE: "/healthz",
        HOME: "/blog/",
        POST: post.url,
        TAG: tag.url,
        "author": "/blog/user/author-1",
        "archive": "/blog/archive",
        "tags": "/blog/tags",
    }
    if size > LATE_PAGE * app.config["POSTS_PER_PAGE"]:
        paths[LATE] = f"/blog/{LATE_PAGE}"
    return {(size, name): make_request(app, path) for name, path in paths.items()}


def _print_costs(
    sizes: Sequence[int], costs: dict[Page, list[float]], queries: dict[Page, int]
) -> None:
    names = dict.fromkeys(name for _, name in costs)
    rows = [
        [name]
        + [
            f"{number(median(costs[size, name]))} ({queries[size, name]})"
            if (size, name) in costs
            else ""
            for size in sizes
        ]
        for name in names
    ]
    head = ["page", *(f"{size:,} posts" for size in sizes)]
    print_table("CPU milliseconds (queries) of a page", head, rows)


def _figures(
    sizes: Sequence[int], costs: dict[Page, list[float]], queries: dict[Page, int]
) -> list[Figure]:
    first, last = sizes[0], sizes[-1]
    most = max(queries[size, name] for size in sizes for name in PROMISED)
    grown = sum(queries[first, name] != queries[last, name] for name in PROMISED)
    figures = [
        Figure("home, CPU", median(costs[last, HOME]), "ms", 6),
        Figure("home / healthz", _ratio(costs[last, HOME], costs[last, ALIVE]), "×", 20),
        Figure("queries of the dearest page", most, "", 8),
        Figure("pages whose queries differ by size", grown, "", 0),
    ]
    for name in PROMISED:
        ratio = _ratio(costs[last, name], costs[first, name])
        figures.append(Figure(f"{name}, {last:,} / {first:,} posts", ratio, "×", 1.2))
    if (last, LATE) in costs:
        ratio = _ratio(costs[last, LATE], costs[last, HOME])
        figures.append(Figure(f"page {LATE_PAGE:,} / page 1", ratio, "×", 2))
    return figures


def _ratio(numerators: Sequence[float], denominators: Sequence[float]) -> float:
    """Return the median of the ratios, round by round."""
    return median(a / b for a, b in zip(numerators, denominators, strict=True))
