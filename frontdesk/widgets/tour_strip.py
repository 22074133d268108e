"""Two lines below the top bar while somebody is on the tour: what to do, and what to look at.

Above, because what is laid over a screen covers its lower part. It takes no focus, answers no key,
and is not there when there is no tour.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from frontdesk.text import cut, pad, safe, width
from frontdesk.widgets.wrapping import wrap

if TYPE_CHECKING:
    from textual.app import RenderResult

BAR = "┃ "


@dataclass(frozen=True, slots=True)
class Guide:
    """What the strip says.

    Attributes:
        head: how far one is. ``do``: the one thing to do. ``note``: what to look at.
        tail: how to leave.
    """

    head: str
    do: str
    note: str = ""
    tail: str = ""


def two_lines(guide: Guide, cells: int) -> tuple[list[str], str]:
    """What to do, on one line or two, and the note where there is room for it."""
    room = cells - width(guide.head) - 2
    do = list(wrap(safe(guide.do), room - width(guide.tail) - 2))
    if len(do) == 1:
        return do, cut(safe(guide.note), room)
    return [do[0], cut(" ".join(do[1:]), room)], ""


class TourStrip(Widget):
    """The strip of one screen; all of them say the same."""

    DEFAULT_CSS = """
    TourStrip { height: 2; padding: 0 1; display: none; background: $panel; }
    TourStrip.-there { display: block; }
    """

    def __init__(self, guide: Callable[[], Guide | None]) -> None:
        super().__init__()
        self._guide = guide

    def on_mount(self) -> None:
        """Shows what is said at the moment."""
        self.follow()

    def follow(self) -> None:
        """Shows what is said now, or goes."""
        self.set_class(self._guide() is not None, "-there")
        self.refresh()

    def render(self) -> RenderResult:
        """The one thing to do, bold; how to leave at the right end; the note below, dim."""
        guide = self._guide()
        if guide is None:
            return Content("")
        room = self.size.width - width(BAR)
        do, note = two_lines(guide, room)
        head = width(guide.head) + 2
        first = pad(do[0], room - head - width(guide.tail) - 2)
        second = (do[1], "bold") if len(do) > 1 else (note, "$quiet")
        return Content.assemble(
            (BAR, "$accent"), (pad(guide.head, head), "bold $accent"), (first, "bold"),
            (f"  {guide.tail}\n", "$quiet"),
            (BAR, "$accent"), " " * head, second,
        )  # fmt: skip
