"""Sending equipment to its vendor: which one, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from frontdesk.i18n import _
from frontdesk.screens.acting import Act
from frontdesk.screens.acts.asking import ask_and_perform
from frontdesk.widgets.seeker import Choice, Seeker, among

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.rows import Done
    from frontdesk.screens.base import ConsoleScreen


async def dispatch(screen: ConsoleScreen) -> None:
    """Asks for the vendor and the fault, and opens the repair order."""
    subjects = screen.subjects()
    numbers = subjects.numbers
    choices = await screen.work.do(lambda office: _vendors(office, numbers))
    title = _("Send the equipment of {what} for repair: to whom?")
    vendor = await screen.ask(Seeker(title.format(what=str(subjects)), among(choices)))
    if vendor is None:
        return

    def act(fault: str) -> Act:
        def call(office: Office, some: Sequence[int], expect: int | None) -> Done:
            from frontdesk import desk

            return desk.repair.open_order(office, some, vendor=vendor, fault=fault, expect=expect)

        return Act(_("{what}: repair order {made} opened"), call)

    await ask_and_perform(
        screen,
        _("What is wrong with it, for the vendor?"),
        act,
        subjects=subjects,
        text=subjects.rows[0].subject if len(numbers) == 1 else "",
    )


def _vendors(office: Office, numbers: Sequence[int]) -> list[Choice[str]]:
    """The vendors; that of the equipment first."""
    from frontdesk import insight
    from frontdesk.terms import Subject

    own: set[str] = set()
    for ticket in insight.tickets.tickets(office.store, numbers):
        if ticket.asset is not None:
            own.add(insight.people.asset(office.store, ticket.asset).vendor or "")
    rows = insight.register.rows(office.store, Subject.VENDOR)
    rows = sorted(rows, key=lambda row: (str(row["code"]) not in own, str(row["name"])))
    return [
        Choice(
            str(row["code"]),
            str(row["name"]),
            _("made it, or keeps it") if row["code"] in own else str(row.get("kind", "")),
        )
        for row in rows
    ]
