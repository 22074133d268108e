"""Macros: verbs in their order, kept as data, done to many tickets as one act."""

from __future__ import annotations

import json
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

from frontdesk import channels, desk, insight, placeholders
from frontdesk.desk import macros
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.desk.steps import Step
from frontdesk.errors import BadInputError, FrontdeskError, NotFoundError, RefusedError
from frontdesk.store.unit import Store
from frontdesk.terms import Impact, KeptKind, Resolution, Status, Tie
from tests.conftest import Clock, Enter

MACRO = KeptKind.MACRO
WORDS = st.text(min_size=1, max_size=40).filter(lambda text: text.strip() and "{" not in text)
TO = ["ola", "emil", "network", "front-office"]


def ticket(office: Office, subject: str = "two sheets at once", **fields: Any) -> int:
    given = {"subject": subject, "requester": "zofia.w", **fields}
    new = NewTicket.model_validate(given)
    return desk.intake.open_ticket(office, new, route_it=False).numbers[0]


def several(*listed: dict[str, Any]) -> tuple[Step, ...]:
    return macros.parse(json.dumps(listed))


def keep(office: Office, name: str, *listed: dict[str, Any], **more: Any) -> None:
    desk.kept.keep(office, MACRO, name, {"steps": json.dumps(listed)}, fresh=True, **more)


def statuses(store: Store, numbers: Sequence[int]) -> list[Status]:
    return [row.status for row in insight.tickets.tickets(store, numbers)]


def notes(store: Store, number: int) -> list[str | None]:
    return [each.text for each in insight.timeline.messages(store, number)]


# --- written down and read back --------------------------------------------------------------

STEPS = st.one_of(
    st.fixed_dictionaries({"verb": st.sampled_from(["take", "unassign", "accept", "route"])}),
    st.fixed_dictionaries({"verb": st.just("note"), "text": WORDS}),
    st.fixed_dictionaries(
        {"verb": st.just("assign"), "to": st.sampled_from(TO)}, optional={"reason": WORDS}
    ),
    st.fixed_dictionaries(
        {"verb": st.just("wait"), "for": st.sampled_from(["requester", "vendor"])},
        optional={"until": st.sampled_from(["2d", "90m", "14:30"])},
    ),
    st.fixed_dictionaries(
        {"verb": st.just("resolve"), "code": st.sampled_from(list(Resolution)), "text": WORDS},
        optional={"tier_1_could": st.booleans(), "with_children": st.booleans()},
    ),
    st.fixed_dictionaries(
        {"verb": st.just("edit"), "impact": st.sampled_from(list(Impact))},
        optional={"category": st.sampled_from(["vpn", "printing", ""]), "complexity": st.just("3")},
    ),
    st.fixed_dictionaries(
        {"verb": st.just("return"), "lacks": st.just(["category"])}, optional={"missing": WORDS}
    ),
)


@given(st.lists(STEPS, min_size=1, max_size=8))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_macro_that_is_read_back_is_the_same(listed: list[dict[str, Any]]) -> None:
    one = macros.parse(json.dumps(listed))
    again = macros.parse(macros.written(one))
    assert again == one
    assert macros.written(again) == macros.written(one)
    assert [step.verb for step in one] == [each["verb"] for each in listed]


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


# --- kept ------------------------------------------------------------------------------------


def test_a_macro_is_its_owners_until_a_supervisor_shares_one(enter: Enter, store: Store) -> None:
    keep(enter("maja"), "Till kunden", {"verb": "take"})
    with pytest.raises(NotFoundError, match="there is no macro"):
        insight.kept.one(store, MACRO, "ola", "Till kunden")
    with pytest.raises(RefusedError, match="supervisors"):
        keep(enter("maja"), "All", {"verb": "take"}, shared=True)
    with pytest.raises(RefusedError, match="exists already"):
        keep(enter("maja"), "TILL KUNDEN", {"verb": "take"})
    keep(enter("berit"), "Till kunden", {"verb": "unassign"}, shared=True)
    own = macros.of(insight.kept.one(store, MACRO, "maja", "till kunden"))
    theirs = macros.of(insight.kept.one(store, MACRO, "ola", "till kunden"))
    assert ([step.verb for step in own.steps], own.shared) == (["take"], False)
    assert ([step.verb for step in theirs.steps], theirs.shared) == (["unassign"], True)


