"""What of an entry not everybody saw: parts for members, and the mark of a paywall.

https://github.com/TryGhost/Ghost, ghost/core/core/server/services/members/content-gating.js
"""

import re
from collections.abc import Mapping
from typing import Any

PAYWALL = "<!--members-only-->"
GATE_START = "<!--kg-gated-block:begin"
GATE_END = "<!--kg-gated-block:end-->"
# In place of a part that Ghost never rendered.
GATED = f"{GATE_START} nonMember:false -->{GATE_END}"

# In the mark that begins a part; without it nobody sees it but members.
_FOR_ALL = re.compile(r"""\bnonMember:["']?true\b""")


def is_gated(node: Mapping[str, Any]) -> bool:
    """Say whether a card, as the editor keeps it, was not shown to everybody on the web."""
    visibility = node.get("visibility")
    if not isinstance(visibility, dict):
        return False
    web = visibility.get("web")
    if isinstance(web, dict):
        return web.get("nonMember") is not True
    # The first form of it.
    return visibility.get("showOnWeb") is False or visibility.get("emailOnly") is True


def without_gated(html: str, notes: list[str]) -> str:
    """Leave out the parts that only members saw; one without an end takes the rest with it."""
    pieces: list[str] = []
    position = left_out = 0
    while (start := html.find(GATE_START, position)) >= 0:
        pieces.append(html[position:start])
        behind = html.find("-->", start)
        if behind >= 0 and _FOR_ALL.search(html[start:behind]):
            # Its marks are comments like any others.
            position = behind + len("-->")
            continue
        left_out += 1
        end = html.find(GATE_END, start)
        position = end + len(GATE_END) if end >= 0 else len(html)
        if end < 0:
            notes.append("a part that only members saw has no end: all behind it was left out")
    if left_out:
        notes.append(f"parts that only members saw were left out: {left_out}")
    return "".join((*pieces, html[position:]))
