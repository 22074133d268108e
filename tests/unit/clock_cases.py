"""Lives and promises as short as they can be written, and ledgers as people write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from frontdesk.clock import (
    Calendar,
    Hours,
    Life,
    Moment,
    Promise,
    Promised,
    Running,
    State,
    Window,
    calendar_of,
    clocks,
    ledger,
    line_words,
)
from frontdesk.terms import Clock, Pending, Priority, Status

STOCKHOLM, WARSAW = "Europe/Stockholm", "Europe/Warsaw"
VENDOR = frozenset({Pending.VENDOR})


def office(
    zone: str = STOCKHOLM,
    *windows: tuple[int, int],
    country: str = "",
    categories: tuple[str, ...] = ("public",),
    nights: bool = False,
) -> Calendar:
    """Monday to Friday from 08:00 to 17:00, or in other windows; hours of the day."""
    hours = tuple(Window(starts * 60, ends * 60) for starts, ends in windows or ((8, 17),))
    week = (hours,) * 7 if nights else (hours,) * 5 + ((),) * 2
    return calendar_of(Hours("office", zone, week, country, "", categories if country else ()))


def promise(
    calendar: Calendar, within: str | int = 8, clock: Clock = Clock.RESOLUTION, **rules: object
) -> Promise:
    """So many hours."""
    name = str(rules.pop("name", clock.value))
    return Promise(clock, name, timedelta(hours=float(within)), calendar, **rules)  # type: ignore[arg-type]


def only(each: Promise) -> Promised:
    """That promise and no other."""
    return lambda clock, _state: each if clock is each.clock else None


def by_priority(**promises: Promise) -> Promised:
    """A promise for each priority, for the clocks that they are for."""
    return lambda clock, state: (
        found if (found := promises.get(state.priority)) and found.clock is clock else None
    )


class Story:
    """A ticket told in local times of a year: ``at("03-27 15:00", "wait", …)``."""

    def __init__(self, zone: str = STOCKHOLM, year: int = 2026, number: int = 1) -> None:
        self.zone = ZoneInfo(zone)
        self.year = year
        self.number = number
        self.moments: list[Moment] = []
        self.state = State(Status.NEW)

    def time(self, text: str) -> datetime:
        """A local time as an instant; a ``*`` behind it is the second of two."""
        local = datetime.fromisoformat(f"{self.year}-{text.rstrip('*')}")
        return local.replace(tzinfo=self.zone, fold=int("*" in text)).astimezone(UTC)

    def at(
        self,
        when: str,
        verb: str,
        status: Status | None = None,
        *,
        facts: dict[str, object] | None = None,
        **fields: object,
    ) -> Story:
        """Something happens; fields of the state that are named change."""
        old = self.state
        status = status or old.status
        values = {name: getattr(old, name) for name in State.__slots__} | {"status": status}
        if status is not Status.PENDING:
            values |= {"pending": None, "pending_until": None}
        self.state = State(**(values | fields))  # type: ignore[arg-type]
        seq = len(self.moments) + 1
        self.moments.append(Moment(seq, self.time(when), verb, "eva", self.state, facts or {}))
        return self

    def opened(self, when: str, priority: Priority = Priority.P3, **fields: object) -> Story:
        return self.at(when, "new", Status.NEW, priority=priority, **fields)

    def wait(self, when: str, pending: Pending, until: str | None = None) -> Story:
        given = None if until is None else self.time(until)
        return self.at(when, "wait", Status.PENDING, pending=pending, pending_until=given)

    def woken(self, when: str) -> Story:
        return self.at(when, "wake", Status.IN_PROGRESS)

    def resolved(self, when: str) -> Story:
        return self.at(when, "resolve", Status.RESOLVED)

    def reopened(self, when: str) -> Story:
        return self.at(when, "reopen", Status.IN_PROGRESS)

    def life(self) -> Life:
        return Life(self.number, tuple(self.moments))

    def clocks(self, promised: Promised, now: str, clock: Clock | None = None) -> list[Running]:
        found = clocks(self.life(), promised, self.time(now))
        return [each for each in found if clock is None or each.clock is clock]

    def clock(self, promised: Promised, now: str, clock: Clock = Clock.RESOLUTION) -> Running:
        (found,) = self.clocks(promised, now, clock)
        return found

    def local(self, at: datetime | None) -> str:
        return "" if at is None else f"{at.astimezone(self.zone):%m-%d %H:%M}"

    def ledger(self, running: Running) -> str:
        """The ledger as a table: from, to, what, counted, total."""
        rows = [
            f"{self.local(line.start)} {self.local(line.end)} {hours(line.counted):>6}"
            f" {hours(line.total):>6}  {line_words(line)}"
            for line in ledger(running)
        ]
        return "\n".join(rows)


def hours(span: timedelta) -> str:
    """A span in hours and minutes: 2:05, -1:30."""
    minutes = round(abs(span).total_seconds()) // 60
    return f"{'-' if span < timedelta() else ''}{minutes // 60}:{minutes % 60:02d}"


def table(text: str) -> str:
    """A ledger as it is written in a test."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


Told = Callable[[Story], Story]
