"""Take back what was done: an event's undo is another event. Redo is the undo of an undo.

Undoing an operation restores the columns that it changed, for every ticket of it, unless
somebody has changed one of them since. What cannot be taken back (something was said to the
requester, a ticket or an order was opened) says so and names the verb that helps.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import literal_column, update
from sqlmodel import col, select

from frontdesk import codes, lifecycle, rights
from frontdesk.desk import attachments, beside, deeds, links, lookup, other_ways, past, repair
from frontdesk.desk.act import TEXTS, Act
from frontdesk.desk.office import Office
from frontdesk.desk.once import repeated
from frontdesk.desk.operation import acting, numbered
from frontdesk.desk.reversible import HOUSEKEEPING, LASTING, SAID
from frontdesk.errors import (
    FrontdeskError,
    NotFoundError,
    OvertakenError,
    PartlyOvertakenError,
    RefusedError,
)
from frontdesk.i18n import _, plural
from frontdesk.models import ErasableText, Event, FixAttempt, Operation, Ticket
from frontdesk.rows import Change, Done
from frontdesk.store import search
from frontdesk.store import tables as t
from frontdesk.terms import Status, Subject


def undo(
    office: Office, event: int | None = None, *, rest: bool = False, operation: str | None = None
) -> Done:
    """Take an operation back as a whole.

    Args:
        event: any event of it; left out: the actor's latest that has not been taken back.
        rest: leave alone, and report, the tickets that somebody has changed since.

    Raises:
        NotFoundError: there is nothing to undo, or no such event.
        RefusedError: it cannot be undone; says what helps instead.
        PartlyOvertakenError: somebody has changed the same fields of some of its tickets since.
        OvertakenError: of its only ticket, or of all of them.
    """
    return _take_back(office, "undo", event, rest, operation)


def redo(office: Office, *, operation: str | None = None) -> Done:
    """Do again what the actor undid last."""
    return _take_back(office, "redo", None, False, operation)


def _take_back(
    office: Office, verb: str, event: int | None, rest: bool, operation: str | None
) -> Done:
    if (before := repeated(office, verb, operation)) is not None:
        return before
    with acting(office, verb, operation=operation) as act:
        target = _named(act, event) if event is not None else _latest(act, redo=verb == "redo")
        _can(act, target)
        mine = act.session.get_one(Operation, act.stamp.operation)
        mine.undoes = target.id
        events = act.session.exec(
            select(Event).where(col(Event.operation) == target.id).order_by(col(Event.id).desc())
        ).all()
        tickets = _tickets(act, events)
        moved = _moved_on(act, events, tickets) if len(tickets) > 1 else {}
        if moved and (not rest or len(moved) == len(tickets)):
            raise _overtaken(moved, len(tickets), events[0])
        act.refused += [
            Change(number, None, tickets[number].version, str(error), overtaken=True)
            for number, error in moved.items()
        ]
        for past in events:
            if past.subject is not Subject.TICKET:
                other_ways.turn_back(act, past)
            elif past.subject_id not in moved:
                restore(act, tickets[past.subject_id], past, {"undoes": past.id})
        _attempts(act, target)
        root, _undone = _root(act, target)
        about = "" if tickets else deeds.about(act.session.connection(), root.id)
    return replace(act.done(), undoes=target.id, about=about)


def _tickets(act: Act, events: Sequence[Event]) -> dict[int, Ticket]:
    """The tickets of some events, by number, and the heads of their chains, read together."""
    numbers = [event.subject_id for event in events if event.subject is Subject.TICKET]
    found = {lookup.ident(each): each for each in lookup.tickets(act.session, numbers)}
    act.unit.ledger.load_heads(Subject.TICKET, found)
    return found


def _moved_on(
    act: Act, events: Sequence[Event], tickets: Mapping[int, Ticket]
) -> dict[int, FrontdeskError]:
    """The tickets that no longer stand as an operation left them, with what came between."""
    own: dict[int, list[Event]] = {}
    for event in events:
        if event.subject is Subject.TICKET:
            own.setdefault(event.subject_id, []).append(event)
    found: dict[int, FrontdeskError] = {}
    for number, several in own.items():
        before: dict[str, Any] = {}
        left: dict[str, Any] = {}
        for event in several:  # the latest first: it says what was left, the first what was before
            if event.verb not in SAID:
                before |= json.loads(event.before)
            left = json.loads(event.after) | left
        before.pop("decision_id", None)
        try:
            _not_overtaken(act, several[0], tickets[number], left, set(before))
        except OvertakenError as error:
            found[number] = error
    return found


def _overtaken(
    moved: Mapping[int, FrontdeskError], total: int, event: Event
) -> PartlyOvertakenError | FrontdeskError:
    """What is said when it cannot be taken back as a whole."""
    first = next(iter(moved.values()))
    if len(moved) == total:
        return first
    said = plural(
        "{n} of {total} tickets has been changed since",
        "{n} of {total} tickets have been changed since",
        len(moved),
    ).replace("{total}", str(total))
    return PartlyOvertakenError(
        f"{said}: {first.title}",
        _("`frontdesk undo {event} --rest` takes the others back").format(event=event.id),
        event.id or 0,
    )


def _named(act: Act, event: int) -> Operation:
    found = act.session.get(Event, event)
    if found is None:
        raise NotFoundError(
            _("there is no event {event}").format(event=event),
            _("`frontdesk show N` lists the events of a ticket"),
        )
    return act.session.get_one(Operation, found.operation)


def _latest(act: Act, *, redo: bool) -> Operation:
    """The actor's latest operation that still stands: of those that undid something, for redo."""
    statement = (
        select(Operation)
        .where(
            col(Operation.agent_id) == act.office.agent_id,
            col(Operation.id) != act.stamp.operation,
            col(Operation.verb).not_in(HOUSEKEEPING),
        )
        # As written, not as dated: what is typed later from paper is still done last.
        .order_by(literal_column("operation.rowid").desc())
        .limit(200)
    )
    mine = list(act.session.exec(statement))
    taken_back = {operation.undoes for operation in mine if operation.undoes}
    for operation in mine:
        if operation.id in taken_back:
            continue
        if redo and operation.verb not in ("undo", "redo"):
            break  # something new was done since: there is nothing left to redo
        if redo and operation.verb == "undo":
            return operation
        if not redo and operation.verb != "undo":
            return operation
    word = _("redo") if redo else _("undo")
    raise NotFoundError(
        _("there is nothing to {word}").format(word=word),
        _("`frontdesk show N` lists the events of a ticket"),
    )


