"""What two versions of a text have in common and where they differ, to be read by a person.

Lines are compared first, then the words of those that differ. Whatever the texts are, it takes less
than a second for a megabyte: what is left when the steps are used up counts as changed altogether.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from typing import Literal

# Of about 0.1 µs each.
MAX_STEPS = 3_000_000
# What one comparison takes however short its texts are.
OVERHEAD_STEPS = 2_000
# More than this is not read as marks in a text any more.
MAX_CHANGED_CHARS = 100_000
# Lines shown around a change.
CONTEXT_LINES = 3
# Passages that share less than this read better one after the other than word by word.
MIN_LIKENESS = 0.35

Kind = Literal["same", "removed", "added", "skipped"]
# Index in the old text, index in the new one, and for how many elements they are the same.
Block = tuple[int, int, int]

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text that is in both versions, or in one only.

    `skipped` stands for `lines` lines that are the same and far from any change.
    """

    kind: Kind
    text: str
    lines: int = 0


@dataclass
class _Budget:
    """How many steps are left."""

    steps: int

    def spend(self, steps: int) -> bool:
        """Say whether so many are left, and take them."""
        if steps > self.steps:
            return False
        self.steps -= steps
        return True


def compare_texts(old: str, new: str) -> list[Passage] | None:
    """Return both texts as one, in passages: `removed` is in `old` only, `added` in `new` only.

    None where so much differs that it would be no help.
    """
    budget = _Budget(MAX_STEPS)
    passages: list[Passage] = []
    for old_part, new_part in _parts(_lines(old), _lines(new), budget):
        if old_part == new_part:
            passages.append(Passage("same", "".join(old_part)))
        else:
            passages += _compare_words("".join(old_part), "".join(new_part), budget)
    passages = _merged(passages)
    changed = sum(len(passage.text) for passage in passages if passage.kind != "same")
    return passages if changed <= MAX_CHANGED_CHARS else None


def shorten(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages without the lines that are far from any change."""
    shown: list[Passage] = []
    for index, passage in enumerate(passages):
        if passage.kind == "same":
            shown += _shortened(passage.text, index > 0, index < len(passages) - 1)
        else:
            shown.append(passage)
    return shown


def _lines(text: str) -> list[str]:
    # As browsers count them: `splitlines` knows a dozen more ends.
    *lines, last = text.split("\n")
    return [f"{line}\n" for line in lines] + ([last] if last else [])


def _compare_words(old: str, new: str, budget: _Budget) -> list[Passage]:
    """Return the passages of a part that differs, whole where its words have little in common."""
    old_words, new_words = _WORDS.findall(old), _WORDS.findall(new)
    passages: list[Passage] = []
    same = 0
    for old_part, new_part in _parts(old_words, new_words, budget):
        if old_part == new_part:
            same += sum(not word.isspace() for word in old_part)
            passages += _kept_part("".join(old_part))
        else:
            passages.append(Passage("removed", "".join(old_part)))
            passages.append(Passage("added", "".join(new_part)))
    total = sum(not word.isspace() for word in old_words + new_words)
    alike = 2 * same >= MIN_LIKENESS * total
    return passages if alike else [Passage("removed", old), Passage("added", new)]


def _kept_part(text: str) -> list[Passage]:
    """Return a part that is the same; a space between two changed words is changed with them."""
    if text == " ":
        return [Passage("removed", text), Passage("added", text)]
    return [Passage("same", text)]


def _parts(
    old: Sequence[str], new: Sequence[str], budget: _Budget
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield both texts in parts: those that are the same, and what stands between them."""
    done_old = done_new = 0
    for old_at, new_at, size in [*_blocks(old, new, budget), (len(old), len(new), 0)]:
        if old_at > done_old or new_at > done_new:
            yield old[done_old:old_at], new[done_new:new_at]
        done_old, done_new = old_at + size, new_at + size
        if size:
            yield old[old_at:done_old], new[new_at:done_new]


def _blocks(old: Sequence[str], new: Sequence[str], budget: _Budget) -> list[Block]:
    """Return what is the same, in order.

    What occurs once in each text and in the same order holds the rest in place ("patience diff"),
    so that `SequenceMatcher`, whose time grows with the square and more, gets short parts only.
    """
    start = _common_start(old, new)
    end = _common_start(old[start:][::-1], new[start:][::-1])
    old_end, new_end = len(old) - end, len(new) - end
    blocks = [(0, 0, start)]
    if budget.spend(OVERHEAD_STEPS + 10 * (old_end - start + new_end - start)):
        anchors = _anchors(old[start:old_end], new[start:new_end])
        fixed = [(old_at + start, new_at + start) for old_at, new_at in anchors]
        edges = [(start - 1, start - 1), *fixed, (old_end, new_end)]
        for (old_before, new_before), (old_at, new_at) in pairwise(edges):
            gap = (old_before + 1, old_at, new_before + 1, new_at)
            blocks += [*_blocks_in_gap(old, new, gap, budget), (old_at, new_at, 1)]
        # The last edge is no block.
        blocks.pop()
    blocks.append((old_end, new_end, end))
    return [block for block in blocks if block[2]]


def _common_start(old: Sequence[str], new: Sequence[str]) -> int:
    for index, (left, right) in enumerate(zip(old, new, strict=False)):
        if left != right:
            return index
    return min(len(old), len(new))


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return where elements stand that each text has once, as many as have the same order."""
    old_counts, new_counts = Counter(old), Counter(new)
    places = {word: index for index, word in enumerate(new) if new_counts[word] == 1}
    pairs = [
        (index, places[word])
        for index, word in enumerate(old)
        if word in places and old_counts[word] == 1 and not word.isspace()
    ]
    return _longest_rise(pairs)


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of `pairs` whose second numbers rise, as their first ones do."""
    # By length of a rise: the least number that one ends with, and the index of that pair.
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for index, (_, number) in enumerate(pairs):
        length = bisect_left(ends, number)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1] = [number]
        last[length : length + 1] = [index]
    rise: list[tuple[int, int]] = []
    at = last[-1] if last else None
    while at is not None:
        rise.append(pairs[at])
        at = before[at]
    return rise[::-1]


