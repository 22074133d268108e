"""People who call and the equipment they have: completion while typing, and one by one.

Names are found by the beginning of any of their words, without diacritics; telephone numbers by
any of their digits, however they are written; serials with or without dashes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, literal, or_, select, true
from sqlalchemy.engine import Connection, RowMapping

from frontdesk.errors import NotFoundError
from frontdesk.i18n import _
from frontdesk.insight import tickets
from frontdesk.query import Filter, Order
from frontdesk.rows import AssetRow, ListRow, RequesterRow
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import AssetState
from frontdesk.text import digits, fold, safe

LAST = "\U0010ffff"
"""Stands after every beginning: what begins with ``x`` lies between ``x`` and ``x`` + this."""
FEWEST_DIGITS, SURE_DIGITS = 3, 8


def requesters(store: Store, typed: str, limit: int = 8) -> list[RequesterRow]:
    """Requesters that a name, mail address, code or telephone number could mean, likeliest first.

    Those who have left are not offered. Nothing typed: nobody.
    """
    text = typed.strip()
    if not text:
        return []
    with store.read() as connection:
        found: dict[int, None] = {}
        for terms, likelier in _meanings(text):
            wanted = (
                select(t.requester.c.id)
                .where(t.requester.c.active, terms)
                .order_by(*likelier, t.requester.c.folded, t.requester.c.id)
                .limit(limit)
            )
            found |= dict.fromkeys(connection.execute(wanted).scalars())
            if len(found) >= limit:
                break
        return _requesters(connection, list(found)[:limit])


def _meanings(text: str) -> list[tuple[ColumnElement[bool], tuple[ColumnElement[Any], ...]]]:
    """What the text could mean, the likeliest and quickest first; and by what it is sorted."""
    own = t.requester.c
    folded, lower = fold(text), text.lower()
    number = digits(text)
    found: list[tuple[ColumnElement[bool], tuple[ColumnElement[Any], ...]]] = []
    if len(number) >= FEWEST_DIGITS and not any(c.isalpha() for c in text):
        # Without the zero of a national number: what was stored may have the country's instead.
        core = number.lstrip("0") or number
        at_end = case((own.phone_digits.endswith(core), 0), else_=1)
        found.append((own.phone_digits.contains(core), (at_end,)))
        if len(core) > SURE_DIGITS:
            found.append((own.phone_digits.endswith(core[-SURE_DIGITS:]), ()))
    found += [
        (_begins(column, said), ())
        for column, said in ((own.folded, folded), (own.code, lower), (own.email, lower))
    ]
    if words := folded.split():
        name = literal(" ") + func.replace(own.folded, "-", " ")
        terms = (name.contains(f" {word}", autoescape=True) for word in words)
        found.append((and_(*terms), ()))
    return found


def _begins(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """Whether a text begins so, in words that an index understands."""
    return and_(column >= text, column < text + LAST)


@cache
def _statement() -> Select[Any]:
    own, theirs = t.plan.alias("own"), t.plan.alias("theirs")
    still = (
        select(func.count())
        .where(t.ticket.c.requester_id == t.requester.c.id, t.ticket.c.open == true())
        .scalar_subquery()
    )
    names = ("id", "code", "name", "email", "phone", "kind", "language")
    return select(
        *(t.requester.c[name] for name in names),
        t.organisation.c.name.label("organisation"),
        func.coalesce(own.c.name, theirs.c.name).label("plan"),
        t.site.c.code.label("site"),
        still.label("open"),
    ).select_from(
        t.requester.outerjoin(t.organisation, t.organisation.c.id == t.requester.c.organisation_id)
        .outerjoin(own, own.c.id == t.requester.c.plan_id)
        .outerjoin(theirs, theirs.c.id == t.organisation.c.plan_id)
        .outerjoin(t.site, t.site.c.id == t.requester.c.site_id)
    )


def _requesters(connection: Connection, ids: Sequence[int]) -> list[RequesterRow]:
    statement = _statement().where(t.requester.c.id.in_(ids))
    found = {row["id"]: row for row in connection.execute(statement).mappings()}
    return [_requester_row(found[number]) for number in ids]


def _requester_row(row: RowMapping) -> RequesterRow:
    return RequesterRow(**{name: value for name, value in row.items() if name != "id"})


def requester(store: Store, code: str) -> RequesterRow:
    """One requester by code; ``organisation`` and ``plan`` by their names.

    Raises:
        NotFoundError: there is none.
    """
    with store.read() as connection:
        row = connection.execute(_statement().where(t.requester.c.code == code)).mappings().first()
    if row is None:
        raise NotFoundError(
            _("there is no requester {code!r}").format(code=safe(code, 80)),
            _("`frontdesk requester list` shows them"),
        )
    return _requester_row(row)


def of_requester(
    store: Store, code: str, past: int = 20
) -> tuple[list[ListRow], list[ListRow], list[AssetRow]]:
    """Open tickets, past tickets (the latest so many) and equipment of a requester.

    Raises:
        NotFoundError: there is no such requester.
    """
    requester(store, code)
    still = tickets.window(store, Filter.of(requester=code), Order.PRIORITY)
    everything = Filter.of(requester=code, status="all")
    seen = tickets.window(store, everything, Order.NEWEST, limit=past + len(still))
    return still, [row for row in seen if not row.status.is_open][:past], _theirs(store, code)


def _theirs(store: Store, code: str) -> list[AssetRow]:
    return assets(store, "", code, limit=200)


@cache
def _asset_columns() -> Select[Any]:
    names = (
        "tag", "serial", "type", "model", "state", "warranty_until", "contract_until",
    )  # fmt: skip
    return select(
        *(t.asset.c[name] for name in names),
        t.site.c.code.label("site"),
        t.requester.c.code.label("requester"),
        t.requester.c.name.label("requester_name"),
        t.vendor.c.code.label("vendor"),
    ).select_from(
        t.asset.outerjoin(t.site, t.site.c.id == t.asset.c.site_id)
        .outerjoin(t.requester, t.requester.c.id == t.asset.c.requester_id)
        .outerjoin(t.vendor, t.vendor.c.id == t.asset.c.vendor_id)
    )


def assets(
    store: Store, typed: str, requester: str | None = None, limit: int = 8
) -> list[AssetRow]:
    """Equipment that a tag, serial, model or type could mean, the likeliest first.

    Args:
        requester: whose equipment comes first; nothing typed: only theirs.
    """
    text = typed.strip()
    if not text and requester is None:
        return []
    with store.read() as connection:
        owner = connection.execute(
            select(t.requester.c.id).where(t.requester.c.code == (requester or ""))
        ).scalar()
        for terms in _asset_meanings(text, owner):
            rows = connection.execute(_ordered(terms, owner, limit)).mappings().all()
            if rows:
                return [AssetRow(**row) for row in rows]
    return []


def asset_types(store: Store) -> list[str]:
    """The types of equipment that the register has."""
    with store.read() as connection:
        return list(connection.execute(select(t.asset.c.type).distinct()).scalars())


def _ordered(terms: ColumnElement[bool], owner: int | None, limit: int) -> Select[Any]:
    theirs = case((t.asset.c.requester_id == owner, 0), else_=1)
    gone = case((t.asset.c.state == AssetState.RETIRED, 1), else_=0)
    statement = _asset_columns().where(terms).limit(limit)
    return statement.order_by(*([theirs] if owner is not None else []), gone, t.asset.c.tag)


def _asset_meanings(text: str, owner: int | None) -> list[ColumnElement[bool]]:
    """What the text could mean, the likeliest and quickest first."""
    own = t.asset.c
    theirs = own.requester_id == owner
    if not text:
        return [theirs]
    spellings = sorted({text, text.upper(), text.lower()})
    exact = or_(own.tag.in_(spellings), own.serial.in_(spellings))
    begins = or_(*(_begins(column, s) for column in (own.tag, own.serial) for s in spellings))
    written, words = _written(text), _words(text)
    near = [and_(theirs, or_(written, words))] if owner is not None else []
    return [exact, *near, begins, written, words]


def _written(text: str) -> ColumnElement[bool]:
    """Tag or serial, with or without dashes and spaces."""
    bare = text.upper().replace("-", "").replace(" ", "")
    if not bare:
        return false()
    return or_(
        *(
            func.replace(func.replace(func.upper(column), "-", ""), " ", "").contains(
                bare, autoescape=True
            )
            for column in (t.asset.c.tag, t.asset.c.serial)
        )
    )


def _words(text: str) -> ColumnElement[bool]:
    """Model and type: each word must be in one of them."""
    said = func.lower(t.asset.c.model) + " " + func.replace(t.asset.c.type, "_", " ")
    words = text.lower().replace("-", " ").replace("_", " ").split()
    return and_(
        false() if not words else true(),
        *(func.replace(said, "-", " ").contains(word, autoescape=True) for word in words),
    )


def asset(store: Store, tag: str) -> AssetRow:
    """One piece of equipment by its tag, else by its serial.

    Raises:
        NotFoundError: there is none.
    """
    with store.read() as connection:
        for column in (t.asset.c.tag, t.asset.c.serial):
            statement = _asset_columns().where(column == tag)
            row = connection.execute(statement.order_by(t.asset.c.id)).mappings().first()
            if row is not None:
                return AssetRow(**row)
    raise NotFoundError(
        _("there is no asset {tag!r}").format(tag=safe(tag, 80)),
        _("`frontdesk asset list` shows them"),
    )