def test_a_letter_runs_one_macro_of_its_owner(enter: Enter, store: Store) -> None:
    office = enter("maja")
    steps_ = json.dumps([{"verb": "take"}])
    desk.kept.keep(office, MACRO, "one", {"steps": steps_, "letter": "K"})
    with pytest.raises(RefusedError, match="k runs 'one' already"):
        desk.kept.keep(office, MACRO, "two", {"steps": steps_, "letter": "k"})
    desk.kept.keep(office, MACRO, "one", {"letter": "k"})
    desk.kept.keep(enter("ola"), MACRO, "two", {"steps": steps_, "letter": "k"})
    for letter in ("ł", "-", " "):
        if letter.strip():
            with pytest.raises(BadInputError, match="runs no macro"):
                desk.kept.keep(office, MACRO, "three", {"steps": steps_, "letter": letter})
    desk.kept.drop(office, MACRO, "one")
    desk.kept.keep(office, MACRO, "two", {"steps": steps_, "letter": "k"})


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ([{"verb": "merge", "into": 4}], "'merge' is no verb that can be done to any ticket"),
        ([{"verb": "take"}, {"verb": "notee", "text": "x"}], "step 2, notee"),
        ([{"text": "x"}], "step 1 has no verb"),
        ([{"verb": 7}], "step 1 has no verb"),
        ([{"verb": "note", "txt": "x"}], "step 1, note: txt is no field here"),
        ([{"verb": "note"}], "text: is empty"),
        ([{"verb": "note", "text": "  "}], "text: is empty"),
        ([{"verb": "note", "text": "Dear {requestor}"}], "{requestor} is no placeholder"),
        ([{"verb": "wait", "for": "godot"}], "for: is none of"),
        ([{"verb": "wait", "for": "callback", "until": "2h"}], "belongs to one ticket"),
        ([{"verb": "wait", "for": "vendor", "until": "2026-12-24 09:00"}], "is one day"),
        ([{"verb": "edit"}], "nothing to change"),
        ([{"verb": "edit", "subject": "other"}], "subject belongs to one ticket"),
        ([{"verb": "edit", "asset": "PRN-0001"}], "asset belongs to one ticket"),
        ([{"verb": "edit", "impact": "huge"}], "impact: is none of"),
        ([{"verb": "edit", "category": "prnting"}], "there is no category"),
        ([{"verb": "edit", "site": "posnan"}], "there is no site"),
        ([{"verb": "assign", "to": "nobody"}], "there is no agent or team"),
        (
            [{"verb": "resolve", "code": "known_fix", "text": "x", "fix": 99}],
            "there is no fix 99",
        ),
        ([], "1 to 50 steps, not 0"),
        ([{"verb": "take"}] * 51, "1 to 50 steps, not 51"),
        ({"verb": "take"}, "not written as they should be"),
        (["take"], "not written as they should be"),
    ],
)  # fmt: skip
def test_what_could_not_be_run_is_refused_in_one_line_and_not_kept(
    enter: Enter, store: Store, listed: Any, said: str
) -> None:
    with pytest.raises(FrontdeskError) as caught:
        desk.kept.keep(enter("maja"), MACRO, "mine", {"steps": json.dumps(listed)})
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert insight.kept.kept(store, MACRO, "maja") == []


def test_a_macro_of_a_later_format_or_with_an_unknown_verb_is_refused_not_half_done(
    enter: Enter, store: Store, place: Path
) -> None:
    keep(enter("maja"), "mine", {"verb": "take"}, {"verb": "note", "text": "x"})
    kept = body(place)
    later = {**kept, "format": "2"}
    unknown = {**kept, "steps": kept["steps"].replace("note", "sing")}
    for changed, said in (
        (unknown, "step 2, sing: 'sing' is no verb"),
        (later, "written in format 2, this frontdesk reads 1"),
        ({**kept, "colour": "red"}, "colour is no field here"),
        ({**kept, "steps": "[" * 100_000}, "not written as they should be"),
    ):
        write(place, changed)
        with pytest.raises(BadInputError, match="the macro 'mine' cannot be used") as caught:
            macros.of(insight.kept.one(store, MACRO, "maja", "mine"))
        assert said in str(caught.value)


def body(place: Path) -> dict[str, str]:
    with closing(sqlite3.connect(place)) as opened:
        found: dict[str, str] = json.loads(opened.execute("SELECT body FROM kept").fetchone()[0])
        return found


def write(place: Path, body: dict[str, str]) -> None:
    with closing(sqlite3.connect(place)) as opened, opened:
        opened.execute("UPDATE kept SET body = ?", (json.dumps(body),))


# --- told ------------------------------------------------------------------------------------


def test_the_page_on_macros_names_every_verb_with_its_inputs_and_its_file_can_be_kept(
    enter: Enter,
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "macros.md").read_text("utf-8")
    told = {}
    for line in page.splitlines():
        cells = [re.findall(r"`(\w+)`", cell) for cell in line.split("|")[1:-1]]
        if len(cells) == 2:
            told |= {verb: set(cells[1]) for verb in cells[0]}
    expected = {
        name: {field.alias or key for key, field in verb.inputs.model_fields.items()} - verb.tied
        for name, verb in desk.steps.VERBS.items()
    }
    assert told == expected
    example = page.split("```toml")[1].split("```")[0]
    desk.kept.keep(enter("maja"), MACRO, "example", channels.macros.one(example))
    assert set(placeholders.WORDS) <= set(re.findall(r"`\{(\w+)\}`", page))


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"verb": "edit", "category": "", "complexity": 3}, "edit: category –, complexity 3"),
        ({"verb": "wait", "for": "requester", "until": "2d"}, "wait: requester, 2d"),
        (
            {"verb": "resolve", "code": "known_fix", "text": "as told", "with_children": True},
            "resolve: known fix, as told, with children yes",
        ),
        ({"verb": "escalate", "reason": "too hard", "lacking": "too hard"}, "escalate: too hard"),
        ({"verb": "hand_back", "instructions": "ask\x1b[31m her"}, "hand back: ask␛[31m her"),
        ({"verb": "take"}, "take"),
    ],
)
def test_a_step_is_told_in_a_few_words(step: dict[str, Any], said: str) -> None:
    assert str(several(step)[0]) == said
