"""Building the demonstration: the plan carried out through the verbs of the desk.

Times come from the plan and every id and salt from the seed, so that the same seed and day give
the same store, event for event. It is made beside its place and moved there when it is complete.
What is over for long is told set-wise (``desk.chronicle``); the last weeks and all that is open
are carried out one act at a time, with the desk's decisions. It refuses a place where something
lies already.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from pathlib import Path
from typing import TYPE_CHECKING

from frontdesk import desk
from frontdesk.demo import duty
from frontdesk.demo.acts import Act, Planned
from frontdesk.demo.content import load
from frontdesk.demo.perform import Standing, carry_out, open_ticket
from frontdesk.demo.plan import Plan, moment, plan
from frontdesk.demo.retell import told
from frontdesk.resources import resource
from frontdesk.store.place import Place
from frontdesk.terms import Subject

if TYPE_CHECKING:
    from frontdesk.desk.office import Office

ACTOR = "elsa"
"""The supervisor as whom the demonstration's console opens."""

LIVE = 90
"""About how many tickets are carried out act by act: those that are open, and the latest."""

AT_ONCE = 5_000
"""Tickets of the past that one transaction takes."""

TYPIST = "demo"
"""Who is at the keyboard, on the trail: the same on every machine."""

Progress = Callable[[int, int], None]


