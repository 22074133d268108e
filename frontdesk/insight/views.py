"""The views that ship: whose tickets, in which order, and how many there are in each.

A view is a filter with a name; ``counts`` looks at the open tickets once for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.engine import Connection

from frontdesk.i18n import N_, _
from frontdesk.insight.conditions import conditions
from frontdesk.query import NOBODY, Filter, Order
from frontdesk.rights import Actor
from frontdesk.store import tables as t
from frontdesk.store.unit import Store


@dataclass(frozen=True, slots=True)
class View:
    """A list that is looked at often.

    Attributes:
        key: a stable word, for ``list --view``.
        label: its name, marked for translation.
    """

    key: str
    label: str
    filter: Filter
    order: Order = Order.PRIORITY

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return _(self.label)


def views(actor: Actor) -> tuple[View, ...]:
    """The views of an agent: own work first, the whole desk last."""
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
