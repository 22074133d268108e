"""The people of a desk, one line each: presence, load, what is oldest, what they can do.

It refuses to read and to move tickets: it shows rows and says on whom the cursor stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from frontdesk import amounts
from frontdesk.i18n import _, plural
from frontdesk.rows import PersonRow
from frontdesk.text import cut, pad, safe
from frontdesk.times import age
from frontdesk.widgets.keyed import IN_OPTIONS
from frontdesk.widgets.options import Options
from frontdesk.widgets.presence import presence, stands_in

if TYPE_CHECKING:
    from frontdesk.insight.fairness import Fairness

BAR = 10
"""Cells of the bar that shows the load of a full capacity."""
LATE = 5
"""Cells of how much of it is overdue."""
WIDE, WIDEST = 104, 150
THERE = 11
"""Cells of whether somebody is there."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What a team has that nobody of it holds, and how evenly the rest lies on its people."""

    team: str
    tier: int
    waiting: int
    fair: Fairness | None = None


@dataclass(frozen=True, slots=True)
class TierTotal:
    """A level of the ladder: who is there, what they hold of what fits, what is late, what waits.

    Attributes:
        there: on shift, or without a roster. ``waiting``: in the queues of its teams.
    """

    tier: int
    people: int
    there: int
    load: int
    capacity: int
    overdue: int
    waiting: int


Entry = PersonRow | Queue | TierTotal


@dataclass(frozen=True, slots=True)
class Wanted:
    """The skills that the marked tickets need, and the level from which one counts as having one.

    Whoever has them all is marked; in the wide list they are lit.
    """

    skills: frozenset[str] = frozenset()
    level: int = 1

    def has(self, person: PersonRow) -> bool:
        """Whether somebody has all that is needed."""
        own = dict(person.skills)
        return bool(self.skills) and all(own.get(s, 0) >= self.level for s in self.skills)


NOTHING_WANTED = Wanted()


def bar(load: int, capacity: int) -> tuple[str, str]:
    """The load as a bar of what fits, and its colour; more than fits is said by a mark."""
    if not capacity:
        return pad("", BAR), "$quiet"
    share = load / capacity
    end = "!" if share > 1 else ""
    full = min(BAR - len(end), round(share * BAR))
    style = "$error" if share > 1 else "$warning" if share >= 0.8 else "$success"
    return pad("█" * full + "░" * (BAR - full - len(end)) + end, BAR), style


