"""Entries of the register put back to what they were before an event.

What was personal comes back out of its text, unless that has been erased. It refuses to take an
addition back: nothing is ever removed from a register.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from frontdesk import rights
from frontdesk.desk import lookup, past
from frontdesk.desk.act import Act
from frontdesk.desk.register import right, taken
from frontdesk.desk.register_rows import (
    KEYS,
    MODELS,
    PERSONAL,
    Entry,
    change,
    derive,
    key_of,
    known,
    standing,
    stocked,
)
from frontdesk.desk.register_rules import check
from frontdesk.models import Event, Row, Stock
from frontdesk.terms import Subject


def turn_back(act: Act, event: Event) -> None:
    """Put an entry back to what it was before an event.

    Raises:
        OvertakenError: it has been changed since.
        RefusedError: no right to it, a text has been erased, or its code is taken by now.
    """
    subject = event.subject
    rights.authorize(act.office.actor, right(subject, "edit"))
    row = act.session.get_one(MODELS[subject], event.subject_id)
    before, after = past.sides(event)
    if "count" in before:
        _stock(act, event, row)
        return
    names = list({**before, **after})
    left = _restored(act, subject, {name: after.get(name) for name in names})
    if standing(act, row, names) != left:
        raise past.overtaken(act, event, _called(subject, row))
    columns = _restored(act, subject, {name: before.get(name) for name in names})
    if subject is Subject.REQUESTER:
        derive(columns)
    entry = Entry(columns, row=row)
    if known(act, subject, [entry]).get(key_of(subject, entry), row) is not row:
        raise taken(subject, entry)
    check(act, subject, entry)
    change(act, subject, entry, act.verb, {"undoes": event.id})


def _stock(act: Act, event: Event, part: Row) -> None:
    """Put as many of a part back on a shelf as lay there."""
    before, after = past.sides(event)
    site = before["site_id"]
    shelf = act.session.get(Stock, (lookup.ident(part), site))
    if after["count"] != (shelf.count if shelf is not None else 0):
        raise past.overtaken(act, event, _called(Subject.PART, part))
    stocked(act, part, {site: before["count"]}, act.verb, {"undoes": event.id})


def _restored(act: Act, subject: Subject, held: Mapping[str, Any]) -> dict[str, Any]:
    """What an event holds of an entry, as its columns hold it.

    Raises:
        RefusedError: a text of it has been erased.
    """
    personal = PERSONAL.get(subject, frozenset())
    columns = MODELS[subject].metadata.tables[str(MODELS[subject].__tablename__)].c
    found: dict[str, Any] = {}
    for name, value in held.items():
        if name in personal:
            found[name] = past.text(act, name, value)
        else:
            found[name] = past.value(columns[name], value) if name in columns else value
    return found


def _called(subject: Subject, row: Row) -> str:
    """What people call an entry: its code, login or tag; a window by its number."""
    return str(getattr(row, "id" if subject is Subject.SHIFT else KEYS[subject][0]))
