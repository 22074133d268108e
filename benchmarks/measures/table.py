"""The table that all measures end in: what was got, at least, and the aim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measure.

    Attributes:
        least: what it shall reach, or stay under where less is better; ``None``: nothing was
            asked for.
        aim: what is hoped for.
        low: whether less is better.
        unit: stands behind each number.
    """

    name: str
    got: float
    least: float | None = None
    aim: float | None = None
    low: bool = False
    unit: str = ""

    @property
    def verdict(self) -> str:
        """In a word how it stands against what was asked for."""
        if self._reaches(self.aim):
            return "aim"
        return "ok" if self._reaches(self.least) else "" if self.least is None else "BELOW"

    def _reaches(self, asked: float | None) -> bool:
        if asked is None:
            return False
        return self.got <= asked if self.low else self.got >= asked

    def cells(self) -> tuple[str, ...]:
        """The row as it is printed."""
        asked = (_number(one, self.unit) for one in (self.got, self.least, self.aim))
        return (self.name, *asked, self.verdict)


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if not unit else f"{value:.4g} {unit}"


def show(rows: Iterable[Row], asked: str = "at least") -> None:
    """Prints the rows as a table in Markdown, so that it can stand in a page as it is.

    Args:
        asked: the heading over what was asked for.
    """
    lines = [("measure", "got", asked, "aim", ""), *(row.cells() for row in rows)]
    wide = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    ruled = [*lines[:1], tuple("-" * each for each in wide), *lines[1:]]
    for line in ruled:
        print("| " + " | ".join(cell.ljust(n) for cell, n in zip(line, wide, strict=True)) + " |")
