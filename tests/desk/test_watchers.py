"""Who is mentioned in a note watches the ticket from then on."""

from __future__ import annotations

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.store.unit import Store
from frontdesk.terms import Subject
from tests.conftest import Enter

PLAIN = NewTicket(subject="Nothing in particular", requester="anna.nowak")


def watchers(store: Store, number: int) -> tuple[str, ...]:
    return insight.tickets.ticket(store, number).watchers


def test_colleagues_who_are_mentioned_in_a_note_watch_the_ticket(
    enter: Enter, store: Store
) -> None:
    maja, berit = enter("maja"), enter("berit")
    desk.register.edit(berit, Subject.AGENT, "piotr", {"active": "no"})
    (number,) = desk.intake.open_ticket(maja, PLAIN, route_it=False).numbers
    seen = insight.tickets.ticket(store, number).version
    done = desk.work.note(maja, [number], text="@ola and @nobody, @piotr: ola@maja.example")
    assert watchers(store, number) == ("ola",)
    assert done.changes[0].became["watchers"] == ["ola"]
    # Who adds another overtakes nobody, with the version from before.
    desk.work.note(berit, [number], text="@emil, see above", expect=seen)
    assert watchers(store, number) == ("emil", "ola")
    before = len(insight.timeline.events(store, number))
    desk.work.note(maja, [number], text="@ola again")
    assert len(insight.timeline.events(store, number)) == before + 1
    desk.work.reply(maja, [number], text="dear @nadia")
    assert watchers(store, number) == ("emil", "ola")


def test_who_watches_by_a_note_that_went_along_with_an_act_no_longer_does_when_it_is_undone(
    enter: Enter, store: Store
) -> None:
    maja = enter("maja")
    (number,) = desk.intake.open_ticket(maja, PLAIN, route_it=False).numbers
    desk.assign.assign(maja, [number], to="maja")
    desk.edit.edit(maja, [number], {"watchers": "someone"})
    desk.handover.hand_over(maja, giver="maja", to="ola", note="@emil knows")
    assert watchers(store, number) == ("emil", "someone")
    desk.undo.undo(maja)
    assert watchers(store, number) == ("someone",)
    desk.undo.redo(maja)
    assert watchers(store, number) == ("emil", "someone")


def test_a_closed_ticket_takes_a_note_that_mentions_somebody(enter: Enter, store: Store) -> None:
    maja = enter("maja")
    (number,) = desk.intake.open_ticket(maja, PLAIN, route_it=False).numbers
    desk.outcome.cancel(maja, [number], reason="nothing")
    desk.work.note(maja, [number], text="@ola was right")
    assert watchers(store, number) == ("ola",)
