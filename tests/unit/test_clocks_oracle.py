"""The clocks equal what walking through every minute of a life finds, in random histories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk.clock import (
    Calendar,
    ClockState,
    Gap,
    Hours,
    Life,
    Moment,
    OnChange,
    OnHandBack,
    OnMerge,
    OnReopen,
    OwnDay,
    Promise,
    Running,
    State,
    Window,
    calendar_of,
    clocks,
    due_at,
    ledger,
)
from frontdesk.terms import Clock, Pending, Priority, Status
from tests.unit.clock_oracle import Found, Happening, Office, Rule
from tests.unit.clock_walk import walk

MINUTE = timedelta(minutes=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KINDS = tuple(Priority)[:4]
ASKED = (Clock.RESOLUTION, Clock.FIRST_RESPONSE, Clock.NEXT_UPDATE, Clock.ACCEPT, Clock.WORK)


def weekdays(*windows: tuple[int, int]) -> tuple[tuple[tuple[int, int], ...], ...]:
    return (windows,) * 5 + ((),) * 2


EASTER = frozenset({date(2026, 4, 3), date(2026, 4, 6)})
FREE = frozenset({date(2026, 11, 11), date(2026, 12, 24), date(2026, 12, 25)})
OFFICES = (
    Office("stockholm", "Europe/Stockholm", weekdays((480, 1020)), EASTER | FREE),
    Office("warsaw", "Europe/Warsaw", weekdays((480, 720), (765, 960)), EASTER | FREE),
    Office("night", "Europe/Warsaw", (((1320, 1800),),) * 7, FREE),
    Office("new york", "America/New_York", (((540, 1020),),) * 6 + ((),)),
    Office("kolkata", "Asia/Kolkata", weekdays((570, 1110)), frozenset({date(2026, 3, 30)})),
    Office("always", "UTC", (((0, 1440),),) * 7),
)
STARTS = tuple(
    int((datetime.fromisoformat(f"{each}:00+00:00") - EPOCH) / MINUTE)
    for each in (
        "2026-03-27T12:00", "2026-03-28T22:30", "2026-04-02T14:45", "2026-10-23T13:00",
        "2026-10-24T23:10", "2026-10-31T05:00", "2026-11-10T15:50", "2026-12-23T09:00",
    )
)  # fmt: skip
"""Just before the clocks change, or before a holiday."""


def calendar(office: Office) -> Calendar:
    own = tuple(OwnDay(day.month, day.day, day.year, (), "closed") for day in sorted(office.closed))
    week = tuple(tuple(Window(*window) for window in day) for day in office.week)
    return calendar_of(Hours(office.name, office.zone, week, own=own))


def promise(clock: Clock, rule: Rule) -> Promise:
    return Promise(
        clock,
        rule.name,
        timedelta(minutes=rule.minutes),
        calendar(rule.office),
        frozenset(map(Pending, rule.pauses)),
        OnChange(rule.change),
        OnReopen(rule.reopen),
        Gap(rule.gap),
        OnHandBack(rule.back),
        OnMerge(rule.merge),
    )


rules = st.builds(
    Rule,
    name=st.sampled_from(["one", "two"]),
    minutes=st.sampled_from([30, 60, 61, 240, 480, 1000]),
    office=st.sampled_from(OFFICES),
    pauses=st.frozensets(st.sampled_from(["requester", "vendor", "callback"])),
    change=st.sampled_from(tuple(OnChange)).map(str),
    reopen=st.sampled_from(tuple(OnReopen)).map(str),
    gap=st.sampled_from(tuple(Gap)).map(str),
    back=st.sampled_from(tuple(OnHandBack)).map(str),
    merge=st.sampled_from(tuple(OnMerge)).map(str),
)
tables = st.lists(rules | rules | rules | st.none(), min_size=len(KINDS), max_size=len(KINDS))
gaps = st.sampled_from(
    [0, 1, 7, 30, 61, 120, 245, 480, 700, 1440, 2000, -45, 0, 60, 180, 15, 90, 0]
)
acts = st.tuples(
    gaps,
    st.sampled_from(
        ["wait", "wait", "until", "wake", "kind", "kind", "resolve", "reopen", "reopen", "undo",
         "reply", "pass", "pass", "take", "take", "return", "note", "cancel", "absorb", "decline",
         "merge"]
    ),
    st.integers(0, 3),
)  # fmt: skip


def tell(start: int, several: Sequence[tuple[int, str, int]]) -> list[Happening]:
    """A history in which each act is what a desk might have written."""
    story = [Happening(start, "new", "new")]
    before = story[0]
    at = start
    for gap, act, which in several:
        at += gap
        now = story[-1]
        what = replace(now, verb=act, minute=at, answered=False, absorbed=None, merged=False)
        told = _undone(what, before) if act == "undo" else _act(act, what, which)
        if told is not None:
            story.append(told)
            before = now
    return story


def _undone(what: Happening, before: Happening) -> Happening:
    return replace(
        what, status=before.status, waits=before.waits, until=before.until, team=before.team,
        kind=before.kind,
    )  # fmt: skip


def _act(act: str, what: Happening, which: int) -> Happening | None:
    reasons, teams = ("requester", "vendor", "callback", "part"), ("desk", "net", "field", "desk")
    if act == "kind":
        return replace(what, kind=which)
    if act == "note":
        return what
    if act == "reopen":
        return None if what.live else replace(what, status="in_progress")
    if not what.live:
        return None
    awake = replace(what, waits=None, until=None)
    match act:
        case "wait":
            return replace(what, status="pending", waits=reasons[which], until=None)
        case "until":
            until = what.minute + (0, 60, 300, 1500)[which]
            return replace(what, status="pending", waits=reasons[which], until=until)
        case "wake" | "take":
            return replace(awake, status="in_progress", team=what.team or "desk")
        case "resolve":
            return replace(awake, status="resolved")
        case "cancel":
            return replace(awake, status="cancelled") if which == 0 else None
        case "merge":
            return replace(awake, status="closed", merged=True) if which == 0 else None
        case "reply":
            return replace(what, answered=True)
        case "pass" | "return":
            verb = ("escalate", "assign", "hand_back", "route")[which] if act == "pass" else act
            return replace(awake, verb=verb, status="assigned", team=teams[which])
        case "decline":
            return replace(awake, status="assigned" if what.team else "new")
        case _:
            return replace(what, absorbed=what.minute - (0, 30, 900, 3000)[which])


def life(story: Sequence[Happening]) -> Life:
    def state(each: Happening) -> State:
        return State(
            Status(each.status),
            Pending(each.waits) if each.waits else None,
            None if each.until is None else EPOCH + each.until * MINUTE,
            KINDS[each.kind],
            team=each.team,
        )

    def facts(each: Happening) -> dict[str, object]:
        found: dict[str, object] = {}
        if each.answered:
            found["answered"] = True
        if each.absorbed is not None:
            found["absorbed"] = EPOCH + each.absorbed * MINUTE
        if each.merged:
            found["merged_into"] = 7
        return found

    return Life(
        1,
        tuple(
            Moment(seq, EPOCH + each.minute * MINUTE, each.verb, "anna", state(each), facts(each))
            for seq, each in enumerate(story, 1)
        ),
    )


def shown(running: Running) -> Found:
    due = running.due or running.was_due
    if running.state is ClockState.DROPPED:
        due = None
    return Found(
        running.spell,
        running.state.value,
        running.used // timedelta(microseconds=1),
        None if due is None else (due - EPOCH) // timedelta(microseconds=1),
    )


def compare(start: int, several: list[tuple[int, str, int]], table: list[Rule | None], more: int):
    story = tell(start, several)
    now = max(each.minute for each in story) + more
    made = {
        (clock, kind): None if rule is None else promise(clock, rule)
        for clock in ASKED
        for kind, rule in zip(KINDS, table, strict=True)
    }
    found = clocks(
        life(story),
        lambda clock, state: made.get((clock, state.priority)),
        EPOCH + now * MINUTE,
    )
    for clock in ASKED:
        mine = [each for each in found if each.clock is clock]
        walked = walk(clock.value, story, lambda _clock, each: table[each.kind], now)
        assert [shown(each) for each in mine] == walked, clock
    for each in found:
        lines = ledger(each)
        assert sum((line.counted for line in lines), timedelta()) == each.used
        assert not lines or lines[-1].total == each.used
        assert each.left == each.promise.within - each.used
        if each.state is not ClockState.DROPPED:
            due = each.due if each.state.is_alive else each.was_due
            if due is not None and (each.state.is_alive or due <= (each.stopped or due)):
                assert due_at(each) == due


STORIES = given(
    st.sampled_from(STARTS),
    st.lists(acts, max_size=10),
    tables,
    st.sampled_from([0, 33, 600, 1200]),
)


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@STORIES
def test_clocks_equal_a_walk_through_every_minute(start, several, table, more):
    compare(start, several, table, more)


@pytest.mark.long
@settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
@STORIES
def test_clocks_equal_a_walk_through_every_minute_at_length(start, several, table, more):
    compare(start, several, table, more)
