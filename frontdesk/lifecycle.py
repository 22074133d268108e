"""Which state may follow which, and what each step needs: one table for tickets, one for repairs.

Pure: statuses and what was given go in, the next status comes out, or a refusal that says what
is missing or what to do instead. It refuses to know who asks (``rights`` does) and keeps nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from frontdesk import codes
from frontdesk.errors import RefusedError
from frontdesk.i18n import N_, _
from frontdesk.terms import OPEN, Pending, Repair, Resolution, Status

NEW, ASSIGNED, IN_PROGRESS, PENDING = (
    Status.NEW,
    Status.ASSIGNED,
    Status.IN_PROGRESS,
    Status.PENDING,
)
RESOLVED, CLOSED, CANCELLED = Status.RESOLVED, Status.CLOSED, Status.CANCELLED


@dataclass(frozen=True, slots=True)
class Holder:
    """Who will hold the ticket once the step is done; it decides where some steps lead."""

    team: bool
    person: bool


Next = Callable[[Status, Holder], Status]


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table: from where, to where, and what it needs (keys of ``NEEDS``)."""

    sources: frozenset[Status]
    next: Next
    needs: tuple[str, ...] = ()


def _to(status: Status) -> Next:
    return lambda _status, _holder: status


def _stays(status: Status, _holder: Holder) -> Status:
    return status


def _handed(status: Status, _holder: Holder) -> Status:
    """What waits goes on waiting in other hands; all else is to be taken up."""
    return PENDING if status is PENDING else ASSIGNED


def _dropped(status: Status, holder: Holder) -> Status:
    """The team keeps what its member lets go of; what waits goes on waiting."""
    return PENDING if status is PENDING else ASSIGNED if holder.team else NEW


def _woken(_status: Status, holder: Holder) -> Status:
    """Back to whoever holds it."""
    return IN_PROGRESS if holder.person else ASSIGNED if holder.team else NEW


_HELD = frozenset({ASSIGNED, IN_PROGRESS, PENDING})
_ALIVE = OPEN | {RESOLVED}
_ANY = frozenset(Status)

TICKET: dict[str, Step] = {
    # verb: from, to, needs
    "take": Step(OPEN, _to(IN_PROGRESS)),
    "assign": Step(OPEN, _handed),
    "handover": Step(_HELD, _handed),
    "unassign": Step(_HELD, _dropped),
    "decline": Step(_HELD, _dropped, ("reason",)),
    "escalate": Step(OPEN, _to(ASSIGNED), ("reason",)),
    "accept": Step(frozenset({ASSIGNED}), _to(IN_PROGRESS)),
    "return": Step(frozenset({ASSIGNED, IN_PROGRESS}), _to(ASSIGNED), ("missing",)),
    "hand_back": Step(_HELD, _to(ASSIGNED), ("instructions",)),
    "wait": Step(OPEN, _to(PENDING), ("pending_reason",)),
    "wake": Step(frozenset({PENDING}), _woken),
    "resume": Step(frozenset({PENDING}), _woken),
    "try_worked": Step(OPEN, _to(RESOLVED), ("fix", "repair_closed")),
    "try_failed": Step(OPEN, _to(IN_PROGRESS), ("fix",)),
    "request": Step(OPEN, _to(RESOLVED), ("request", "checked", "repair_closed")),
    "request_begun": Step(OPEN, _to(IN_PROGRESS), ("request", "checked")),
    "resolve": Step(_ALIVE, _to(RESOLVED), ("code", "text", "repair_closed")),
    "reopen": Step(frozenset({RESOLVED, CLOSED}), _woken, ("reason",)),
    "close": Step(frozenset({RESOLVED}), _to(CLOSED), ("repair_closed",)),
    "cancel": Step(OPEN, _to(CANCELLED), ("reason", "repair_closed")),
    "route": Step(OPEN, _stays),
    "edit": Step(_ALIVE, _stays),
    "reply": Step(_ALIVE, _stays, ("text",)),
    "note": Step(_ANY, _stays, ("text",)),
    "contact": Step(_ANY, _stays),
    "link": Step(_ANY, _stays),
    "unlink": Step(_ANY, _stays),
    "attach": Step(_ANY, _stays),
    "merge": Step(_ALIVE | {CLOSED}, _to(CLOSED), ("repair_closed",)),
    "absorb": Step(_ALIVE | {CLOSED}, _stays),
}
"""What may be done to a ticket. ``repair_closed``: no repair order of the ticket is under way."""