class PeopleList(Options):
    """Everybody by tier, and the queue of each team above its people."""

    DEFAULT_CSS = """
    PeopleList { height: 1fr; border: none; padding: 0 1; background: $background;
                 scrollbar-size-vertical: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    PeopleList:focus { border: none; background-tint: transparent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*IN_OPTIONS]

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
        self._wanted = NOTHING_WANTED
        self._now: datetime | None = None

    @property
    def entry(self) -> Entry | None:
        """Where the cursor stands."""
        at = self.highlighted
        return self._entries[at] if at is not None and at < len(self._entries) else None

    def show(self, entries: Sequence[Entry], now: datetime) -> None:
        """Shows people and queues; the cursor stays on whom it stood."""
        before = _key(self.entry)
        self._entries, self._now = list(entries), now
        self.clear_options()
        self.add_options(
            [Option(self._line(each), disabled=isinstance(each, TierTotal)) for each in entries]
        )
        keys = [_key(each) for each in entries]
        if entries:
            first = next((at for at, each in enumerate(entries) if isinstance(each, Queue)), 0)
            self.highlighted = keys.index(before) if before in keys else first

    def want(self, wanted: Wanted) -> None:
        """Lights the skills that the marked tickets need."""
        if wanted != self._wanted:
            self._wanted = wanted
            self.lay()

    def lay(self) -> None:
        """Paints every line anew: there is other room, or other skills are lit."""
        for at, each in enumerate(self._entries):
            self.replace_option_prompt_at_index(at, self._line(each))

    def _line(self, entry: Entry) -> Content:
        now = self._now
        assert now is not None, "shown before"
        room = max(40, self.size.width - 3)
        return line(entry, now, room, self._local, self._wanted)

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
    if isinstance(entry, TierTotal):
        return f"L{entry.tier}"
    return f"@{entry.login}" if isinstance(entry, PersonRow) else f"#{entry.team}"


def _evenness(fair: Fairness | None) -> str:
    """The largest load of a team beside the median one, and what the one is of the other."""
    if fair is None or fair.people < 2:
        return ""
    if fair.ratio is None:
        return _("largest {largest}, median 0").format(largest=fair.largest)
    said = _("largest {largest} ÷ median {median} = {ratio}")
    return said.format(
        largest=fair.largest, median=amounts.plain(fair.median), ratio=amounts.plain(fair.ratio)
    )


def heading(room: int) -> Content:
    """The heading over the columns of ``line``."""
    wide = room >= WIDE
    parts = [
        pad(_("who"), 22 if wide else 18), pad(_("there"), THERE), pad(_("load"), BAR + 7),
        pad(_("P1 P2 P3 P4 P5"), 16), pad(_("late"), LATE), pad(_("oldest"), 8),
        pad(_("decides"), 9) + pad(_("speaks"), 12) if room >= WIDEST else "",
    ]  # fmt: skip
    return Content.styled("".join([*parts, _("skills") if wide else ""]), "$quiet")


def line(
    entry: Entry,
    now: datetime,
    room: int,
    local: Callable[[datetime], datetime],
    wanted: Wanted = NOTHING_WANTED,
) -> Content:
    """One line: a person, a team's queue, or the totals of a tier."""
    if isinstance(entry, TierTotal):
        return _total(entry)
    if isinstance(entry, Queue):
        waiting = plural("{n} waits", "{n} wait", entry.waiting)
        said = pad(_("queue: {waiting}").format(waiting=waiting), 18)
        return Content.assemble(
            (pad(" " + safe(entry.team), 22), "bold"),
            (said, "" if entry.waiting else "$quiet"),
            (_evenness(entry.fair), "$quiet"),
        )
    wide = room >= WIDE
    there, colour = presence(entry, now, local)
    filled, load = bar(entry.load, entry.capacity)
    counts = "".join(f"{n or '·':>2} " for n in entry.by_priority)
    oldest = age(now - entry.oldest) if entry.oldest is not None else ""
    name = cut(safe(entry.name), 19 if wide else 15)
    used = 22 + THERE + BAR + 7 + 16 + LATE + 8 + (21 if room >= WIDEST else 0)
    return Content.assemble(
        ("◆ " if wanted.has(entry) else "  ", "$text-accent"),
        pad(name, 20 if wide else 16),
        (pad(there, THERE), colour),
        (filled, load),
        pad(f" {entry.load}/{entry.capacity}", 7),
        (pad(counts, 16), "" if entry.load else "$quiet"),
        (pad(f"{entry.overdue or '·':>3}", LATE), "$text-error" if entry.overdue else "$quiet"),
        (pad(oldest, 8), "$quiet"),
        (_says(entry) if room >= WIDEST else "", "$quiet"),
        _skills(entry, wanted, max(0, room - used)) if wide else "",
    )


def _total(tier: TierTotal) -> Content:
    """The totals of a tier, what is late and what waits said only where there is some."""
    parts = [
        _("{there} of {people} there").format(there=tier.there, people=tier.people),
        _("{load} of {capacity} held").format(load=tier.load, capacity=tier.capacity),
    ]
    late = plural("{n} overdue", "{n} overdue", tier.overdue) if tier.overdue else ""
    waits = plural("{n} in queues", "{n} in queues", tier.waiting) if tier.waiting else ""
    return Content.assemble(
        (f"L{tier.tier}  ", "bold $primary"),
        (" · ".join(parts), "$quiet"),
        (f" · {late}" if late else "", "$text-error"),
        (f" · {waits}" if waits else "", ""),
    )


def _says(person: PersonRow) -> str:
    """How much a person may decide, and the languages."""
    decides = _("to {level} of 5").format(level=person.authority)
    return pad(decides, 9) + pad(cut(" ".join(person.languages), 11), 12)


def _skills(person: PersonRow, wanted: Wanted, room: int) -> Content:
    """The skills, those that the marked tickets need first and lit; for who is away, the deputy."""
    if person.away_until is not None:
        return Content.styled(cut(stands_in(person), room), "$quiet")
    parts: list[tuple[str, str]] = []
    used = 0
    for name, level in sorted(person.skills, key=lambda pair: pair[0] not in wanted.skills):
        said = ("  " if parts else "") + f"{safe(name)} {level}"
        if used + len(said) > room:
            break
        lit = name in wanted.skills and level >= wanted.level
        parts.append((said, "bold $text-accent" if lit else "$quiet"))
        used += len(said)
    return Content.assemble(*parts)
