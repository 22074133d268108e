"""Other desks' changes, and who has what open, within a second; what time makes due; the clock.

One question at a time, in a thread, cheap when nothing happened. It refuses to be in the way: a
store that cannot be asked is said once, and asked again later.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _, plural
from frontdesk.screens.heart import Heart
from frontdesk.text import safe
from frontdesk.times import age
from frontdesk.widgets.bars import Badge
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.timer import Timer

    from frontdesk.app import Console
    from frontdesk.desk.office import Office
    from frontdesk.insight.live import WarningGiven
    from frontdesk.rows import PresentRow
    from frontdesk.terms import Doing

LOOK = 0.4
"""Seconds between two looks at the store."""
MINUTE = 60.0
"""Seconds between two runs of what time makes due, and of the clock."""
TOLD = 3
"""Warnings that are said one by one."""


class Live:
    """Watches the store for a console."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._after: int | None = None
        self._looking = False
        self._silent = False
        self._heart = Heart(console)
        self._timers: list[Timer] = []

    def begin(self, office: Office) -> None:
        """Notes where the store stands, before any screen reads: nothing is missed in between."""
        self._after = _since(office, None).last

    def start(self) -> None:
        """Begins to watch; called once the office is open."""
        console = self._console
        self._timers = [
            console.set_interval(LOOK, self.look),
            console.set_interval(MINUTE, self.minute),
        ]
        self.minute()

    def look(self) -> None:
        """Asks what has changed, unless the last question is still open."""
        if self._console.work.office is None:
            return
        self._heart.beat()
        if not self._looking:
            self._looking = True
            begin(self._console, self._look, "live")

    async def _look(self) -> None:
        after = self._after
        try:
            seen = await self._console.work.do(lambda office: _since(office, after))
            self._after = seen.last
            self._silent = False
        except FrontdeskError as error:
            if not self._silent:
                self._console.notify(safe(str(error)), severity="warning", markup=False)
            self._silent = True
            return
        finally:
            self._looking = False
        if seen.numbers:
            self._console.spread(seen.numbers)
        if _who(seen.present) != _who(self._console.present):
            self._console.show_present(seen.present)
        if seen.warnings:
            self._warn(seen.warnings)
        for number, who in seen.mentions[:TOLD]:
            said = _("{number}: {who} mentions you").format(number=number, who=who)
            self._console.notify(safe(said), markup=False, timeout=8)

    def _warn(self, warnings: Sequence[WarningGiven]) -> None:
        """Says what the person was warned of, once: the first few by name, and one bell."""
        from frontdesk.clock import clock_words

        console, now = self._console, self._console.now()
        for each in warnings[:TOLD]:
            late = each.due is not None and each.due <= now
            said = _("{number}: {clock} is late") if late else _("{number}: {clock} due in {span}")
            if each.due is None:
                said = _("{number}: {clock} is running out")
            span = age(each.due - now) if each.due is not None else ""
            words = said.format(number=each.number, clock=clock_words(each.clock), span=span)
            console.notify(safe(words), severity="warning", markup=False, timeout=8)
        if len(warnings) > TOLD:
            more = plural("{n} more warning", "{n} more warnings", len(warnings) - TOLD)
            console.notify(more, severity="warning", markup=False, timeout=8)
        console.bell()

    def minute(self) -> None:
        """Does what time has made due, and moves the clock."""
        if self._console.work.office is not None:
            begin(self._console, self._minute, "minute")

    async def _minute(self) -> None:
        console = self._console
        try:
            badge = await console.work.do(_badge)
            console.work.renewed(await console.work.do(lambda office: office.refreshed()))
            await console.work.do(_due)
        except FrontdeskError as error:
            # Other desks and cron do it as well; the next minute tries again.
            console.log(error)
            return
        # The first look has the names of site and team, the list of people only their codes.
        console.badge = replace(
            badge, site=console.badge.site or badge.site, team=console.badge.team or badge.team
        )
        console.minute()


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at the store has found.

    Attributes:
        last: the number of the last event. ``numbers``: the tickets that have changed.
        mentions: tickets on which somebody has written the person's login, and who.
        present: who else has which ticket open.
    """

    last: int
    numbers: frozenset[int] = frozenset()
    warnings: Sequence[WarningGiven] = ()
    mentions: Sequence[tuple[int, str]] = ()
    present: Mapping[int, tuple[PresentRow, ...]] = field(default_factory=dict)


def _since(office: Office, after: int | None) -> Look:
    from frontdesk import insight

    live, store, login = insight.live, office.store, office.actor.login
    last, numbers = live.changes(store, after)
    if after is None:
        return Look(last)
    there = live.present(store, office.clock())
    others = {n: tuple(each for each in rows if each.login != login) for n, rows in there.items()}
    return Look(
        last,
        numbers,
        live.warnings(store, after, numbers, login),
        live.mentions(store, after, numbers, login),
        {number: rows for number, rows in others.items() if rows},
    )


def _who(present: Mapping[int, tuple[PresentRow, ...]]) -> dict[int, list[tuple[str, Doing]]]:
    """What is shown of it: a heartbeat alone is no change."""
    return {n: [(each.login, each.doing) for each in rows] for n, rows in present.items()}


def _due(office: Office) -> None:
    from frontdesk import desk

    desk.due.run_due(office)


def _badge(office: Office) -> Badge:
    """Who is at work: from the register, with the shift's end where a roster is kept."""
    from frontdesk import insight

    actor, now = office.actor, office.now()
    me = next(
        (one for one in insight.load.people(office.store, now) if one.login == actor.login), None
    )
    badge = Badge(
        name=actor.name, team=actor.team or "", tier=actor.tier, now=now.astimezone(office.zone)
    )
    if me is None:
        return badge
    until = me.until.astimezone(office.zone) if me.until and me.on_shift else None
    return replace(badge, site=me.site or "", until=until)