WAITING: dict[Pending, tuple[str, ...]] = {Pending.CALLBACK: ("until", "number")}
"""What waiting for something needs beside its name."""


@dataclass(frozen=True, slots=True)
class RepairStep:
    """One row of the table of repair orders."""

    sources: frozenset[Repair]
    next: Repair
    needs: tuple[str, ...] = ()


_AWAY = frozenset({Repair.SHIPPED, Repair.AT_VENDOR})

REPAIR: dict[str, RepairStep] = {
    "ship": RepairStep(frozenset({Repair.OPEN}), Repair.SHIPPED, ("carrier", "tracking")),
    "arrive": RepairStep(frozenset({Repair.SHIPPED}), Repair.AT_VENDOR),
    "return": RepairStep(_AWAY, Repair.RETURNED),
    "close": RepairStep(frozenset({Repair.RETURNED}), Repair.CLOSED),
    "cancel": RepairStep(frozenset({Repair.OPEN}), Repair.CANCELLED),
}
REPAIR_UNDER_WAY = frozenset({Repair.OPEN, *_AWAY})
"""A ticket with an order in one of these is not finished; a returned one is back on the desk."""

NEEDS: dict[str, tuple[str, str]] = {
    "reason": (N_("a reason"), N_("say why")),
    "missing": (N_("what is missing"), N_("say what the sender has to add")),
    "instructions": (N_("instructions"), N_("say what to do with it there")),
    "pending_reason": (N_("what it waits for"), ", ".join(Pending)),
    "until": (N_("a time"), N_("say until when")),
    "number": (N_("a telephone number"), N_("say which number to call")),
    "fix": (N_("a known fix"), N_("say which fix was tried")),
    "request": (N_("a quick request"), N_("say which one of the policy's")),
    "checked": (N_("a check of who asks"), N_("say how it was checked who asks")),
    "code": (N_("a resolution code"), ", ".join(Resolution)),
    "text": (N_("some words"), N_("write what was done or what is to be said")),
    "carrier": (N_("a carrier"), N_("say who carries it")),
    "tracking": (N_("a tracking number"), N_("give the number on the parcel")),
}
"""What a step may need: what it is called, and what to do about it."""

_INSTEAD: dict[str, str] = {
    NEW: N_("nobody holds it: take or assign it first"),
    ASSIGNED: N_("accept or take it first"),
    IN_PROGRESS: N_("it is already taken up"),
    PENDING: N_("take it, or wake it first"),
    RESOLVED: N_("reopen it first"),
    CLOSED: N_("reopen it first"),
    CANCELLED: N_("open a new ticket"),
}

_INSTEAD_OF: dict[tuple[str, str], str] = {
    **{("close", status): N_("resolve or cancel it first") for status in OPEN},
    **{(verb, status): N_("it does not wait") for verb in ("wake", "resume") for status in Status},
    **{("reopen", status): N_("it is still open") for status in OPEN},
    ("close", CLOSED): N_("it is closed already"),
    ("cancel", CANCELLED): N_("it is cancelled already"),
    ("cancel", RESOLVED): N_("it is done: close it"),
    ("accept", NEW): N_("nobody has sent it to you: take it"),
    ("return", NEW): N_("nobody has sent it to you: take or assign it"),
    ("ship", Repair.SHIPPED): N_("it is under way already"),
    ("arrive", Repair.OPEN): N_("ship it first"),
    ("return", Repair.OPEN): N_("ship it first, or cancel the order"),
    ("close", Repair.OPEN): N_("ship it first, or cancel the order"),
    ("close", Repair.SHIPPED): N_("record its return first"),
    ("close", Repair.AT_VENDOR): N_("record its return first"),
    ("cancel", Repair.SHIPPED): N_("record its return instead"),
    ("cancel", Repair.AT_VENDOR): N_("record its return instead"),
}


