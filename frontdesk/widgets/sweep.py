"""The second sweep of hostile text, where strips are rendered; ``text.safe`` is the first.

Whatever slipped past ``safe()`` at the border (a field that somebody forgot, a library's own
message) is dropped here, on the way to the terminal, from every widget at once: it is a line
filter of the application (``SweptApp``). What it drops has no width, so that
nothing moves. It refuses to make anything visible: that is the first sweep's business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Generic, TypeVar

from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

T = TypeVar("T")

_HAZARD = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ud800-\udfff]"
)
"""What a terminal obeys, turns around, or cannot be written to it."""


class Sweep(LineFilter):
    """Drops what a terminal would obey from the text of every strip."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, without hazards; the same list when there are none, as nearly always."""
        hazard = _HAZARD.search
        for text, _style, control in segments:
            if hazard(text) and not control:
                break
        else:
            return segments
        return [
            Segment(_HAZARD.sub(_instead, text), style, control)
            for text, style, control in segments
        ]


def _instead(found: re.Match[str]) -> str:
    # Half a surrogate is one cell wide for the layout; the others are none.
    return "\ufffd" if "\ud800" <= found.group() <= "\udfff" else ""


SWEEP = Sweep()
"""The one sweep of the process: strips are cached by filter."""


class SweptApp(App[T], Generic[T]):
    """An application whose every strip, of every widget, is swept."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters, and the sweep behind them."""
        return [*super().get_line_filters(), SWEEP]
