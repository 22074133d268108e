"""The panes of the Policy screen as lists of lines: rules, golden cases, numbers, differences.

It refuses to read and to change anything: it shows what it is given, and says which line the
cursor stands on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from frontdesk.widgets.keyed import IN_OPTIONS
from frontdesk.widgets.options import Options


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a pane.

    Attributes:
        key: what it is of, so that the cursor stays on it.
        content: as it is shown; ``detail``: all of it, for below the list.
    """

    key: str
    content: Content
    detail: Content


class PolicyList(Options):
    """The lines of the present pane."""

    DEFAULT_CSS = """
    PolicyList { height: 1fr; border: none; padding: 0 1; background: $background;
                 scrollbar-size-vertical: 1; }
    PolicyList > .option-list--option { padding: 0 1; }
    PolicyList:focus { border: none; background-tint: transparent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*IN_OPTIONS]

    def __init__(self) -> None:
        super().__init__()
        self._shown: Sequence[Line] = ()

    @property
    def line(self) -> Line | None:
        """Where the cursor stands."""
        at = self.highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    @property
    def place(self) -> int | None:
        """The number of the line under the cursor, from 0."""
        return self.highlighted if self.line is not None else None

    def show(self, lines: Sequence[Line], at: str | None = None) -> None:
        """Shows lines; the cursor stays on its line, or goes to the one with the key ``at``."""
        before = self.line.key if self.line is not None else None
        keys = [each.key for each in lines]
        self._shown = lines
        self.clear_options()
        self.add_options([Option(each.content) for each in lines])
        wanted = next((key for key in (at, before) if key in keys), None)
        if lines:
            self.highlighted = keys.index(wanted) if wanted is not None else 0
