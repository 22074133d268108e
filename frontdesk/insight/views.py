"""The views: those that ship, those that people save, and how many tickets each holds.

A view is a filter with a name; ``counts`` looks at the open tickets once for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.engine import Connection

from frontdesk.i18n import N_, _
from frontdesk.insight import kept
from frontdesk.insight.conditions import conditions
from frontdesk.query import NOBODY, Filter, Order, QueryError, parse
from frontdesk.rights import Actor
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import KeptKind, Role


@dataclass(frozen=True, slots=True)
class View:
    """A list that is looked at often.

    Attributes:
        key: a stable word, for ``list --view``; of a saved one its name.
        label: its name; of one that ships marked for translation.
        saved: whether somebody has saved it.
    """

    key: str
    label: str
    filter: Filter
    order: Order = Order.PRIORITY
    saved: bool = False

    @property
    def name(self) -> str:
        """Its name, of one that ships in the reader's language."""
        return self.label if self.saved else _(self.label)


def views(store: Store, actor: Actor) -> tuple[View, ...]:
    """All views of somebody, by their places: those that ship, and saved ones at their keys."""
    with store.read() as connection:
        rows = kept.within(connection, KeptKind.VIEW, actor.login)
    found = list(shipped(actor))
    for row in sorted(rows, key=lambda row: int(row.body["place"]) or LAST):
        view = _saved(row, actor)
        if view is not None:
            place = int(row.body["place"])
            found.insert(place - 1 if place else len(found), view)
    return tuple(found)


def _saved(row: kept.KeptRow, actor: Actor) -> View | None:
    """A saved view; ``None`` where its query means nothing any more."""
    try:
        wanted = parse(row.body["query"], actor.login, actor.team or "")
    except QueryError:
        return None
    return View(row.name, row.name, wanted, Order(row.body["sort"]), saved=True)


def shipped(actor: Actor) -> tuple[View, ...]:
    """The views that ship: own work first, the whole desk last."""
    ours = (actor.team,) if actor.team else ()
    # Supervisors look after everybody's queue.
    here = () if actor.leads else ours
    return (
        View("mine", N_("mine"), Filter.of(assignee=actor.login)),
        View("team", N_("team"), Filter.of(team=ours)),
        View("unassigned", N_("unassigned"), Filter.of(assignee=NOBODY, team=here)),
        View("soon", N_("due soon"), Filter.of(due="soon", team=here), Order.DUE),
        View("overdue", N_("overdue"), Filter.of(due="overdue", team=here), Order.DUE),
        View("waiting", N_("waiting"), Filter.of(status="pending", team=here), Order.OLDEST),
        View(
            "callbacks",
            N_("callbacks"),
            Filter.of(status="pending", waiting="callback"),
            Order.CALL,
        ),
        View("back", N_("back from repair"), Filter.of(repair="returned"), Order.UPDATED),
        View("all", N_("open"), Filter()),
    )


LAST = 10
"""After every place that has a key."""

SHIPPED = tuple((view.key, view.label) for view in shipped(Actor("", "", Role.AGENT)))
"""Key and label of each view that ships: no saved one may be called so."""


def counts(store: Store, several: Sequence[View]) -> dict[str, int]:
    """How many tickets each view holds, by its key. Each filter knows what time it is (``at``)."""
    with store.read() as connection:
        together = [view for view in several if view.filter.only_open]
        found = _of_open(connection, together)
        for view in several:
            if not view.filter.only_open:
                terms = conditions(connection, view.filter)
                statement = select(func.count()).select_from(t.ticket).where(*terms)
                found[view.key] = int(connection.execute(statement).scalar_one())
    return {view.key: found[view.key] for view in several}


def _of_open(connection: Connection, several: Sequence[View]) -> dict[str, int]:
    """One look at the open tickets, however many views there are."""
    if not several:
        return {}
    counted = [
        func.count().filter(_terms(connection, view.filter)).label(f"view_{n}")
        for n, view in enumerate(several)
    ]
    statement = select(*counted).select_from(t.ticket).where(t.ticket.c.open == true())
    row = connection.execute(statement).one()
    return {view.key: int(n) for view, n in zip(several, row, strict=True)}


def _terms(connection: Connection, wanted: Filter) -> ColumnElement[bool]:
    return and_(true(), *conditions(connection, wanted, among_open=True))
