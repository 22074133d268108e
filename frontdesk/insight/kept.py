"""What people keep to use again: their own and everybody's, as plain rows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Connection

from frontdesk import codes
from frontdesk.errors import NotFoundError
from frontdesk.i18n import _
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import KeptKind
from frontdesk.text import fold, nearest, safe


@dataclass(frozen=True, slots=True)
class KeptRow:
    """Something that is kept under a name.

    Attributes:
        shared: everybody's; ``owner``: else whose, by login.
        body: text by field, as the input models of ``desk.kept`` have them.
    """

    kind: KeptKind
    name: str
    shared: bool
    owner: str | None
    body: dict[str, str]


def kept(store: Store, kind: KeptKind, login: str) -> list[KeptRow]:
    """What somebody can use: their own, then everybody's, each by name.

    Of two of the same name the own one counts, and the other is left out.
    """
    with store.read() as connection:
        return within(connection, kind, login)


def within(connection: Connection, kind: KeptKind, login: str) -> list[KeptRow]:
    """The same, inside somebody's transaction."""
    own = t.kept.c
    statement = (
        select(own.name, own.folded, own.owner_id, t.agent.c.login, own.body)
        .select_from(t.kept.outerjoin(t.agent, t.agent.c.id == own.owner_id))
        .where(own.kind == kind, own.active)
        .where((own.owner_id == 0) | (t.agent.c.login == login))
        .order_by((own.owner_id == 0), own.folded, own.id)
    )
    found: dict[str, KeptRow] = {}
    for name, folded, owner_id, owner, body in connection.execute(statement):
        found.setdefault(folded, KeptRow(kind, name, owner_id == 0, owner, body))
    return list(found.values())


def one(store: Store, kind: KeptKind, login: str, name: str) -> KeptRow:
    """What somebody keeps, or everybody does, under a name.

    Raises:
        NotFoundError: there is nothing; the nearest are named.
    """
    rows = kept(store, kind, login)
    for row in rows:
        if fold(row.name) == fold(name.strip()):
            return row
    near = nearest(name, [row.name for row in rows])
    hint = _("nearest: {names}").format(names=", ".join(safe(each, 80) for each in near))
    raise NotFoundError(
        _("there is no {noun} {code!r}").format(noun=codes.noun(kind), code=safe(name, 80)),
        hint if near else _("`frontdesk {noun} list` shows what there is").format(noun=kind),
    )
