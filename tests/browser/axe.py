"""Deque's accessibility checker, run in an open page."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

SCRIPT = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# All that depends on the colours of the page.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
RUN = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"


@cache
def _script() -> str:
    if not SCRIPT.exists():
        pytest.fail("axe-core is not installed: `make test` does that")
    return SCRIPT.read_text("utf-8")


def find_violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """Return a line for each rule, of these or of all, that an element of the page breaks."""
    if not page.evaluate("'axe' in window"):
        # Evaluated, not loaded: the page's policy allows no script of others.
        page.evaluate(_script())
    result: dict[str, Any] = page.evaluate(RUN, rules or RULES)
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]
