"""What clocks show, found by walking through every minute of a ticket's life.

Slow and plain on purpose. It knows nothing of ``frontdesk``: no calendar, no promise, no word of
it. Minutes are whole minutes since 1970 (UTC), amounts are microseconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

MINUTE = 60_000_000


@dataclass(frozen=True, eq=False)
class Office:
    """Hours on the wall for each weekday, and dates that are closed."""

    name: str
    zone: str
    week: tuple[tuple[tuple[int, int], ...], ...]
    closed: frozenset[date] = frozenset()
    known: dict[int, bool] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Rule:
    """A promise in plain words."""

    name: str
    minutes: int
    office: Office
    pauses: frozenset[str] = frozenset()
    change: str = "from_start"
    reopen: str = "continue"
    gap: str = "excluded"
    back: str = "continue"
    merge: str = "own"


@dataclass(frozen=True)
class Happening:
    """What a ticket was from a minute on."""

    minute: int
    verb: str
    status: str
    waits: str | None = None
    until: int | None = None
    team: str | None = None
    answered: bool = False
    absorbed: int | None = None
    merged: bool = False
    kind: int = 0

    @property
    def live(self) -> bool:
        return self.status in ("new", "assigned", "in_progress", "pending")


def business(office: Office, minute: int) -> bool:
    """Whether business is on in that minute."""
    if minute not in office.known:
        office.known[minute] = _business(office, minute)
    return office.known[minute]


def _business(office: Office, minute: int) -> bool:
    """Whether the wall clock shows a time in a window of the day, or in the night before."""
    here = datetime.fromtimestamp(minute * 60, UTC).astimezone(ZoneInfo(office.zone))
    shows = here.hour * 60 + here.minute
    for days_ago in (0, 1):
        day = here.date() - timedelta(days=days_ago)
        if day in office.closed:
            continue
        for opens, closes in office.week[day.weekday()]:
            if opens <= shows + 1440 * days_ago < closes:
                return True
    return False


@dataclass
class Tally:
    """One spell, minute by minute."""

    spell: int
    begun: int
    team: str | None = None
    rule: Rule | None = None
    past: Rule | None = None
    lost: int = 0
    stopped: int | None = None
    meant: str = "judged"
    base: int = 0
    base_at: int = 0
    kept: int | None = None
    counted: list[tuple[int, int]] = field(default_factory=list)
    bare: list[tuple[int, str | None, int | None, str]] = field(default_factory=list)
    earliest: int = 0
    absorbed: int | None = None
    over: bool = False

    def __post_init__(self) -> None:
        self.earliest = self.base_at = self.begun

    def used(self) -> int:
        return self.base + sum(amount for _, amount in self.counted)

    def tick(self, minute: int, now: Happening) -> None:
        if self.stopped is not None:
            return
        waits = now.waits if now.status == "pending" else None
        if self.rule is None:
            self.bare.append((minute, waits, now.until, "lived"))
        else:
            self.lived(minute, waits, now.until)

    def lived(self, minute: int, waits: str | None, until: int | None) -> None:
        assert self.rule is not None
        paused = waits in self.rule.pauses and (until is None or minute < until)
        if not paused:
            self.count(minute)

    def count(self, minute: int) -> None:
        assert self.rule is not None
        if business(self.rule.office, minute):
            self.counted.append((minute, MINUTE))

    def ruled(self, minute: int, rule: Rule | None) -> None:
        if rule != self.rule:
            if rule is None:
                self.past, self.rule, self.lost = self.rule, None, minute
                return
            self.newly(minute, rule)
        if self.absorbed is not None and self.rule is not None:
            if self.rule.merge == "earliest" and self.absorbed < self.earliest:
                early = range(self.absorbed, self.earliest)
                fresh = [(m, MINUTE) for m in early if business(self.rule.office, m)]
                self.counted = fresh + self.counted
                self.earliest = self.absorbed
            self.absorbed = None

    def newly(self, minute: int, rule: Rule) -> None:
        old = self.rule or self.past
        self.rule = rule
        bare, self.bare = self.bare, []
        if rule.change == "from_start":
            for each, waits, until, why in bare:
                if why == "lived":
                    self.lived(each, waits, until)
                elif why == "counts":
                    self.count(each)
            return
        if old is None:
            self.base_at = minute
            self.earliest = self.begun
            return
        if rule.change == "forward":
            self.kept = self.crossed(old.minutes * MINUTE)
            self.base = self.used() * rule.minutes // old.minutes
        else:
            self.kept, self.base = None, 0
        self.counted, self.base_at = [], minute

    def crossed(self, wanted: int) -> int | None:
        """The microsecond at which so much was used."""
        if self.base >= wanted:
            return self.kept if self.kept is not None else self.base_at * MINUTE
        total = self.base
        for minute, amount in self.counted:
            if total + amount >= wanted:
                return minute * MINUTE + wanted - total
            total += amount
        return None

    def resume(self, minute: int, *, counts: bool) -> None:
        assert self.stopped is not None
        for each in range(self.stopped, minute):
            if self.rule is None:
                self.bare.append((each, None, None, "counts" if counts else "lost"))
            elif counts:
                self.count(each)
        self.stopped, self.meant = None, "judged"

    def end(self, minute: int, meant: str) -> None:
        if self.stopped is None:
            self.stopped, self.meant = minute, meant


@dataclass(frozen=True)
class Found:
    """How a clock stands: due and was due as one, in microseconds; -1 where it is far away."""

    spell: int
    state: str
    used: int
    due: int | None


FAR = 40 * 1440


def found(tally: Tally, last: Happening, now: int) -> Found | None:
    rule = tally.rule or tally.past
    if rule is None:
        return None
    used = tally.used()
    if tally.rule is None or tally.meant == "void":
        return Found(tally.spell, "dropped", used, None)
    wanted = rule.minutes * MINUTE
    if tally.stopped is not None:
        due = tally.crossed(wanted) or later(rule, tally.stopped, wanted - used)
        if tally.stopped * MINUTE > due:
            return Found(tally.spell, "breached", used, due)
        if tally.meant == "void_in_time":
            return Found(tally.spell, "dropped", used, None)
        return Found(tally.spell, "met", used, due)
    waits = last.waits if last.status == "pending" else None
    if waits in rule.pauses and (last.until is None or last.until > now):
        crossed = tally.crossed(wanted)
        if crossed is None and last.until is not None:
            crossed = later(rule, last.until, wanted - used)
        return Found(tally.spell, "paused", used, crossed)
    due = tally.crossed(wanted) or later(rule, now, wanted - used)
    if now * MINUTE > due:
        return Found(tally.spell, "overdue", used, due)
    state = "running" if business(rule.office, now) else "closed_hours"
    return Found(tally.spell, state, used, due)


def later(rule: Rule, minute: int, wanted: int) -> int:
    for each in range(minute, minute + FAR):
        if business(rule.office, each):
            if wanted <= MINUTE:
                return each * MINUTE + wanted
            wanted -= MINUTE
    raise AssertionError("a promise of the test that is not due for weeks")
