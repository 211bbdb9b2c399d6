"""What a conversion has to say about a body: each kind of thing once."""

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import islice

from byline.importers.report import Said

# Of one kind, in one sentence.
MAX_NAMES = 30


@dataclass
class Notes:
    """The kinds of things that were met, in order; a dictionary stands for an ordered set."""

    made_on_the_fly: dict[str, None] = field(default_factory=dict)
    of_plugins: dict[str, None] = field(default_factory=dict)
    shortcodes_left_out: dict[str, None] = field(default_factory=dict)
    shortcodes_taken_off: dict[str, None] = field(default_factory=dict)
    missing_files: dict[str, None] = field(default_factory=dict)
    missing_blocks: dict[str, None] = field(default_factory=dict)
    unusable_addresses: dict[str, None] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return them as sentences."""
        told = (
            ("blocks of plugins, kept as plain HTML", self.of_plugins),
            ("shortcodes left out", self.shortcodes_left_out),
            ("shortcodes taken off the text in them", self.shortcodes_taken_off),
            ("files of galleries and players that the export lacks", self.missing_files),
            ("reusable blocks that the export lacks", self.missing_blocks),
            ("addresses left out, since no browser opens them", self.unusable_addresses),
        )
        lines = [f"{words}: {_list(names)}" for words, names in told if names] + self.others
        if made := self.made_on_the_fly:
            words = f"left out, since WordPress makes them on the fly: {_list(made)}"
            lines.insert(0, Said(words))
        return lines


def _list(names: Collection[str]) -> str:
    shown = ", ".join(islice(names, MAX_NAMES))
    more = len(names) - MAX_NAMES
    return f"{shown} and {more} more" if more > 0 else shown
