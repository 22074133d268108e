"""Macros: verbs in their order, kept as data, done to many tickets as one act."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk import desk, insight
from frontdesk.desk import macros
from frontdesk.desk.office import Office
from frontdesk.errors import FrontdeskError, RefusedError
from frontdesk.store.unit import Store
from frontdesk.terms import Resolution, Status, Tie
from tests.conftest import Clock, Enter
from tests.desk.macro_steps import TO, notes, several, statuses, ticket

# --- the same as verb by verb ----------------------------------------------------------------

TABLES = {
    "ticket": "SELECT * FROM ticket ORDER BY id",
    "clocks": "SELECT * FROM clock_result ORDER BY rowid",
    "events": "SELECT subject, subject_id, seq, verb, actor, at, before, after FROM event",
    "said": "SELECT ticket_id, visibility, agent_id FROM message ORDER BY id",
    "decided": "SELECT ticket_id, receipt, overridden_by FROM decision ORDER BY id",
    "taught": "SELECT * FROM team_record",
}
DIGEST = re.compile("[0-9a-f]{64}")


def whole(path: Path) -> dict[str, list[Any]]:
    """What matters of a store, to be compared; texts by salted digests are left out."""
    with closing(sqlite3.connect(path)) as opened:
        return {name: _undigested(opened.execute(query)) for name, query in TABLES.items()}


def _undigested(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    return [
        [DIGEST.sub("#", value) if isinstance(value, str) else value for value in row]
        for row in rows
    ]


def drawn(seed: int) -> list[dict[str, Any]]:
    """Some steps, which may fit one another or not."""
    draw = random.Random(seed)
    pool: list[dict[str, Any]] = [
        {"verb": "take"}, {"verb": "take"}, {"verb": "unassign"}, {"verb": "accept"},
        {"verb": "route"}, {"verb": "close"},
        {"verb": "assign", "to": draw.choice(TO)},
        {"verb": "edit", "category": draw.choice(["vpn", "printing"]), "urgency": "high"},
        {"verb": "edit", "impact": "site", "complexity": 3},
        {"verb": "note", "text": "for {requester} of {number}"},
        {"verb": "reply", "text": "Dear {first_name}"},
        {"verb": "wait", "for": "requester", "until": draw.choice(["2h", "2d"])},
        {"verb": "escalate", "reason": "beyond us", "lacking": "in haste"},
        {"verb": "resolve", "code": "fixed", "text": "it works", "tier_1_could": True},
        {"verb": "resolve", "code": "no_fault", "text": "nothing found"},
        {"verb": "reopen", "reason": "not at all"},
        {"verb": "hand_back", "instructions": "ask her"},
        {"verb": "cancel", "reason": "not wanted"},
    ]  # fmt: skip
    return draw.choices(pool, k=draw.randint(1, 6))


def one_by_one(office: Office, listed: list[dict[str, Any]], number: int) -> str:
    row = insight.tickets.ticket(office.store, number)
    try:
        for step in several(*listed):
            own = step.filled({**_values(office, row), "team": row.team or ""})
            desk.steps.run(office, [number], own)
    except FrontdeskError as error:
        return error.title
    return ""


def _values(office: Office, row: Any) -> dict[str, str]:
    return {
        "requester": row.requester_name, "first_name": row.requester_name.split()[0],
        "number": str(row.number), "agent": office.actor.name,
    }  # fmt: skip


@given(seed=st.integers(0, 2**32))
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_verbs_run_as_a_macro_leave_what_they_leave_one_by_one(
    template: Path, tmp_path: Path, seed: int
) -> None:
    clock, listed = Clock(), drawn(seed)
    stores = []
    for _name in ("apart", "whole"):
        path = tmp_path / f"{uuid4()}.db"  # an example that fails leaves its stores open
        shutil.copy(template, path)
        office = replace(Office.open(path, "berit"), clock=clock)
        first = ticket(office, "printer takes two sheets", asset="PRN-0001")
        desk.edit.edit(office, [first], {"category": "printing"})
        stores.append((path, office, first))
    (apart, alone, number), (path, office, _same) = stores
    untouched = whole(path)
    refused = one_by_one(alone, listed, number)
    if refused:
        with pytest.raises(FrontdeskError) as caught:
            macros.run(office, several(*listed), [number])
        assert caught.value.title == refused
        assert whole(path) == untouched
    else:
        assert macros.run(office, several(*listed), [number]).numbers == (number,)
        assert whole(path) == whole(apart)
    for each in (alone, office):
        each.close()


# --- many tickets, one act -------------------------------------------------------------------


def test_a_ticket_that_refuses_one_verb_has_none_of_them_and_the_others_go_on(
    enter: Enter, store: Store
) -> None:
    office = enter("maja")
    done_with, first, second = (ticket(office) for _each in range(3))
    desk.outcome.resolve(office, [done_with], code=Resolution.FIXED, text="done")
    before = insight.tickets.ticket(store, done_with)
    steps_ = several(
        {"verb": "edit", "category": "printing"},
        {"verb": "note", "text": "{first_name}: {number}"},
        {"verb": "wait", "for": "requester", "until": "2d"},
    )
    numbers = [first, done_with, second]
    looked = macros.run(office.preview().lenient(), steps_, numbers)
    assert statuses(store, numbers) == [Status.NEW, Status.RESOLVED, Status.NEW]
    done = macros.run(office.lenient(), steps_, numbers)
    assert [(c.number, c.refused) for c in done.changes] == [
        (c.number, c.refused) for c in looked.changes
    ]
    assert done.numbers == (first, second)
    (left,) = [change for change in done.changes if change.refused is not None]
    assert (left.number, left.overtaken) == (done_with, False)
    assert "wait is out of place: the ticket is resolved" in str(left.refused)
    assert insight.tickets.ticket(store, done_with) == before
    assert statuses(store, numbers) == [Status.PENDING, Status.RESOLVED, Status.PENDING]
    assert [notes(store, number) for number in numbers] == [
        [f"Zofia: {first}"],
        [],
        [f"Zofia: {second}"],
    ]
    with pytest.raises(RefusedError, match=f"ticket {done_with}: wait is out of place"):
        macros.run(office, steps_, numbers)


def test_who_is_refused_only_because_another_is_left_out_is_left_out_too(
    enter: Enter, store: Store
) -> None:
    """A parent may end with its child, but not once the child has turned out to refuse."""
    office = enter("berit")
    parent, child, other = (ticket(office) for _each in range(3))
    desk.links.link(office, [child], to=parent, tie=Tie.CHILD)
    desk.repair.open_order(office, [child], vendor="northwell", asset="PRN-0001")
    ending = several({"verb": "note", "text": "the end"}, {"verb": "cancel", "reason": "moot"})
    done = macros.run(office.lenient(), ending, [parent, child, other])
    assert done.numbers == (other,)
    assert [notes(store, each) for each in (parent, child, other)] == [[], [], ["the end"]]


def test_one_undo_takes_a_macro_back_from_all_tickets_but_what_was_said_stays_said(
    enter: Enter, store: Store
) -> None:
    office = enter("maja")
    numbers = [ticket(office) for _each in range(3)]
    rows = insight.tickets.tickets(store, numbers)
    run = several(
        {"verb": "take"},
        {"verb": "edit", "category": "printing", "urgency": "high"},
        {"verb": "reply", "text": "We are on it, {first_name}"},
        {"verb": "resolve", "code": "fixed", "text": "it works"},
    )
    done = macros.run(office, run, numbers)
    assert statuses(store, numbers) == [Status.RESOLVED] * 3
    assert desk.deeds.latest(office)[0].tickets == 3
    answered = [row.first_response_at for row in insight.tickets.tickets(store, numbers)]
    undone = desk.undo.undo(office)
    assert (undone.undoes, sorted(undone.numbers)) == (done.operation, numbers)
    back = insight.tickets.tickets(store, numbers)
    assert [(r.status, r.assignee, r.category, r.urgency) for r in back] == [
        (r.status, r.assignee, r.category, r.urgency) for r in rows
    ]
    assert [row.first_response_at for row in back] == answered
    assert notes(store, numbers[0]) == ["We are on it, Zofia"]
    desk.undo.redo(office)
    assert statuses(store, numbers) == [Status.RESOLVED] * 3


def test_what_others_have_changed_since_is_in_conflict_and_what_the_macro_changes_is_not(
    enter: Enter, store: Store
) -> None:
    office = enter("maja")
    first, second = ticket(office), ticket(office)
    seen = {row.number: row.version for row in insight.tickets.tickets(store, [first, second])}
    desk.edit.edit(enter("ola"), [first], {"category": "vpn"})
    desk.edit.edit(enter("ola"), [second], {"impact": "group"})
    twice = several(
        {"verb": "edit", "category": "printing"},
        {"verb": "edit", "category": "access"},
        {"verb": "take"},
    )
    done = macros.run(office.lenient(seen), twice, [first, second])
    assert done.numbers == (second,)
    (left,) = [change for change in done.changes if change.refused is not None]
    assert left.overtaken
    assert "ola has changed category" in str(left.refused)
    assert [row.category for row in insight.tickets.tickets(store, [first, second])] == [
        "vpn", "access",
    ]  # fmt: skip
    with pytest.raises(FrontdeskError, match="ola has changed category"):
        macros.run(office, twice, [first], expect=seen[first])


def test_a_placeholder_that_a_ticket_has_nothing_for_leaves_it_out(
    enter: Enter, store: Store
) -> None:
    office = enter("maja")
    bare, full = ticket(office), ticket(office, asset="PRN-0001")
    said = several({"verb": "take"}, {"verb": "note", "text": "about {asset} in {team}"})
    done = macros.run(office.lenient(), said, [bare, full])
    assert done.numbers == (full,)
    assert notes(store, full) == ["about PRN-0001 in front-office"]  # the team that take gave it
    assert statuses(store, [bare]) == [Status.NEW]


def test_how_far_a_macro_is_only_grows_and_leaving_it_leaves_nothing(
    enter: Enter, store: Store
) -> None:
    office, told = enter("maja"), []
    numbers = [ticket(office) for _each in range(3)]
    said = several({"verb": "take"}, {"verb": "note", "text": "{number}"}, {"verb": "unassign"})

    def far(phase: str, done: int, total: int) -> None:
        told.append((done / total + (phase != "tickets")) / 2)

    def leave(_phase: str, _done: int, _total: int) -> None:
        if len(told) > 3:
            raise KeyError
        told.append(0.0)

    macros.run(office.preview().lenient({}, far), said, numbers)
    assert told == sorted(told)
    assert (min(told), max(told) <= 1, len(told) > 6) == (0, True, True)
    told.clear()
    with pytest.raises(KeyError):
        macros.run(office.lenient({}, leave), said, numbers)
    assert statuses(store, numbers) == [Status.NEW] * 3


def test_a_repeat_under_the_same_operation_does_nothing_more(enter: Enter, store: Store) -> None:
    office, said = enter("maja"), several({"verb": "take"}, {"verb": "note", "text": "once"})
    number = ticket(office)
    first = macros.run(office, said, [number], operation="ring-1")
    again = macros.run(office, said, [number], operation="ring-1")
    assert again.changes[0].event == first.changes[0].event
    assert notes(store, number) == ["once"]
