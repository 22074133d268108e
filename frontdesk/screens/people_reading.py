"""What People and equipment shows: who and what is found, one of them whole. Runs in threads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk import amounts, codes, dates, insight
from frontdesk.commands import with_keys
from frontdesk.i18n import N_, _, plural
from frontdesk.text import safe
from frontdesk.times import age

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from frontdesk.desk.office import Office
    from frontdesk.rows import AssetRow, ListRow, RepairRow, RequesterRow

FOUND = 12
PERSON, THING, TICKET = "person", "thing", "ticket"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that leads somewhere.

    Attributes:
        kind: ``PERSON``, ``THING`` or ``TICKET``; empty: a heading. ``key``: code, tag or number.
        text: what it is; ``note``: context, dim, behind it.
    """

    kind: str
    key: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A person or a thing whole: the facts, and lines that lead on."""

    title: str
    facts: tuple[str, ...]
    lines: tuple[Line, ...]


def found(office: Office, typed: str) -> list[Line]:
    """People, then equipment, that the typed words, digits or serial could mean."""
    people = insight.people.requesters(office.store, typed, limit=FOUND)
    things = insight.people.assets(office.store, typed, limit=FOUND)
    return [*(_person(row) for row in people), *(_thing(row) for row in things)]


def card(office: Office, kind: str, key: str) -> Card:
    """A person or a thing whole.

    Raises:
        NotFoundError: it is not in the register any more.
    """
    return person(office, key) if kind == PERSON else thing(office, key)


def person(office: Office, code: str) -> Card:
    """A requester: plan, how to reach them, tickets and equipment."""
    row = insight.people.requester(office.store, code)
    open_ones, past, things = insight.people.of_requester(office.store, code)
    facts = [
        _joined(row.organisation, row.plan and _("plan {plan}").format(plan=row.plan), row.site),
        _joined(row.phone, row.email, row.language),
    ]
    now = office.now()
    lines = [
        *_group(N_("open tickets"), [_ticket(each, now) for each in open_ones]),
        *_group(N_("equipment"), [_thing(each) for each in things]),
        *_group(N_("past tickets"), [_ticket(each, now) for each in past]),
    ]
    if not lines:
        facts.append(with_keys(_("No ticket and no equipment yet; {contact.new} takes a call")))
    return Card(row.name, tuple(fact for fact in facts if fact), tuple(lines))


def thing(office: Office, tag: str) -> Card:
    """A piece of equipment: who has it, warranty, and every repair of its life."""
    row = insight.people.asset(office.store, tag)
    repairs = insight.repairs.of_asset(office.store, tag)
    facts = [
        _joined(row.type, row.model, row.serial and _("serial {n}").format(n=row.serial)),
        _joined(codes.value("state", row.state), row.site, row.vendor, _cover(row, office.now())),
    ]
    owner = (
        [Line(PERSON, row.requester, row.requester_name or row.requester)]
        if (row.requester)
        else []
    )
    lines = [
        *_group(N_("who has it"), owner),
        *_group(N_("repairs"), [_repair(each) for each in repairs]),
    ]
    return Card(row.tag, tuple(fact for fact in facts if fact), tuple(lines))


def _cover(row: AssetRow, now: datetime) -> str:
    said = []
    for until, name in (
        (row.warranty_until, _("warranty")),
        (row.contract_until, _("contract")),
    ):
        if until is not None:
            over = "" if until >= now.date() else _(" (over)")
            said.append(
                _("{name} to {day}{over}").format(name=name, day=dates.day(until), over=over)
            )
    return " · ".join(said) or _("no warranty known")


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def _group(name: str, lines: Sequence[Line]) -> list[Line]:
    return [Line("", "", _(name), str(len(lines))), *lines] if lines else []


def _person(row: RequesterRow) -> Line:
    waiting = plural("{n} open", "{n} open", row.open) if row.open else ""
    return Line(PERSON, row.code, row.name, _joined(row.organisation, row.phone, waiting))


def _thing(row: AssetRow) -> Line:
    return Line(THING, row.tag, row.tag, _joined(row.model or row.type, row.requester_name))


def _ticket(row: ListRow, now: datetime) -> Line:
    note = _joined(codes.words(row.status), row.assignee, age(now - row.opened_at))
    return Line(TICKET, str(row.number), f"{row.number}  {row.subject}", note)


def _repair(row: RepairRow) -> Line:
    note = _joined(row.vendor_name, row.result, amounts.money(row.cost) if row.cost else None)
    said = _("{day}  {state}: {fault}").format(
        day=dates.day(row.opened_at), state=codes.words(row.state), fault=row.fault
    )
    return Line(TICKET, str(row.ticket), safe(said), note)
