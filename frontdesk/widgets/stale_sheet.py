"""Somebody else was quicker: what they did, what one's own change would do now, and which it is.

It does nothing by itself, and Enter leaves things as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from frontdesk.i18n import _
from frontdesk.text import safe
from frontdesk.widgets.keyed import bindings_of
from frontdesk.widgets.overlay import Overlay

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Answer(Enum):
    """What becomes of one's own change."""

    MINE = "mine"
    REST = "rest"


class StaleSheet(Overlay[Answer]):
    """Both versions; ``y`` does one's own all the same, ``o`` only what does not collide."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("stale")

    def __init__(self, number: int, lines: Sequence[str], *, rest: bool) -> None:
        """A sheet.

        Args:
            lines: what others did, then what one's own change would do.
            rest: whether something is left that does not collide.
        """
        keys = [_("{stale.mine} does yours all the same"), _("{stale.leave} leaves it")]
        if rest:
            keys.insert(1, _("{stale.rest} only what does not collide"))
        super().__init__(
            _("{number} has changed since you saw it").format(number=number), "    ".join(keys)
        )
        self._lines = lines
        self._rest = rest

    def sheet(self) -> ComposeResult:
        """Both versions, one below the other."""
        yield Static(Content(safe("\n".join(self._lines), lines=True)), classes="said")

    def action_answer(self, answer: str) -> None:
        """Closes with the answer, where it is one."""
        if answer == "mine" or self._rest:
            self.dismiss(Answer(answer))
