"""How soon a server answers, and how much memory its processes take together."""

from statistics import median

from bench.processes import Server, running_server
from bench.site import filled_site
from bench.tables import Figure, print_figures

POSTS = 1_000
STARTS = 5
WORKERS = 2
# Enough for each worker to have made each page.
REQUESTS = 100


def main() -> list[Figure]:
    """Start a server on a site that has been migrated, several times."""
    starts, fresh, used = [], [], []
    with filled_site(POSTS) as app:
        for _ in range(STARTS):
            with running_server(app.config["DATA"], WORKERS) as server:
                starts.append(server.start_seconds)
                fresh.append(server.memory_mb())
                _use(server)
                used.append(server.memory_mb())
    figures = [
        Figure("first answer after the start", median(starts), "s", 2),
        Figure("memory (PSS) after the start", median(fresh), "MB"),
        Figure("memory (PSS) in use", median(used), "MB", 190),
    ]
    print_figures(f"`byline run` with {WORKERS} workers", figures)
    return figures


def _use(server: Server) -> None:
    for _ in range(REQUESTS):
        for path in ("/blog/", "/blog/2", "/blog/tags", "/blog/archive", "/blog/authors"):
            server.get(path)
