"""What one person has done since a moment: act by act, and nobody else's."""

from __future__ import annotations

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from tests.conftest import Enter


def test_ones_own_acts_since_an_event_come_in_their_order_with_how_much_they_changed(
    enter: Enter,
) -> None:
    berit, maja = enter("berit"), enter("maja")
    new = NewTicket(subject="Screen is dark", requester="zofia.w")
    desk.intake.open_ticket(berit, new)
    begin, _ = insight.deeds.since(berit.store, 0, "berit")
    numbers = [desk.intake.open_ticket(maja, new).numbers[0] for _ in range(3)]
    desk.assign.assign(berit, numbers, to="ola")
    desk.undo.undo(berit)
    last, acts = insight.deeds.since(berit.store, begin, "berit")
    assert acts == [("assign", 3), ("undo", 3)]
    assert insight.deeds.since(berit.store, last, "berit") == (last, [])
    assert insight.deeds.since(maja.store, begin, "maja")[1] == [("new", 1)] * 3
