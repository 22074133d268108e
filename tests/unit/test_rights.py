from __future__ import annotations

import pytest

from frontdesk import lifecycle
from frontdesk.errors import RefusedError
from frontdesk.rights import RULES, Actor, Held, authorize, why_not
from frontdesk.terms import Role, Status

MAJA = Actor("maja", "Maja Lind", Role.AGENT, "front", 1)
JAN = Actor("jan", "Jan Kowalski", Role.AGENT, "network", 2)
EWA = Actor("ewa", "Ewa Nowak", Role.SUPERVISOR, "front", 1)
ROOT = Actor("root", "Per Öberg", Role.ADMINISTRATOR)

MINE = Held(Status.IN_PROGRESS, "front", "maja")
COLLEAGUES = Held(Status.IN_PROGRESS, "front", "olle")
NOBODYS = Held(Status.ASSIGNED, "network", None)
THEIRS = Held(Status.IN_PROGRESS, "network", "jan")
TAKEN = ("take", "assign", "unassign", "escalate", "return", "hand_back", "wait", "resolve")


def may(actor: Actor, verb: str, subject: Held | None = None) -> bool:
    try:
        authorize(actor, verb, subject)
    except RefusedError as refusal:
        assert refusal.hint  # noqa: PT017
        return False
    return True


@pytest.mark.parametrize("verb", [*TAKEN, "close", "cancel", "resume"])
def test_agents_move_what_is_theirs_their_teams_or_nobodys(verb: str) -> None:
    assert may(MAJA, verb, MINE)
    assert may(MAJA, verb, COLLEAGUES)
    assert may(MAJA, verb, NOBODYS)
    assert not may(MAJA, verb, THEIRS)


@pytest.mark.parametrize(
    "verb", ["edit", "note", "reply", "contact", "route", "try_worked", "try_failed", "link"]
)
def test_whoever_has_the_caller_on_the_line_may_write(verb: str) -> None:
    for held in (MINE, COLLEAGUES, NOBODYS, THEIRS):
        assert may(MAJA, verb, held)


def test_only_the_team_accepts() -> None:
    assert may(JAN, "accept", NOBODYS)
    assert not may(MAJA, "accept", NOBODYS)
    assert may(EWA, "accept", NOBODYS)


def test_the_front_office_reopens_any_ticket() -> None:
    assert may(MAJA, "reopen", THEIRS)
    assert not may(JAN, "reopen", MINE)
    assert may(JAN, "reopen", THEIRS)


def test_one_hands_over_ones_own_and_supervisors_anybodys() -> None:
    assert may(MAJA, "handover", Held(assignee="maja"))
    assert not may(MAJA, "handover", Held(assignee="olle", team="front"))
    assert may(EWA, "handover", Held(assignee="olle"))
    assert may(EWA, "balance")
    assert not may(MAJA, "balance")
    assert not may(MAJA, "decline", COLLEAGUES)


@pytest.mark.parametrize("verb", sorted(set(lifecycle.TICKET)))
def test_supervisors_and_administrators_may_everything_on_tickets(verb: str) -> None:
    assert may(EWA, verb, THEIRS)
    assert may(ROOT, verb, THEIRS)


def test_the_register() -> None:
    for noun in ("requester", "asset"):
        assert may(MAJA, f"{noun}_add")
        assert may(MAJA, f"{noun}_edit")
        assert not may(MAJA, f"{noun}_import")
    for noun in ("site", "team", "agent", "vendor", "part", "shift", "plan", "organisation"):
        assert not may(MAJA, f"{noun}_add")
        assert may(EWA, f"{noun}_add")
        assert may(EWA, f"{noun}_import")


def test_what_concerns_the_whole_store() -> None:
    for verb in ("import", "audit_seal", "backdate", "policy_adopt", "backup", "undo_others",
                 "act_for"):  # fmt: skip
        assert [may(actor, verb) for actor in (MAJA, EWA, ROOT)] == [False, True, True]
    for verb in ("init", "restore", "erase"):
        assert [may(actor, verb) for actor in (MAJA, EWA, ROOT)] == [False, False, True]
    assert may(MAJA, "run_due")


def test_who_left_may_nothing() -> None:
    gone = Actor("olle", "Olle Ek", Role.ADMINISTRATOR, active=False)
    assert not [verb for verb in RULES if may(gone, verb, MINE)]


def test_a_refusal_says_who_may_and_whom_to_ask() -> None:
    with pytest.raises(RefusedError) as refusal:
        authorize(MAJA, "hand_back", THEIRS)
    assert refusal.value.title == "hand back is for who holds the ticket and the team"
    assert refusal.value.hint == "jan holds it: ask there, or a supervisor"
    with pytest.raises(RefusedError, match="network holds it"):
        authorize(MAJA, "accept", NOBODYS)


def test_a_disabled_key_says_why() -> None:
    assert why_not(MAJA, "take", MINE) is None
    assert why_not(MAJA, "take", THEIRS) == (
        "take is for who holds the ticket and the team — jan holds it: ask there, or a supervisor"
    )
    resolved = Held(Status.RESOLVED, "front", "maja")
    assert why_not(MAJA, "take", resolved) == (
        "take is out of place: the ticket is resolved — reopen it first"
    )
    assert why_not(MAJA, "import") == "import is for supervisors — ask a supervisor"


def test_every_verb_of_the_lifecycle_has_its_right() -> None:
    assert set(lifecycle.TICKET) <= set(RULES)
    assert {f"repair_{verb}" for verb in lifecycle.REPAIR} <= set(RULES)


def test_a_verb_without_a_right_passes_nobody() -> None:
    with pytest.raises(ValueError, match="no right"):
        authorize(ROOT, "explode", MINE)
    with pytest.raises(ValueError, match="got none"):
        authorize(MAJA, "take")
