"""How long bringing in a real blog takes, and ten times as many posts.

The blog is not part of the repository: BYLINE_SAMPLES names the folder that holds its archive.
"""

import os
import re
import shutil
import tarfile
from pathlib import Path
from statistics import median

from bench.processes import Run, run_command
from bench.site import temporary_data
from bench.tables import Figure, print_figures

SAMPLES_VARIABLE = "BYLINE_SAMPLES"
ARCHIVE = "rust-blog.tar.gz"
RUNS = 5
TIMES = 10
# In the front matter: the old addresses of a post, which no other may have.
ADDRESSES = re.compile(r"^(?:path|aliases) = .*$", re.MULTILINE)
QUOTED = re.compile(r'"([^"]+)"')


def main() -> list[Figure]:
    """Import the blog several times, and a multiple of it once; nothing without the sample."""
    samples = os.environ.get(SAMPLES_VARIABLE)
    if samples is None:
        print(f"\nImport: not measured, {SAMPLES_VARIABLE} names no folder with {ARCHIVE}")
        return []
    with temporary_data() as folder:
        with tarfile.open(Path(samples, ARCHIVE)) as archive:
            archive.extractall(folder / "blog", filter="data")
        _multiply(folder / "blog", folder / "blogs")
        runs = [_import(folder / "blog") for _ in range(RUNS)]
        many = _import(folder / "blogs")
    seconds = median(run.seconds for run in runs)
    figures = [
        Figure("the blog", seconds, "s", 60),
        Figure("the blog, CPU", median(run.cpu_seconds for run in runs), "s"),
        Figure("the blog, peak memory", median(run.peak_mb for run in runs), "MB", 400),
        Figure(f"{TIMES} times the posts", many.seconds, "s"),
        Figure(f"{TIMES} times the posts, CPU", many.cpu_seconds, "s"),
        Figure(f"{TIMES} times the posts, peak memory", many.peak_mb, "MB", 400),
        Figure(f"{TIMES} times the posts / the blog", many.seconds / seconds, "×", 11),
    ]
    print_figures("Import of a real blog", figures)
    return figures


def _import(blog: Path) -> Run:
    """Import on an empty site."""
    with temporary_data() as data:
        return run_command(data, ["import", "markdown", str(blog)])


def _multiply(blog: Path, target: Path) -> None:
    """Copy a blog to where it holds its posts several times, at addresses of their own."""
    shutil.copytree(blog, target)
    for number in range(1, TIMES):
        copy = target / "content" / f"copy-{number}"
        shutil.copytree(blog / "content", copy)
        for path in copy.rglob("*.md"):
            text = path.read_text("utf-8")
            path.write_text(_with_other_addresses(text, number), "utf-8")


def _with_other_addresses(text: str, number: int) -> str:
    head, fence, body = text.partition("\n+++\n")
    head = ADDRESSES.sub(lambda line: QUOTED.sub(rf'"\1-{number}"', line[0]), head)
    return head + fence + body
