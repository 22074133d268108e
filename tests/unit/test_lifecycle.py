from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from frontdesk.errors import RefusedError
from frontdesk.lifecycle import (
    NEEDS,
    REPAIR,
    REPAIR_UNDER_WAY,
    TICKET,
    blocked,
    step,
    step_repair,
    verbs_from,
)
from frontdesk.terms import OPEN, Pending, Repair, Status

S = Status
ALL = {
    "reason": "because",
    "missing": "what was tried",
    "instructions": "swap the cable",
    "pending_reason": Pending.REQUESTER,
    "fix": 17,
    "code": "fixed",
    "text": "done",
    "repair_closed": True,
}


@pytest.mark.parametrize(
    ("verb", "before", "team", "assignee", "after"),
    [
        ("take", S.NEW, None, "maja", S.IN_PROGRESS),
        ("take", S.PENDING, "network", "maja", S.IN_PROGRESS),
        ("assign", S.NEW, "network", None, S.ASSIGNED),
        ("assign", S.IN_PROGRESS, "network", "jan", S.ASSIGNED),
        ("assign", S.PENDING, "network", "jan", S.PENDING),
        ("handover", S.PENDING, "network", "jan", S.PENDING),
        ("unassign", S.IN_PROGRESS, "network", None, S.ASSIGNED),
        ("unassign", S.ASSIGNED, None, None, S.NEW),
        ("unassign", S.PENDING, "network", None, S.PENDING),
        ("decline", S.ASSIGNED, "network", None, S.ASSIGNED),
        ("escalate", S.NEW, "network", None, S.ASSIGNED),
        ("escalate", S.PENDING, "network", None, S.ASSIGNED),
        ("accept", S.ASSIGNED, "network", "jan", S.IN_PROGRESS),
        ("return", S.IN_PROGRESS, "front", None, S.ASSIGNED),
        ("hand_back", S.PENDING, "front", None, S.ASSIGNED),
        ("wait", S.NEW, None, None, S.PENDING),
        ("wait", S.PENDING, "front", "maja", S.PENDING),
        ("wake", S.PENDING, "front", "maja", S.IN_PROGRESS),
        ("wake", S.PENDING, "front", None, S.ASSIGNED),
        ("resume", S.PENDING, None, None, S.NEW),
        ("try_worked", S.NEW, None, "maja", S.RESOLVED),
        ("try_failed", S.PENDING, None, "maja", S.IN_PROGRESS),
        ("resolve", S.ASSIGNED, "front", None, S.RESOLVED),
        ("reopen", S.RESOLVED, "front", "maja", S.IN_PROGRESS),
        ("reopen", S.CLOSED, "front", None, S.ASSIGNED),
        ("close", S.RESOLVED, "front", "maja", S.CLOSED),
        ("cancel", S.PENDING, "front", "maja", S.CANCELLED),
        ("note", S.CLOSED, "front", "maja", S.CLOSED),
        ("contact", S.CANCELLED, None, None, S.CANCELLED),
        ("edit", S.RESOLVED, "front", "maja", S.RESOLVED),
        ("route", S.NEW, None, None, S.NEW),
    ],
)
def test_where_each_verb_leads(
    verb: str, before: Status, team: str | None, assignee: str | None, after: Status
) -> None:
    assert step(verb, before, ALL, team=team, assignee=assignee) is after