class _Hours:
    """A clock that stands where the plan puts it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def build(
    path: Path,
    *,
    tickets: int = 400,
    seed: int = 1,
    today: date | None = None,
    now: datetime | None = None,
    progress: Progress | None = None,
    live: int = LIVE,
) -> Path:
    """Make a demonstration store; gives where it lies.

    Args:
        tickets: how many, over the year before ``now``.
        today: its day, at 14:07 in Poznań, whenever it is built.
        now: aware; its very moment, instead of ``today``; both left out: this minute, so that
            nothing in it lies ahead of whoever looks at it.
        progress: told how much is done, and of how much.
        live: how many tickets are carried out act by act, those that are open among them.

    Raises:
        StoreError: there is something at that place already, or it cannot be written.
    """
    at = now or (moment(today) if today else datetime.now(UTC).replace(second=0, microsecond=0))
    at = at.astimezone(UTC)
    content = load(resource("demo/register.toml").parent.parent)
    planned = plan(content, tickets=tickets, seed=seed, now=at)
    desk.founding.vacant(Place(path))
    making = path.with_name(path.name + ".making")
    desk.founding.remove(making)
    try:
        _made(making, planned, seed, live, progress)
        making.replace(path)
    finally:
        desk.founding.remove(making)
    return path


def _made(path: Path, planned: Plan, seed: int, live: int, progress: Progress | None) -> None:
    rng = random.Random(f"{seed}/entropy")
    clock = _Hours(_founding(planned))

    def draw() -> str:
        return f"{rng.getrandbits(128):032x}"

    desk.founding.found(
        path,
        source=resource("demo/register.toml"),
        login=ACTOR,
        clock=clock,
        draws=draw,
        typist=TYPIST,
        settings={"demo_actor": ACTOR, "demo_seed": str(seed)},
    )
    office = desk.office.Office.open(path, ACTOR)
    try:
        office = replace(office, clock=clock, draw=draw, typed_by=TYPIST, fixed=None)
        office.store.unsynced()
        _Builder(office, clock, planned, progress).run(live)
    finally:
        office.close()


def _founding(planned: Plan) -> datetime:
    """The evening before the first ticket."""
    first = planned.tickets[0].opened_at if planned.tickets else planned.now
    return first - timedelta(hours=14)


class _Builder:
    def __init__(
        self, office: Office, clock: _Hours, planned: Plan, progress: Progress | None
    ) -> None:
        self.clock, self.plan, self.progress, self.total = clock, planned, progress, 0
        self.boss = office
        self.offices: dict[str, Office] = {}
        self.hard = frozenset(
            category.code
            for category in office.policy.categories
            if (category.complexity or 0) > office.policy.tier(1).authority
        )

    def run(self, live: int) -> None:
        """The register, the past, and the last weeks."""
        self.register()
        over = [ticket for ticket in self.plan.tickets if ticket.stand is None]
        past = over[
            : max(0, len(self.plan.tickets) - max(live, len(self.plan.tickets) - len(over)))
        ]
        done = {id(ticket) for ticket in past}
        recent = [ticket for ticket in self.plan.tickets if id(ticket) not in done]
        if recent:
            self.clock.at = max(self.clock.at, recent[0].opened_at - timedelta(hours=14))
        self.total = len(past) + sum(len(ticket.acts) + 1 for ticket in recent)
        if past:
            self.tell(past)
        self.carry_out(recent, len(past))
        self.clock.at = self.plan.now
        duty.absences(self.boss, self.plan)
        self.run_due(self.plan.now)

    def tell(self, past: list[Planned]) -> None:
        """What is over for long, so many tickets at a time."""
        desk_of = self.boss.policy.desk
        for start in range(0, len(past), AT_ONCE):
            pasts = [
                told(
                    ticket,
                    closer=ACTOR,
                    close_days=desk_of.close_days,
                    until=self.clock.at,
                    currency=self.boss.policy.currency,
                )
                for ticket in past[start : start + AT_ONCE]
            ]
            desk.chronicle.chronicle(self.boss, pasts)
            self.report(start + len(pasts))
        desk.learning.count_anew(self.boss)

    def report(self, done: int) -> None:
        """Say how much is done."""
        if self.progress is not None:
            self.progress(done, self.total)

    def carry_out(self, tickets: list[Planned], before: int) -> None:
        """Every act of these tickets, in the order in which they were done."""
        standing: dict[int, Standing] = {}
        due = iter(self.nights())
        night = next(due, None)
        for done, (at, index, _step, act) in enumerate(acts(tickets)):
            while night is not None and night <= at:
                self.run_due(night)
                night = next(due, None)
            self.clock.at = at
            if act is None:
                ticket = tickets[index]
                standing[index] = open_ticket(self.office(ticket.opened_by), ticket, self.hard)
            else:
                carry_out(self.office(act.by), standing[index], act)
            self.report(before + done + 1)

    def office(self, login: str) -> Office:
        """The desk with that person acting."""
        if login not in self.offices:
            self.offices[login] = self.boss.acting_as(login)
        return self.offices[login]

    def register(self) -> None:
        """Requesters and equipment."""
        people = [
            {
                "code": person.code,
                "name": person.name,
                "email": person.email,
                "phone": person.phone,
                "kind": person.kind,
                "organisation": person.organisation,
                "plan": person.plan,
                "site": person.site,
                "language": person.language,
            }
            for person in self.plan.cast.people
        ]
        things = [
            {
                "tag": thing.tag,
                "serial": thing.serial,
                "type": thing.type,
                "model": thing.model,
                "site": thing.site,
                "requester": thing.requester,
                "vendor": thing.vendor,
                "warranty_until": thing.warranty_until,
                "contract_until": thing.contract_until,
            }
            for thing in self.plan.cast.things
        ]
        duty.night_shift(self.boss)
        desk.register.load(self.boss, Subject.REQUESTER, people)
        desk.register.load(self.boss, Subject.ASSET, things)

    def nights(self) -> Iterator[datetime]:
        """When time's own work is done: weekly through the year, daily in the last fortnight.

        In the last three days every hour: warnings are given when they are due, in office hours.
        """
        day = self.clock.at.date()
        while day < self.plan.now.date():
            day += timedelta(days=1)
            left = (self.plan.now.date() - day).days
            if day.weekday() == 0 or left < 14:
                yield datetime.combine(day, time(3), UTC)
            if left < 3:
                hours = (datetime.combine(day, time(hour, 10), UTC) for hour in range(6, 18))
                yield from (each for each in hours if each < self.plan.now)

    def run_due(self, at: datetime) -> None:
        """Wake, close and seal what is due then."""
        self.clock.at = at
        desk.due.run_due(self.boss)


def acts(tickets: list[Planned]) -> Iterator[tuple[datetime, int, int, Act | None]]:
    """Openings (no act) and acts of tickets, by time."""
    rows = [(ticket.opened_at, index, 0, None) for index, ticket in enumerate(tickets)]
    steps = sorted(
        (act.at, index, step, act)
        for index, ticket in enumerate(tickets)
        for step, act in enumerate(ticket.acts, start=1)
    )
    return merge(rows, steps, key=lambda row: row[:3])