def blocked(verb: str, status: Status) -> RefusedError | None:
    """Why the verb is out of place at that status; ``None`` when it is not."""
    if status in _step(verb).sources:
        return None
    hint = _INSTEAD_OF.get((verb, status), _INSTEAD[status])
    title = _("{verb} is out of place: the ticket is {status}")
    return RefusedError(title.format(verb=codes.verb(verb), status=codes.words(status)), _(hint))


def merged_away(into: int) -> RefusedError:
    """The refusal of everything that is asked of a ticket that was merged into another."""
    return RefusedError(
        _("it was merged into {into}").format(into=into),
        _("go on with {into}, or unmerge it first").format(into=into),
    )


def verbs_from(status: Status) -> tuple[str, ...]:
    """The verbs that a ticket allows at that status, in the table's order."""
    return tuple(verb for verb, row in TICKET.items() if status in row.sources)


def step(
    verb: str,
    status: Status,
    given: Mapping[str, object] | None = None,
    *,
    team: object = None,
    assignee: object = None,
    merged_into: int | None = None,
) -> Status:
    """The status after the verb.

    Args:
        verb: a key of ``TICKET``.
        status: where the ticket stands.
        given: what came with the verb, by the names of ``NEEDS``; blank counts as not given.
            ``repair_closed`` is true when no order of the ticket is in ``REPAIR_UNDER_WAY``.
        team: the team that holds the ticket afterwards, if any.
        assignee: the person who holds it afterwards, if any.
        merged_into: where the ticket leads that was merged away; nothing is done to such a one.

    Raises:
        RefusedError: it was merged into another, the verb is out of place at that status, or
            something is missing.
        ValueError: there is no such verb.
    """
    row = _step(verb)
    refusal = blocked(verb, status) if merged_into is None else merged_away(merged_into)
    if refusal is not None:
        raise refusal
    given = given or {}
    needs = row.needs
    if verb == "wait" and given.get("pending_reason"):
        needs += WAITING.get(Pending(str(given["pending_reason"])), ())
    _require(verb, needs, given)
    return row.next(status, Holder(team=team is not None, person=assignee is not None))


def step_repair(verb: str, state: Repair, given: Mapping[str, object] | None = None) -> Repair:
    """The state of a repair order after the verb (a key of ``REPAIR``).

    Raises:
        RefusedError: the verb is out of place at that state, or something is missing.
        ValueError: there is no such verb.
    """
    row = REPAIR.get(verb)
    if row is None:
        raise ValueError(f"no verb of repair orders: {verb}")
    if state not in row.sources:
        title = _("{verb} is out of place: the repair order is {state}")
        hint = _INSTEAD_OF.get((verb, state), N_("open a new repair order"))
        raise RefusedError(title.format(verb=codes.verb(verb), state=codes.words(state)), _(hint))
    _require(verb, row.needs, given or {})
    return row.next


def _step(verb: str) -> Step:
    row = TICKET.get(verb)
    if row is None:
        raise ValueError(f"no verb of tickets: {verb}")
    return row


def _require(verb: str, needs: tuple[str, ...], given: Mapping[str, object]) -> None:
    """Refuse the verb unless everything that it needs was given."""
    missing = [need for need in needs if _blank(given.get(need))]
    if "repair_closed" in missing:
        raise RefusedError(
            _("{verb} is out of place: a repair order is under way").format(verb=codes.verb(verb)),
            _("record its return, or cancel the order first"),
        )
    if missing:
        what = ", ".join(_(NEEDS[need][0]) for need in missing)
        how = "; ".join(_(NEEDS[need][1]) for need in missing)
        raise RefusedError(_("{verb} needs {what}").format(verb=codes.verb(verb), what=what), how)


def _blank(value: object) -> bool:
    return value is None or value is False or (isinstance(value, str) and not value.strip())
