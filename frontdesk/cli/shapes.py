"""Rows as the documents that scripts rely on (docs/cli.md): keys, their order, and plain values.

Text stands as it is stored. It refuses to leave a key out: what does not apply is ``null``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any

from frontdesk.rows import (
    AttachmentRow,
    AttemptRow,
    ContactRow,
    EventRow,
    FixRow,
    MessageRow,
    PresentRow,
    RelatedRow,
    RepairRow,
    TicketRow,
)
from frontdesk.terms import Money, Outcome
from frontdesk.times import rfc3339

if TYPE_CHECKING:
    from frontdesk.decision.counterfactual import Found
    from frontdesk.decision.facts import Alike, Nearby
    from frontdesk.golden import Tested
    from frontdesk.insight.fairness import Fairness
    from frontdesk.insight.receipts import Otherwise
    from frontdesk.insight.waiting import UpNext
    from frontdesk.policy import Difference
    from frontdesk.routing import Decision

Document = dict[str, Any]


def plain(value: Any) -> Any:
    """A value as JSON has it: times RFC 3339 UTC, spans in seconds, money in minor units."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return round(value.total_seconds())
    if isinstance(value, Money):
        return {"amount": value.amount, "currency": value.currency}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    return value


def ticket(row: TicketRow) -> Document:
    """A ticket: the keys of the contract, in its order."""
    return {
        "number": row.number,
        "kind": row.kind.value,
        "subject": row.subject,
        "status": row.status.value,
        "pending_reason": plain(row.pending),
        "priority": row.priority.value,
        "impact": row.impact.value,
        "urgency": row.urgency.value,
        "complexity": row.complexity,
        "category": row.category,
        "channel": row.channel.value,
        "site": row.site,
        "requester": row.requester,
        "asset": row.asset,
        "tier": row.tier,
        "team": row.team,
        "assignee": row.assignee,
        "opened_at": plain(row.opened_at),
        "updated_at": plain(row.updated_at),
        "first_response_due_at": plain(row.first_response_due_at),
        "due_at": plain(row.due_at),
        "resolved_at": plain(row.resolved_at),
        "resolution_code": plain(row.resolution_code),
        "version": row.version,
        "parent": row.parent,
        "merged_into": row.merged_into,
        "external_ref": row.external_ref,
        "hops": row.hops,
        "cost": plain(row.cost),
        "repairs": list(row.repairs),
        "decision": row.decision,
    }


def up_next(up: UpNext, row: TicketRow | None) -> Document:
    """What somebody should take next: the ticket, and how their queue and load stand."""
    queued = up.ticket
    return {
        "login": up.person.login,
        "team": up.person.team,
        "load": up.person.load,
        "capacity": up.person.capacity,
        "waits": up.waits,
        "passed_over": up.passed_over,
        "waiting_since": plain(queued.since) if queued else None,
        "late": queued.late if queued else None,
        "mentor": queued.mentor or None if queued else None,
        "ticket": ticket(row) if row is not None else None,
    }


def fairness(found: Fairness | None) -> Document:
    """How evenly a team's open tickets lie on its agents; ``null`` for a team without any."""
    return {
        "largest_load": found.largest if found else None,
        "median_load": found.median if found else None,
        "largest_over_median": found.ratio if found else None,
    }


def whole(
    row: TicketRow,
    *,
    contacts: Sequence[ContactRow],
    messages: Sequence[MessageRow],
    attempts: Sequence[AttemptRow],
    events: Sequence[EventRow],
    orders: Sequence[RepairRow],
    decisions: Sequence[Document],
    present: Sequence[PresentRow],
    related: Sequence[RelatedRow],
    attachments: Sequence[AttachmentRow],
) -> Document:
    """A ticket with everything around it, for ``show``."""
    return {
        **ticket(row),
        "body": row.words,
        "requester_name": row.requester_name,
        "asset_type": row.asset_type,
        "pending_until": plain(row.pending_until),
        "callback_number": row.callback_number,
        "first_response_at": plain(row.first_response_at),
        "closed_at": plain(row.closed_at),
        "resolution": row.resolution,
        "fix": row.fix,
        "tier_1_could": row.tier1_could,
        "watchers": list(row.watchers),
        "facts": dict(row.facts),
        "imported": row.imported,
        "contacts": [contact(each) for each in contacts],
        "messages": [message(each) for each in messages],
        "attempts": [attempt(each) for each in attempts],
        "timeline": [event(each) for each in events],
        "orders": [order(each) for each in orders],
        "decisions": list(decisions),
        "present": [
            {"login": each.login, "doing": each.doing.value, "at": plain(each.at)}
            for each in present
        ],
        "related": [plain(each) for each in related],
        "attachments": [plain(each) for each in attachments],
    }


def contact(row: ContactRow) -> Document:
    """One time that somebody got in touch."""
    return {
        "at": plain(row.at),
        "channel": row.channel.value,
        "direction": row.direction.value,
        "seconds": row.minutes * 60,
        "agent": row.agent,
        "text": row.text,
    }


