"""The preview of a bulk act: what each becomes, who else is at it, what changed meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from frontdesk import desk, insight
from frontdesk.rows import ListRow
from frontdesk.terms import Doing
from frontdesk.widgets.marks import Marks
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, says, settled, shown, ticket, typed, until


async def test_a_bulk_act_shows_what_each_becomes_and_who_else_is_at_it(
    place: Path, clock: Clock, enter: Enter
) -> None:
    berit, ola = enter("berit"), enter("ola")
    one, two, three = (ticket(berit, f"case {name}") for name in ("north", "south", "west"))
    desk.assign.assign(berit, [one], to="maja")
    desk.outcome.cancel(berit, [three], reason="nothing")
    async with console(place, clock, login="berit", size=(120, 40)) as pilot:
        await pilot.press("colon")
        await typed(pilot, "mark by")
        await says(pilot, "Mark every ticket of a query")
        await pilot.press("enter")
        await says(pilot, "in the language of the filter")
        await typed(pilot, "status:new,assigned,cancelled")
        await pilot.press("enter")
        await says(pilot, "3 marked")
        desk.presence.here(ola, one, Doing.WRITING)
        desk.edit.edit(ola, [two], {"urgency": "high"})
        await settled(pilot)
        await pilot.press("a")
        await says(pilot, "Who gets 3 tickets?")
        await typed(pilot, "ola")
        await pilot.press("enter")
        await says(pilot, "2 change")
        lines = {number: line(shown(pilot), number) for number in (one, two, three)}
        assert "✓" in lines[one]
        assert "assignee maja → ola" in lines[one]
        assert "✎ola" in lines[one]
        assert "assignee – → ola" in lines[two]
        assert "↻" in lines[two]
        assert "↻" not in lines[one]
        assert "is cancelled" in lines[three]
        await says(pilot, "1 open at another desk · 1 changed since marked")
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: line(shown(pilot), two).rstrip().endswith("…"))
        await pilot.resize_terminal(120, 40)
        await pilot.press("down")
        await says(pilot, "Ola Berg is writing")
        await pilot.press("down")
        await says(pilot, "↻ ola changed 0 s ago")
        await pilot.press("enter")
        await says(pilot, "2 tickets given to ola")
    held = [each.assignee for each in insight.tickets.tickets(berit.store, [one, two, three])]
    assert held == ["ola", "ola", None]


def line(screen: str, number: int) -> str:
    """The preview's line of a ticket."""
    marked = [each for each in screen.splitlines() if each.lstrip()[:1] in tuple("✓✕⇄")]
    return next(each for each in marked if each.split()[1:2] == [str(number)])


def test_marks_remember_the_version_that_was_marked(enter: Enter) -> None:
    office = enter("maja")
    number = ticket(office, "it is broken")
    (row,) = insight.tickets.lines(office.store, [number])
    assert isinstance(row, ListRow)
    marks = Marks()
    marks.toggle(row)
    marks[number] = replace(row, version=row.version + 3)
    assert marks.since == {number: row.version}
    assert marks[number].version == row.version + 3
    marks.toggle(row)
    assert (dict(marks), marks.since) == ({}, {})
