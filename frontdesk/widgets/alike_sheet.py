"""Resolved tickets like the one at hand: what each was about, what helped, why it is alike.

The one under the cursor is shown beside the ticket at hand, where there is room; Enter opens it.
It refuses to read: everything is in the lines that it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import OptionList, Static

from frontdesk import amounts
from frontdesk.i18n import _
from frontdesk.text import cut, pad, safe
from frontdesk.widgets.overlay import Overlay
from frontdesk.widgets.ways import Way, Ways
from frontdesk.widgets.wrapping import wrap

if TYPE_CHECKING:
    from textual.app import ComposeResult

SIDE_BY_SIDE = 100
"""Cells from which on both texts stand beside each other."""
LINES = 9
"""Lines of a text that are shown: the beginning says what it was about."""
MOST = 1200
"""Characters of a text that are looked at."""


@dataclass(frozen=True, slots=True)
class Other:
    """A resolved ticket, in words.

    Attributes:
        why: the rare words that both have, and the same fields; ``ended``: who resolved it, in
            what time, how; ``brief``: that in a few cells.
        words: what was told; ``helped``: what was written when it was resolved.
    """

    number: int
    subject: str
    likeness: float
    why: str
    ended: str
    brief: str
    words: str
    helped: str


class AlikeSheet(Overlay[int]):
    """The list, and the texts below it. It answers with the number that was chosen."""

    DEFAULT_CSS = """
    AlikeSheet Ways, AlikeSheet Ways:focus { height: auto; max-height: 9; background: $panel; }
    AlikeSheet #compared { height: auto; margin: 1 0 0 0; }
    """

    def __init__(self, title: str, own: str, others: Sequence[Other], near: str) -> None:
        """The sheet.

        Args:
            own: the text of the ticket at hand.
            near: what was seen at its site, in a sentence; empty: nothing to say.
        """
        super().__init__(title, _("enter opens it    {overlay.out} leaves"))
        self._own, self._near = own, near
        self._others = {str(each.number): each for each in others}

    def sheet(self) -> ComposeResult:
        """The tickets, then the two texts."""
        if self._near:
            yield Static(Content(safe(self._near)))
        yield Ways(id="alike")
        yield Static(id="compared")

    def on_mount(self) -> None:
        """Fills the list."""
        ways = self.query_one(Ways)
        ways.show(
            [
                Way(
                    each.subject,
                    key,
                    note=each.why,
                    right=each.brief,
                    mark=amounts.percent(each.likeness),
                )
                for key, each in self._others.items()
            ]
        )
        ways.focus()

    @on(OptionList.OptionHighlighted)
    def _compare(self, event: OptionList.OptionHighlighted) -> None:
        """Shows the texts of the one under the cursor."""
        other = self._others.get(event.option_id or "")
        if other is not None:
            self.query_one("#compared", Static).update(self._compared(other))

    def _compared(self, other: Other) -> Content:
        cells = max(40, self.app.size.width - 4)
        helped = _("helped: {text}").format(text=other.helped) if other.helped else ""
        head = " · ".join(each for each in (str(other.number), safe(other.ended)) if each)
        said = "\n".join(each for each in (other.words or other.subject, helped) if each)
        if cells < SIDE_BY_SIDE:
            return Content("\n".join([cut(head, cells), *_lines(said, cells)]))
        half = (cells - 3) // 2
        rows = zip_longest(
            [_("this one"), *_lines(self._own, half)],
            [cut(head, half), *_lines(said, half)],
            fillvalue="",
        )
        return Content("\n".join(f"{pad(one, half)} │ {two}" for one, two in rows))

    @on(Ways.Chosen)
    def _chosen(self, event: Ways.Chosen) -> None:
        event.stop()
        self.dismiss(int(event.key))


def _lines(text: str, cells: int) -> list[str]:
    return [cut(line, cells) for line in islice(wrap(safe(text[:MOST], lines=True), cells), LINES)]
