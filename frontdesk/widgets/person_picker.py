"""Who could have the tickets: people ranked, with the reason, load, skills and shift of each."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content
from textual.widgets import Input

from frontdesk import dates
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _
from frontdesk.text import cut, fold, pad, safe
from frontdesk.widgets.seeker import Choice, Seeker
from frontdesk.widgets.working import begin

BAR = 8
"""Cells of the bar of a load."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who could have the tickets.

    Attributes:
        load: open tickets held; ``capacity``: how many fit.
        until: local end of the shift; ``None`` when off, or when no roster is kept.
        away: whether an absence is why they are off.
        reason: what speaks for and against, in words; ``fits``: for how many of the tickets, ``of``
            how many there are; ``warns``: whether one should be told what stands against it.
    """

    login: str
    name: str
    team: str
    tier: int
    load: int
    capacity: int
    on_shift: bool | None
    until: datetime | None
    skills: tuple[str, ...]
    reason: str
    fits: int
    of: int = 1
    away: bool = False
    warns: bool = False


def bar(load: int, capacity: int, cells: int = BAR) -> tuple[str, str]:
    """A load as a line of what fits: the part that is full, and the rest; full at the cap."""
    full = cells if capacity <= 0 else min(cells, round(cells * load / capacity))
    return "━" * full, "─" * (cells - full)


def shift(candidate: Candidate) -> str:
    """Whether somebody is there, and until when."""
    if candidate.away:
        return _("away")
    if candidate.on_shift is None:
        return "—"
    if not candidate.on_shift:
        return _("off")
    return f"→ {dates.clock(candidate.until)}" if candidate.until else _("on")


Rank = Callable[[], Awaitable[Sequence[Candidate]]]


class PersonPicker(Seeker[str]):
    """Type to narrow by name, login, team or skill; Enter gives the tickets to the person.

    It is there before the people are ranked, and ranks them anew when one of the tickets, or what
    somebody holds, has changed; the highlight stays on the person then.
    """

    NAME = "picker"
    DEFAULT_CSS = """
    PersonPicker OptionList, PersonPicker OptionList:focus { max-height: 13; }
    PersonPicker .said { color: $foreground; padding: 0 0 0 2; max-height: 3; }
    PersonPicker .said.-warns { color: $text-warning; }
    """

    def __init__(self, title: str, rank: Rank) -> None:
        """A picker.

        Args:
            rank: everybody who could have the tickets, as things stand, the best first.
        """
        self._rank = rank
        self._people: dict[str, Candidate] = {}
        self._ranked = asyncio.Event()
        super().__init__(
            title,
            self._among,
            placeholder=_("name, team or skill"),
            empty=_("Nobody like that here"),
            keys=_("enter gives it    {seeker.up}{seeker.down} move    {overlay.out} leaves"),
        )

    def on_mount(self) -> None:
        """Ranks them, and shows who is asked meanwhile."""
        super().on_mount()
        begin(self, self._ask, "rank")

    def changed(self, numbers: frozenset[int]) -> None:
        """Somebody holds more or less now, or one of the tickets is another: ranked anew."""
        begin(self, self._ask, "rank")

    async def _ask(self) -> None:
        try:
            people = await self._rank()
        except FrontdeskError as error:
            self.say(str(error))
            return
        self._people = {each.login: each for each in people}
        if not self._ranked.is_set():
            self._ranked.set()
            return
        keep = self.choice
        self._found = self._like(self.query_one(Input).value)
        self._list(None if keep is None else keep.value)

    async def _among(self, typed: str) -> Sequence[Choice[str]]:
        await self._ranked.wait()
        return self._like(typed)

    def _like(self, typed: str) -> list[Choice[str]]:
        words = fold(typed).split()
        return [
            Choice(login, person.name)
            for login, person in self._people.items()
            if all(word in _told(person) for word in words)
        ]

    def pointed(self, choice: Choice[str]) -> None:
        """The whole reason of whom the highlight is on, below the list."""
        who = self._people[choice.value]
        self.say(who.reason)
        self.query_one(".said").set_class(who.warns, "-warns")

    def line(self, choice: Choice[str], room: int, keys: int, titles: int = 0) -> Content:
        """Name, tier and team, load, shift, then why as far as there is room."""
        who = self._people[choice.value]
        over, wide = who.load >= who.capacity, room >= 76
        fits, quiet = who.fits == who.of, "" if who.fits else "$quiet"
        mark = ("▸ ", "$accent") if fits else ("! ", "$text-warning") if who.warns else ("  ", "")
        full, rest = bar(who.load, who.capacity)
        head = Content.assemble(
            mark,
            (pad(safe(who.name), 20 if wide else 14), "bold" if fits else ""),
            (f" {pad(f'L{who.tier} {safe(who.team)}', 16 if wide else 9)} ", "$quiet"),
            (full, "$text-warning" if over else "$primary"),
            (rest, "$rule"),
            (f" {who.load:>2}/{who.capacity:<2} ", "$text-warning" if over else quiet),
            (f" {pad(shift(who), 8)}", "$text-warning" if who.on_shift is False else quiet),
            (f" {who.fits}/{who.of}" if who.of > 1 else "", "" if fits else "$text-warning"),
        )
        why = cut(safe(who.reason), max(0, room - head.cell_length - 1)) if room >= 110 else ""
        return head + Content.styled(f" {why}" if why else "", "$quiet")


def _told(person: Candidate) -> str:
    """What somebody is found by."""
    return fold(f"{person.login} {person.name} {person.team} {' '.join(person.skills)}")
