"""The views that ship."""

from __future__ import annotations

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.store.unit import Store
from frontdesk.terms import Pending
from tests.conftest import Enter

NEW = NewTicket(subject="My account is locked, I cannot sign in", requester="anna.nowak")


def test_every_view_counts_what_its_list_holds(enter: Enter, store: Store) -> None:
    office = enter("berit")
    for _ in range(6):
        desk.intake.open_ticket(office, NEW, route_it=False)
    desk.assign.assign(office, [2, 3, 4], to="berit")
    desk.assign.assign(office, [5], to="network")
    desk.assign.take(office, [3, 4, 6])
    desk.work.wait(office, [3], reason=Pending.REQUESTER)
    for login in ("berit", "nadia"):
        views = insight.views.views(enter(login).actor)
        counts = insight.views.counts(store, views)
        listed = {v.key: len(insight.tickets.window(store, v.filter, v.order)) for v in views}
        assert counts == listed
    mine = insight.views.counts(store, insight.views.views(office.actor))
    assert (mine["mine"], mine["new"], mine["waiting"], mine["all"]) == (4, 1, 1, 6)


def test_an_agent_sees_the_queue_of_the_team_and_a_supervisor_that_of_the_desk(
    enter: Enter, store: Store
) -> None:
    office = enter("berit")
    desk.intake.open_ticket(office, NEW, route_it=False)
    desk.assign.assign(office, [1], to="network")
    seen = {
        login: insight.views.counts(store, insight.views.views(enter(login).actor))["unassigned"]
        for login in ("berit", "nadia", "maja")
    }
    assert seen == {"berit": 1, "nadia": 1, "maja": 0}
