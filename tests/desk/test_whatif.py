"""What would have to be different is found on the stored ticket; nothing is written."""

from __future__ import annotations

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.routing import Wanted, summary
from frontdesk.store.unit import Store
from frontdesk.terms import Resolution, Route
from tests.conftest import Enter

LOCKED = NewTicket(
    subject="I cannot sign in, too many attempts", requester="anna.nowak", asset="LAP-0001"
)
CRACKED = NewTicket(
    subject="Screen cracked", words="It fell and the display is smashed.", requester="anna.nowak"
)


def test_the_smallest_change_holds_when_the_ticket_is_really_edited(
    enter: Enter, store: Store
) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, LOCKED)
    before = insight.timeline.events(store, 1)
    found = desk.whatif.smallest(office, 1, Wanted(Route.ESCALATE, "network")).found
    assert found is not None
    assert insight.timeline.events(store, 1) == before
    values = {each.field: str(each.to) for each in found.changes if each.field != "tried"}
    desk.edit.edit(office, [1], values)
    for each in found.changes:
        if each.field == "tried":
            desk.fix.attempt(office, 1, fix=int(str(each.to)), worked=False)
    made = desk.route.decide_for(office, 1)[2]
    assert (made.route, made.target.team) == (Route.ESCALATE, "network")


def test_the_equipment_of_the_requester_is_within_reach(enter: Enter) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, CRACKED)
    found = desk.whatif.smallest(office, 1, Wanted(Route.VENDOR_REPAIR)).found
    assert found is not None
    assert [(each.field, each.was, each.to) for each in found.changes] == [
        ("asset", None, "LAP-0001")
    ]
    named = desk.route.decide_for(office, 1, {"asset": "LAP-0001"})[2]
    assert (named.route, summary(named)) == (Route.VENDOR_REPAIR, summary(found.decision))


def test_a_closed_ticket_is_answered_too(enter: Enter) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, LOCKED)
    desk.outcome.resolve(office, [1], code=Resolution.FIXED, text="unlocked")
    desk.outcome.close(office, [1])
    search = desk.whatif.smallest(office, 1, Wanted(Route.ESCALATE))
    assert search.found is not None
