"""The people of a desk, one line each: presence, load, what is oldest, what they can do.

It refuses to read and to move tickets: it shows rows and says on whom the cursor stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from frontdesk.i18n import _, plural
from frontdesk.rows import PersonRow
from frontdesk.text import cut, pad, safe
from frontdesk.times import age
from frontdesk.widgets.presence import presence, stands_in

if TYPE_CHECKING:
    from frontdesk.insight.fairness import Fairness

BAR = 10
"""Cells of the bar that shows the load of a full capacity."""
WIDE = 104
THERE = 11
"""Cells of whether somebody is there."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What a team has that nobody of it holds, and how evenly the rest lies on its people."""

    team: str
    tier: int
    waiting: int
    fair: Fairness | None = None


Entry = PersonRow | Queue


def bar(load: int, capacity: int) -> tuple[str, str]:
    """The load as a bar of what fits, and its colour; more than fits is said by a mark."""
    if not capacity:
        return pad("", BAR), "$quiet"
    share = load / capacity
    full = min(BAR, round(share * BAR))
    end = "!" if share > 1 else ""
    style = "$error" if share > 1 else "$warning" if share >= 0.8 else "$success"
    return pad("█" * full + "░" * (BAR - full - len(end)) + end, BAR), style


class PeopleList(OptionList):
    """Everybody by tier, and the queue of each team above its people."""

    DEFAULT_CSS = """
    PeopleList { height: 1fr; border: none; padding: 0 1; background: $background;
                 scrollbar-size-vertical: 1; }
    PeopleList:focus { border: none; background-tint: transparent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False, id="people.down"),
        Binding("k", "cursor_up", show=False, id="people.up"),
        Binding("g", "first", show=False, id="people.first"),
        Binding("G", "last", show=False, id="people.last"),
    ]

    class Chosen(Message):
        """The cursor stands on somebody, or on a team's queue."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    class Entered(Message):
        """Enter was pressed there: on to the tickets."""

    def __init__(self, local: Callable[[datetime], datetime]) -> None:
        super().__init__(compact=True)
        self._local = local
        self._entries: list[Entry] = []

    @property
    def entry(self) -> Entry | None:
        """Where the cursor stands."""
        at = self.highlighted
        return self._entries[at] if at is not None and at < len(self._entries) else None

    def show(self, entries: Sequence[Entry], now: datetime) -> None:
        """Shows people and queues; the cursor stays on whom it stood."""
        before = _key(self.entry)
        self._entries = list(entries)
        room = max(40, self.size.width - 3)
        self.clear_options()
        self.add_options([Option(line(each, now, room, self._local)) for each in entries])
        keys = [_key(each) for each in entries]
        if entries:
            self.highlighted = keys.index(before) if before in keys else 0

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if (entry := self.entry) is not None:
            self.post_message(self.Chosen(entry))

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Entered())


def _key(entry: Entry | None) -> str:
    if entry is None:
        return ""
    return f"@{entry.login}" if isinstance(entry, PersonRow) else f"#{entry.team}"


def _evenness(fair: Fairness | None) -> str:
    """The largest load of a team beside the median one, and what the one is of the other."""
    if fair is None or fair.people < 2:
        return ""
    if fair.ratio is None:
        return _("largest {largest}, median 0").format(largest=fair.largest)
    said = _("largest {largest} ÷ median {median} = {ratio}")
    return said.format(largest=fair.largest, median=f"{fair.median:g}", ratio=f"{fair.ratio:g}")


def heading(room: int) -> Content:
    """The heading over the columns of ``line``."""
    wide = room >= WIDE
    parts = [
        pad(_("who"), 22 if wide else 18), pad(_("there"), THERE), pad(_("load"), BAR + 7),
        pad(_("P1 P2 P3 P4 P5"), 16), pad(_("oldest"), 8),
    ]  # fmt: skip
    return Content.styled("".join([*parts, _("skills") if wide else ""]), "$quiet")


def line(entry: Entry, now: datetime, room: int, local: Callable[[datetime], datetime]) -> Content:
    """One line: a person, or a team's queue."""
    if isinstance(entry, Queue):
        waiting = plural("{n} waits", "{n} wait", entry.waiting)
        said = pad(_("queue: {waiting}").format(waiting=waiting), 18)
        return Content.assemble(
            (f"L{entry.tier} ", "bold $primary"),
            (pad(safe(entry.team), 19), "bold"),
            (said, "" if entry.waiting else "$quiet"),
            (_evenness(entry.fair), "$quiet"),
        )
    wide = room >= WIDE
    there, colour = presence(entry, now, local)
    filled, load = bar(entry.load, entry.capacity)
    counts = "".join(f"{n or '·':>2} " for n in entry.by_priority)
    oldest = age(now - entry.oldest) if entry.oldest is not None else ""
    skills = ", ".join(f"{safe(name)} {level}" for name, level in entry.skills) if wide else ""
    if wide and entry.away_until is not None:
        skills = stands_in(entry)
    return Content.assemble(
        pad(cut("  " + safe(entry.name), 21 if wide else 17), 22 if wide else 18),
        (pad(there, THERE), colour),
        (filled, load),
        pad(f" {entry.load}/{entry.capacity}", 7),
        (pad(counts, 16), "" if entry.load else "$quiet"),
        (pad(oldest, 8), "$quiet"),
        (cut(skills, max(0, room - 22 - THERE - BAR - 7 - 16 - 8)), "$quiet"),
    )