def _can(act: Act, target: Operation) -> None:
    if target.verb in LASTING:
        raise RefusedError(
            _("{verb} cannot be undone").format(verb=codes.verb(target.verb)),
            _(LASTING[target.verb]),
        )
    if any(_stands(act, each) for each in _undoers(act, target.id)):
        raise RefusedError(_("it has been undone already"), _("`frontdesk redo` does it again"))
    if target.agent_id != act.office.agent_id:
        rights.authorize(act.office.actor, "undo_others")


def _undoers(act: Act, operation: str) -> list[str]:
    """The operations that took one back, but for the one under way."""
    statement = select(Operation.id).where(
        col(Operation.undoes) == operation, col(Operation.id) != act.stamp.operation
    )
    return list(act.session.exec(statement))


def _stands(act: Act, operation: str) -> bool:
    """Whether an operation holds: nothing that took it back holds itself."""
    return not any(_stands(act, each) for each in _undoers(act, operation))


def restore(act: Act, ticket: Ticket, past: Event, known: Mapping[str, object]) -> None:
    """Put a ticket back to what it was before an event, if it still stands as that left it.

    Args:
        known: what the new event holds beside the columns.

    Raises:
        OvertakenError: somebody has changed the same columns since.
        RefusedError: it was merged into another since, or no verb would leave it so.
    """
    before: dict[str, Any] = json.loads(past.before)
    if past.verb in SAID or (not before and past.verb in LASTING):
        return
    left: dict[str, Any] = json.loads(past.after)
    into = lookup.leads_to(act.session, ticket)
    if into is not None and before and "merged_into_id" not in before:
        raise lifecycle.merged_away(into)
    decided = "decision_id" in before and ticket.decision_id != left.get("decision_id")
    if decided:
        del before["decision_id"]  # decided again since: the facts go back, and it decides anew
    _not_overtaken(act, past, ticket, left, set(before))
    fields = {name: _restored(act, name, value) for name, value in before.items()}
    if "status" in fields:
        fields["open"] = Status(fields["status"]).is_open
    _stands_up(act, ticket, fields)
    told = beside.turned(left)
    links.turn_back(act, past.subject_id, told)
    attachments.turn_back(act, told)
    act.change(ticket, act.verb, fields, known={**known, **told})
    if decided:
        act.again.add(past.subject_id)
    if {"subject", "words"} & set(fields):
        kept = act.session.get(ErasableText, ticket.words) if ticket.words else None
        body = (kept.body or "") if kept else ""
        search.reindex_ticket(act.session, past.subject_id, ticket.subject, body)


