"""Change the facts of a ticket: what it is about, how urgent, where, whose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from frontdesk.desk import again, lookup
from frontdesk.desk.act import Act
from frontdesk.desk.inputs import NewTicket, checked
from frontdesk.desk.office import Office
from frontdesk.desk.operation import acting, each
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.models import Asset, ErasableText, Site, Ticket
from frontdesk.rows import Done
from frontdesk.store import search
from frontdesk.store.ledger import Entry
from frontdesk.terms import Impact, Kind, Urgency
from frontdesk.text import nearest, safe

Change = dict[str, Any]


def edit(
    office: Office,
    numbers: Sequence[int],
    changes: Mapping[str, str],
    *,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Change fields of tickets; what matters to a decision decides again (``desk.again``).

    Args:
        changes: field to value as typed: ``subject, body, category, impact, urgency, complexity,
            asset, site, requester, kind, watchers``; an empty value clears what can be empty.

    Raises:
        BadInputError: an unknown field (the nearest is named) or a value that cannot be.
    """
    if not changes:
        raise BadInputError(_("nothing to change"), _("say --set field=value"))
    for field in changes:
        _known(field)

    def one(act: Act, ticket: Ticket) -> None:
        again.after(act, ticket, _apply(act, ticket, changes))

    return each(office, "edit", numbers, one, expect=expect, operation=operation)


@contextmanager
def as_if(office: Office, number: int, changes: Mapping[str, str]) -> Iterator[Act]:
    """A ticket as it would be with other fields, inside an act that is always rolled back."""
    with acting(office.preview(), "edit") as act:
        ticket = lookup.tickets(act.session, [number])[0]
        for field in changes:
            _known(field)
        if changes:
            _apply(act, ticket, changes)
        act.unit.flush()
        yield act


def _apply(act: Act, ticket: Ticket, changes: Mapping[str, str]) -> Entry:
    fields: Change = {}
    for field, value in changes.items():
        fields |= FIELDS[field](act, ticket, value.strip())
    if {"impact", "urgency"} & set(fields):
        fields["priority"] = act.office.policy.priority(
            fields.get("impact", ticket.impact), fields.get("urgency", ticket.urgency)
        )
    entry = act.move(ticket, "edit", fields)
    if {"subject", "words"} & set(fields):
        search.reindex_ticket(
            act.session, lookup.ident(ticket), ticket.subject, _body(act, ticket, changes)
        )
    return entry


def _body(act: Act, ticket: Ticket, changes: Mapping[str, str]) -> str:
    if "body" in changes:
        return changes["body"]
    kept = act.session.get(ErasableText, ticket.words) if ticket.words else None
    return (kept.body or "") if kept else ""


def _subject(_act: Act, _ticket: Ticket, value: str) -> Change:
    return {"subject": checked(NewTicket, {"subject": value}).subject}


def _words(act: Act, _ticket: Ticket, value: str) -> Change:
    return {"words": act.text(value)["digest"] if value else None}


def _category(act: Act, _ticket: Ticket, value: str) -> Change:
    return {"category": lookup.category(act.office.policy, value)}


def _one_of(kind: type[Impact] | type[Urgency] | type[Kind], field: str) -> Callable[..., Change]:
    def parse(_act: Act, _ticket: Ticket, value: str) -> Change:
        try:
            return {field: kind(value.lower())}
        except ValueError:
            raise BadInputError(
                _("{field} cannot be {value!r}").format(field=field, value=safe(value, 40)),
                _("choose one of {words}").format(words=", ".join(kind)),
            ) from None

    return parse


def _complexity(_act: Act, _ticket: Ticket, value: str) -> Change:
    if value and value not in ("1", "2", "3", "4", "5"):
        raise BadInputError(
            _("complexity cannot be {value!r}").format(value=safe(value, 40)), _("give 1 to 5")
        )
    return {"complexity": int(value) if value else None}


def _asset(act: Act, _ticket: Ticket, value: str) -> Change:
    return {"asset_id": lookup.by_key(act.session, Asset, value).id if value else None}


def _site(act: Act, _ticket: Ticket, value: str) -> Change:
    return {"site_id": lookup.by_key(act.session, Site, value).id if value else None}


def _requester(act: Act, _ticket: Ticket, value: str) -> Change:
    return {"requester_id": lookup.ident(lookup.requester(act.session, value))}


def _watchers(_act: Act, _ticket: Ticket, value: str) -> Change:
    return {"watchers": sorted({name.strip() for name in value.split(",") if name.strip()})}


FIELDS: Mapping[str, Callable[..., Change]] = MappingProxyType(
    {
        "subject": _subject,
        "body": _words,
        "category": _category,
        "impact": _one_of(Impact, "impact"),
        "urgency": _one_of(Urgency, "urgency"),
        "kind": _one_of(Kind, "kind"),
        "complexity": _complexity,
        "asset": _asset,
        "site": _site,
        "requester": _requester,
        "watchers": _watchers,
    }
)


def _known(field: str) -> None:
    if field not in FIELDS:
        near = nearest(field, list(FIELDS)) or list(FIELDS)
        hint = _("nearest: {names}").format(names=", ".join(near))
        if field == "priority":
            hint = _("the policy makes the priority of impact and urgency: set those")
        raise BadInputError(
            _("{field!r} is no field of a ticket").format(field=safe(field, 40)), hint
        )
