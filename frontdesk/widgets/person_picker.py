"""Who could have the tickets: people ranked, with the reason, load, skills and shift of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from frontdesk.i18n import _
from frontdesk.text import cut, fold, pad, safe, width
from frontdesk.widgets.seeker import Choice, Seeker

BAR = 8
"""Cells of the bar of a load."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who could have the tickets.

    Attributes:
        load: open tickets held; ``capacity``: how many fit.
        until: local end of the shift; ``None`` when off, or when no roster is kept.
        away: whether an absence is why they are off.
        reason: what speaks for and against, in words; ``fits``: whether it speaks for.
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
    fits: bool
    away: bool = False


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
    return f"→ {candidate.until:%H:%M}" if candidate.until else _("on")


class PersonPicker(Seeker[str]):
    """Type to narrow by name, login, team or skill; Enter gives the tickets to the person."""

    NAME = "picker"
    DEFAULT_CSS = """
    PersonPicker .said { color: $foreground; padding: 0 0 0 2; }
    """

    def __init__(self, title: str, people: Sequence[Candidate]) -> None:
        self._people = {each.login: each for each in people}
        self._texts = {
            each.login: fold(f"{each.login} {each.name} {each.team} {' '.join(each.skills)}")
            for each in people
        }
        super().__init__(
            title,
            self._among,
            placeholder=_("name, team or skill"),
            empty=_("Nobody like that here"),
            keys=_("enter gives it    ↑↓ move    esc leaves"),
        )

    async def _among(self, typed: str) -> Sequence[Choice[str]]:
        words = fold(typed).split()
        return [
            Choice(login, person.name)
            for login, person in self._people.items()
            if all(word in self._texts[login] for word in words)
        ]

    def pointed(self, choice: Choice[str]) -> None:
        """The whole reason of whom the highlight is on, below the list."""
        self.say(self._people[choice.value].reason)

    def line(self, choice: Choice[str], room: int, keys: int, titles: int = 0) -> Content:
        """Name, tier and team, load, shift, then why as far as there is room."""
        who = self._people[choice.value]
        over = who.load >= who.capacity
        name = pad(safe(who.name), 20 if room >= 76 else 14)
        place = pad(f"L{who.tier} {safe(who.team)}", 16 if room >= 76 else 9)
        full, rest = bar(who.load, who.capacity)
        there = pad(shift(who), 8)
        used = 2 + width(name) + 1 + width(place) + 1 + BAR + 7 + width(there) + 1
        quiet = "" if who.fits else "$quiet"
        return Content.assemble(
            ("▸ " if who.fits else "  ", "$accent"),
            (name, "bold" if who.fits else ""),
            (f" {place} ", "$quiet"),
            (full, "$text-warning" if over else "$primary"),
            (rest, "$panel-lighten-3"),
            (f" {who.load:>2}/{who.capacity:<2} ", "$text-warning" if over else quiet),
            (f" {there}", quiet),
            (f" {cut(safe(who.reason), max(0, room - used))}" if room >= 110 else "", "$quiet"),
        )