def message(row: MessageRow) -> Document:
    """A note or a reply; ``text`` is ``null`` when it has been erased."""
    return {
        "at": plain(row.at),
        "author": row.author,
        "visibility": row.visibility.value,
        "text": row.text,
    }


def attempt(row: AttemptRow) -> Document:
    """A known fix that was tried."""
    return {
        "at": plain(row.at),
        "agent": row.agent,
        "fix": row.fix,
        "title": row.title,
        "outcome": (Outcome.WORKED if row.worked else Outcome.FAILED).value,
        "step": row.step,
        "seconds": row.minutes * 60 if row.minutes is not None else None,
        "undone": row.undone,
    }


def event(row: EventRow) -> Document:
    """One line of a timeline."""
    return {
        "event": row.event,
        "version": row.seq,
        "at": plain(row.at),
        "actor": row.actor,
        "verb": row.verb,
        "before": plain(row.before),
        "after": plain(row.after),
        "texts": dict(row.texts),
        "undone": row.undone,
        "undoes": row.undoes,
    }


def decision(
    made: Decision, number: int | None = None, otherwise: Otherwise | None = None
) -> Document:
    """A decision: the keys of the contract; ``id`` is ``null`` for one that is not stored."""
    from frontdesk.routing import to_json

    return {
        "id": number,
        **to_json(made),
        "overridden_by": otherwise.who if otherwise else None,
        "override_reason": otherwise.reason if otherwise else None,
    }


def difference(found: Difference) -> Document:
    """One thing that differs between two policies."""
    from frontdesk.policy import difference_words

    return {
        "path": [str(part) for part in found.path],
        "change": found.change.value,
        "before": found.before,
        "after": found.after,
        "text": difference_words(found),
    }


def golden_case(tested: Tested) -> Document:
    """A golden case: what was expected, what came, and why."""
    from frontdesk import golden
    from frontdesk.decision.words import english

    case, decision = tested.case, tested.decision
    wanted = ("route", "tier", "team", "fix", "vendor", "max_cost")
    return {
        "name": case.name,
        "holds": tested.holds,
        "unmet": list(tested.unmet),
        "expected": {name: plain(getattr(case, name)) for name in wanted},
        "came": {
            "route": decision.route.value,
            **plain(decision.target),
            "expected_cost": plain(decision.expected_cost),
        },
        "text": golden.reason(tested, english),
    }


def found(change: Found | None) -> Document | None:
    """The smallest change that would choose a route; ``changes`` is empty where none is needed."""
    if change is None:
        return None
    changes = [{"field": e.field, "from": plain(e.was), "to": plain(e.to)} for e in change.changes]
    return {"changes": changes, **_way(change.decision)}


def _way(made: Decision) -> Document:
    from frontdesk.routing import to_json

    whole = to_json(made)
    return {"route": whole["route"], "target": whole["target"]}


def order(row: RepairRow) -> Document:
    """A repair order."""
    return {
        "id": row.order,
        "ticket": row.ticket,
        "state": row.state.value,
        "vendor": row.vendor,
        "vendor_name": row.vendor_name,
        "asset": row.asset,
        "asset_type": row.asset_type,
        "model": row.model,
        "fault": row.fault,
        "rma": row.rma,
        "carrier": row.carrier,
        "tracking": row.tracking,
        "reference": row.reference,
        "under_warranty": row.under_warranty,
        "opened_at": plain(row.opened_at),
        "shipped_at": plain(row.shipped_at),
        "arrived_at": plain(row.arrived_at),
        "promised_at": plain(row.promised_at),
        "returned_at": plain(row.returned_at),
        "cost": plain(row.cost),
        "result": row.result,
        "version": row.version,
    }


def fix(row: FixRow) -> Document:
    """A known fix with its record."""
    return {
        "id": row.fix,
        "title": row.title,
        "symptom": row.symptom,
        "category": row.category,
        "asset_types": list(row.asset_types),
        "tier": row.tier,
        "expected_seconds": row.minutes * 60,
        "tries": row.tries,
        "worked": row.worked,
        "active": row.active,
        "steps": [step.text for step in row.steps],
    }


def alike(one: Alike) -> Document:
    """A resolved ticket that is like another, and why."""
    return {
        "number": one.number,
        "subject": one.subject,
        "likeness": one.likeness,
        "why": {
            "words": list(one.words),
            "same_model": one.same_model,
            "same_site": one.same_site,
            "same_category": one.same_category,
        },
        "team": one.team,
        "tier": one.tier,
        "seconds": one.seconds,
        "fix": one.fix,
    }


def nearby(seen: Nearby) -> Document:
    """Such tickets at a site in the last hours, and how many are usual there."""
    return {
        "count": seen.count,
        "hours": seen.hours,
        "usual": seen.usual,
        "numbers": list(seen.numbers),
    }
