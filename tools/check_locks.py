"""Check that what is installed comes from where it should.

The locked lists name no host, so that they install from whichever index a machine uses, and the
packages that live in this repository are never taken from an index, where their bare names belong
to somebody else.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
ADDRESS = re.compile(r"\b(?:https?|git|ssh)(?:\+\w+)?://", re.IGNORECASE)
OWN_PACKAGES = {
    "byline",
    "byline-flask-gzip",
    "byline-flask-youtube",
    "flask-gzip",
    "flask-youtube",
}


def main() -> int:
    """Print what is wrong; return 1 when something is."""
    problems = list(find_problems(ROOT))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def find_problems(root: Path) -> Iterator[str]:
    """Yield a line for each entry of a locked list under `root` that must not be there."""
    for path in sorted((root / "requirements").glob("*.txt")):
        yield from check_requirements(path)
    for folder in ("frontend", "tests/browser"):
        yield from check_node_lock(root / folder / "package-lock.json")


def check_requirements(path: Path) -> Iterator[str]:
    """Check a list of Python packages, as pip reads it."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        place = f"{path.name}:{number}"
        if ADDRESS.search(line) or line.startswith(
            ("-i", "--index", "--extra-index", "--find-links")
        ):
            yield f"{place}: names a place to install from"
        name = re.match(r"[\w.-]+(?===)", line)
        if name and re.sub(r"[-_.]+", "-", name[0].lower()) in OWN_PACKAGES:
            yield f"{place}: takes {name[0]} from an index"


def check_node_lock(path: Path) -> Iterator[str]:
    """Check npm's list of packages."""
    packages: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))["packages"]
    for name, package in packages.items():
        if "resolved" in package and not package.get("link"):
            yield f"{path.parent.name}/{path.name}: {name} names a place to install from"


if __name__ == "__main__":
    sys.exit(main())