def _stands_up(act: Act, ticket: Ticket, fields: Mapping[str, Any]) -> None:
    """Refuse what no verb would have left behind: other fields have changed since.

    Raises:
        RefusedError: it would be finished while its equipment is away for repair.
        OvertakenError: its status would not fit who holds it now.
    """
    status = Status(fields.get("status", ticket.status))
    person = fields.get("assignee_id", ticket.assignee_id) is not None
    held = person or fields.get("team_id", ticket.team_id) is not None
    number = lookup.ident(ticket)
    if not status.is_open and ticket.open and repair.away(act, ticket):
        raise RefusedError(
            _("ticket {number}: a repair order is under way").format(number=number),
            _("record its return, or cancel the order first"),
        )
    _leads_well(act, ticket, fields)
    fits = {Status.NEW: not held, Status.ASSIGNED: held, Status.IN_PROGRESS: person}
    if not fits.get(status, True):
        raise OvertakenError(
            _("ticket {number}: who holds it has changed since").format(number=number),
            _("undo that first, or set it by hand"),
        )


def _leads_well(act: Act, ticket: Ticket, fields: Mapping[str, Any]) -> None:
    """Refuse to lead a ticket to one that has been merged or cancelled since.

    Raises:
        RefusedError: says where that one leads, or that it is cancelled.
        OvertakenError: the ticket is open again.
    """
    if (above := fields.get("parent_id")) is not None:
        parent = lookup.tickets(act.session, [above])[0]
        if lookup.ident(ticket) in lookup.ancestry(act.session, parent):
            raise links.circle(ticket, above)
    if (into := fields.get("merged_into_id")) is None:
        return
    if Status(fields.get("status", ticket.status)) is not Status.CLOSED:
        raise OvertakenError(
            _("ticket {number}: its status has changed since").format(number=ticket.id),
            _("merge it again"),
        )
    target = lookup.tickets(act.session, [into])[0]
    beyond = lookup.leads_to(act.session, target)
    refusal = (
        lifecycle.blocked("absorb", target.status)
        if beyond is None
        else lifecycle.merged_away(beyond)
    )
    if refusal is not None:
        raise numbered(refusal, target)


def _not_overtaken(
    act: Act, past: Event, ticket: Ticket, left: Mapping[str, Any], touched: set[str]
) -> None:
    """Refuse when a column no longer stands as the event left it."""
    moved = sorted(
        name for name in touched if _restored(act, name, left.get(name)) != getattr(ticket, name)
    )
    if not moved:
        return
    later = select(Event).where(
        col(Event.subject) == past.subject,
        col(Event.subject_id) == past.subject_id,
        col(Event.seq) > past.seq,
    )
    events = act.session.exec(later.order_by(col(Event.seq).desc())).all()
    last = next(event for event in events if set(moved) & set(json.loads(event.after)))
    raise OvertakenError(
        _("ticket {number}: {who} has changed {what} since ({verb})").format(
            number=past.subject_id,
            who=last.actor,
            what=", ".join(codes.field(name) for name in moved),
            verb=codes.verb(last.verb),
        ),
        _("undo that first, or set it by hand"),
    )


def _restored(act: Act, name: str, value: Any) -> Any:
    """A value of an event as the column holds it.

    Raises:
        RefusedError: the text has been erased.
    """
    if name in TEXTS:
        return past.text(act, name, value)
    return past.value(t.ticket.c[name], value)


def _root(act: Act, target: Operation) -> tuple[Operation, bool]:
    """What is undone, or done again, in the end; and whether it is undone by taking this back."""
    root, undone = target, True
    while root.undoes is not None:
        root, undone = act.session.get_one(Operation, root.undoes), not undone
    return root, undone


def _attempts(act: Act, target: Operation) -> None:
    """A fix attempt that was taken back no longer counts in the fix's record."""
    root, undone = _root(act, target)
    if root.verb not in ("try_worked", "try_failed"):
        return
    act.session.execute(
        update(FixAttempt).where(col(FixAttempt.operation) == root.id).values(undone=undone)
    )