def _blocks_in_gap(
    old: Sequence[str], new: Sequence[str], gap: tuple[int, int, int, int], budget: _Budget
) -> list[Block]:
    """Return what is the same between two anchors, as long as the budget lasts.

    `SequenceMatcher.get_matching_blocks` knows no bound, so its loop is here.
    """
    old_from, old_to, new_from, new_to = gap
    if old_from == old_to or new_from == new_to:
        return []
    part = new[new_from:new_to]
    counts = Counter(part)
    pairs_each = sum(counts[word] for word in old[old_from:old_to]) // (old_to - old_from) + 1
    if pairs_each * (old_to - old_from) > budget.steps:
        return []
    matcher = SequenceMatcher(None, old[old_from:old_to], part, autojunk=False)
    blocks: list[Block] = []
    waiting = [(0, old_to - old_from, 0, new_to - new_from)]
    while waiting:
        a_from, a_to, b_from, b_to = waiting.pop()
        # The search walks one part, and at each element all that are equal to it.
        if not budget.spend(100 + (a_to - a_from) * pairs_each):
            break
        a_at, b_at, size = matcher.find_longest_match(a_from, a_to, b_from, b_to)
        if size:
            blocks.append((old_from + a_at, new_from + b_at, size))
            parts = [(a_from, a_at, b_from, b_at), (a_at + size, a_to, b_at + size, b_to)]
            waiting += [part for part in parts if part[0] < part[1] and part[2] < part[3]]
    return sorted(blocks)


def _merged(passages: Sequence[Passage]) -> list[Passage]:
    """Join neighbours of one kind, what was removed before what was added, without empty ones."""
    merged: list[Passage] = []
    for is_same, group in groupby(passages, key=lambda passage: passage.kind == "same"):
        members = list(group)
        kinds: tuple[Kind, ...] = ("same",) if is_same else ("removed", "added")
        for kind in kinds:
            text = "".join(member.text for member in members if member.kind == kind)
            if text:
                merged.append(Passage(kind, text))
    return merged


def _shortened(text: str, follows: bool, precedes: bool) -> list[Passage]:
    """Return a passage that is the same, with the lines near what it follows or precedes."""
    lines = _lines(text)
    head = CONTEXT_LINES if follows else 0
    tail = CONTEXT_LINES if precedes else 0
    hidden = len(lines) - head - tail
    # A mark for a line or two is no shorter than they are.
    if hidden < CONTEXT_LINES:
        return [Passage("same", text)]
    kept = [
        Passage("same", "".join(lines[:head])),
        Passage("skipped", "", hidden),
        Passage("same", "".join(lines[len(lines) - tail :])),
    ]
    return [passage for passage in kept if passage.text or passage.lines]
