"""Print figures as tables."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """Something measured, and the promise it is held to."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def kept(self) -> bool:
        """Whether the promise is kept; a figure without one always is."""
        return self.limit is None or self.value <= self.limit

    def cells(self) -> list[str]:
        """Return the row of a table of figures."""
        limit = "" if self.limit is None else f"≤ {number(self.limit)}"
        return [self.name, number(self.value), self.unit, limit, "" if self.kept else "MISSED"]


def number(value: float) -> str:
    """Return a figure with three significant digits, whole numbers whole."""
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def print_figures(title: str, figures: Sequence[Figure]) -> None:
    """Print figures under a title."""
    print_table(title, ("what", "measured", "unit", "promised", ""), [f.cells() for f in figures])


def print_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows below a head; the first column is left-aligned, the others are not."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    print(f"\n{title}")
    for row in (head, ["-" * width for width in widths], *rows):
        first, *others = (
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join([first, *others]).rstrip(), flush=True)