@pytest.mark.parametrize(
    ("verb", "status", "says"),
    [
        ("take", S.RESOLVED, "reopen it first"),
        ("take", S.CANCELLED, "open a new ticket"),
        ("close", S.IN_PROGRESS, "resolve or cancel it first"),
        ("close", S.CLOSED, "closed already"),
        ("accept", S.NEW, "take it"),
        ("accept", S.IN_PROGRESS, "already taken up"),
        ("wake", S.RESOLVED, "it does not wait"),
        ("reopen", S.NEW, "still open"),
        ("reopen", S.CANCELLED, "open a new ticket"),
        ("unassign", S.NEW, "nobody holds it"),
        ("reply", S.CLOSED, "reopen it first"),
    ],
)
def test_a_verb_out_of_place_says_what_to_do_instead(verb: str, status: Status, says: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        step(verb, status, ALL)
    assert says in refusal.value.hint
    assert str(blocked(verb, status)) == str(refusal.value)


def test_a_step_says_everything_that_is_missing() -> None:
    with pytest.raises(RefusedError) as refusal:
        step("resolve", S.NEW, {"code": None, "text": "  ", "repair_closed": True})
    assert refusal.value.title == "resolve needs a resolution code, some words"
    assert "known_fix" in refusal.value.hint
    with pytest.raises(RefusedError, match="needs a reason"):
        step("escalate", S.NEW)


def test_a_call_back_needs_when_and_where_to() -> None:
    with pytest.raises(RefusedError, match="a time, a telephone number"):
        step("wait", S.NEW, {"pending_reason": Pending.CALLBACK})
    given = {"pending_reason": "callback", "until": "2026-11-22", "number": "61 555 0142"}
    assert step("wait", S.NEW, given) is S.PENDING
    assert step("wait", S.NEW, {"pending_reason": "vendor"}) is S.PENDING
    once = {"reason": "because", "pending_reason": "callback"}
    assert step("escalate", S.NEW, once, team="network") is S.ASSIGNED


@pytest.mark.parametrize("verb", ["resolve", "try_worked", "cancel"])
def test_a_ticket_is_not_finished_while_its_equipment_is_away(verb: str) -> None:
    with pytest.raises(RefusedError, match="a repair order is under way"):
        step(verb, S.IN_PROGRESS, ALL | {"repair_closed": False})


def test_repairs_go_out_and_come_back() -> None:
    state = step_repair("ship", Repair.OPEN, {"carrier": "DHL", "tracking": "1Z"})
    state = step_repair("arrive", state)
    assert state is Repair.AT_VENDOR
    assert state in REPAIR_UNDER_WAY
    state = step_repair("return", state)
    assert state not in REPAIR_UNDER_WAY
    assert step_repair("close", state) is Repair.CLOSED
    assert step_repair("return", Repair.SHIPPED) is Repair.RETURNED
    assert step_repair("cancel", Repair.OPEN) is Repair.CANCELLED


@pytest.mark.parametrize(
    ("verb", "state", "says"),
    [
        ("ship", Repair.SHIPPED, "under way already"),
        ("arrive", Repair.OPEN, "ship it first"),
        ("close", Repair.AT_VENDOR, "record its return first"),
        ("cancel", Repair.AT_VENDOR, "record its return instead"),
        ("ship", Repair.CANCELLED, "open a new repair order"),
        ("ship", Repair.OPEN, "who carries it"),
    ],
)
def test_a_repair_out_of_turn_says_what_to_do_instead(verb: str, state: Repair, says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        step_repair(verb, state)


def test_an_unknown_verb_is_a_mistake_in_the_program() -> None:
    with pytest.raises(ValueError, match="verb"):
        step("explode", S.NEW)
    with pytest.raises(ValueError, match="verb"):
        step_repair("explode", Repair.OPEN)


def test_every_refusal_has_words_and_a_hint() -> None:
    for verb, row in TICKET.items():
        assert all(need in NEEDS or need == "repair_closed" for need in row.needs)
        for status in S:
            refusal = blocked(verb, status)
            assert (refusal is None) == (verb in verbs_from(status))
            assert refusal is None or (refusal.title and refusal.hint)
    for verb, row in REPAIR.items():
        for state in set(Repair) - row.sources:
            with pytest.raises(RefusedError) as refused:
                step_repair(verb, state, {"carrier": "x", "tracking": "x"})
            assert refused.value.hint


class Life(RuleBasedStateMachine):
    """A ticket and one repair order, driven at random as the desk drives them."""

    def __init__(self) -> None:
        super().__init__()
        self.status = S.NEW
        self.team: str | None = None
        self.assignee: str | None = None
        self.repair: Repair | None = None
        self.resolved = False

    def do(self, verb: str, team: str | None, assignee: str | None) -> bool:
        given = ALL | {"repair_closed": self.repair not in REPAIR_UNDER_WAY}
        try:
            after = step(verb, self.status, given, team=team, assignee=assignee)
        except RefusedError as refusal:
            assert refusal.hint  # noqa: PT017
            return False
        self.status, self.team, self.assignee = after, team, assignee
        return True

    @rule(verb=st.sampled_from(["take", "accept", "try_failed"]))
    def somebody_works_on_it(self, verb: str) -> None:
        if self.do(verb, self.team or "front", "maja"):
            assert self.status is S.IN_PROGRESS

    @rule(team=st.sampled_from(["front", "network"]), person=st.sampled_from([None, "jan"]))
    def it_is_assigned(self, team: str, person: str | None) -> None:
        waited = self.status is S.PENDING
        if self.do("assign", team, person):
            assert self.status is (S.PENDING if waited else S.ASSIGNED)

    @rule(verb=st.sampled_from(["escalate", "return", "hand_back"]))
    def it_goes_between_tiers(self, verb: str) -> None:
        if self.do(verb, "network", None):
            assert self.status is S.ASSIGNED

    @rule(verb=st.sampled_from(["unassign", "decline"]))
    def somebody_lets_go(self, verb: str) -> None:
        self.do(verb, self.team, None)

    @rule()
    def it_waits(self) -> None:
        self.do("wait", self.team, self.assignee)

    @rule(verb=st.sampled_from(["wake", "resume"]))
    def it_wakes(self, verb: str) -> None:
        if self.do(verb, self.team, self.assignee):
            assert self.status.is_open
            assert (self.status is S.IN_PROGRESS) == (self.assignee is not None)

    @rule(verb=st.sampled_from(["note", "contact", "edit", "reply", "route", "link"]))
    def it_is_written_on(self, verb: str) -> None:
        before = self.status
        self.do(verb, self.team, self.assignee)
        assert self.status is before

    @rule(verb=st.sampled_from(["resolve", "try_worked"]))
    def it_is_resolved(self, verb: str) -> None:
        if self.do(verb, self.team, self.assignee):
            self.resolved = True

    @rule(verb=st.sampled_from(["close", "cancel"]))
    def it_ends(self, verb: str) -> None:
        self.do(verb, self.team, self.assignee)

    @rule()
    def it_is_reopened(self) -> None:
        if self.do("reopen", self.team, self.assignee):
            self.resolved = False

    @precondition(lambda self: self.status.is_open and self.repair not in REPAIR_UNDER_WAY)
    @rule()
    def equipment_is_to_go_out(self) -> None:
        self.repair = Repair.OPEN

    @precondition(lambda self: self.repair is not None)
    @rule(verb=st.sampled_from(sorted(REPAIR)))
    def the_repair_goes_on(self, verb: str) -> None:
        assert self.repair is not None
        try:
            self.repair = step_repair(verb, self.repair, {"carrier": "DHL", "tracking": "1"})
        except RefusedError as refusal:
            assert refusal.hint  # noqa: PT017

    @invariant()
    def what_nobody_holds_is_new_and_what_is_new_nobody_holds(self) -> None:
        if self.status is S.NEW:
            assert self.team is None
            assert self.assignee is None
        if self.status is S.ASSIGNED:
            assert self.team or self.assignee

    @invariant()
    def what_is_closed_was_resolved(self) -> None:
        if self.status in (S.RESOLVED, S.CLOSED):
            assert self.resolved

    @invariant()
    def what_is_finished_has_no_equipment_away(self) -> None:
        if self.status not in OPEN:
            assert self.repair not in REPAIR_UNDER_WAY

    @invariant()
    def there_is_always_something_to_do_while_it_is_open(self) -> None:
        if self.status.is_open:
            assert {"take", "resolve", "cancel"} <= set(verbs_from(self.status))


TestLife = Life.TestCase


def test_whatever_is_not_cancelled_can_be_merged_and_can_take_another_in() -> None:
    for verb in ("merge", "absorb"):
        allowed = {status for status in Status if verb in verbs_from(status)}
        assert allowed == set(Status) - {Status.CANCELLED}
