"""Between tiers: up with a reason, down with instructions, accepted or returned as incomplete."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from frontdesk.i18n import _
from frontdesk.screens import passing_reading as reading
from frontdesk.screens.acting import Act, deed
from frontdesk.screens.acts.asking import ask_and_perform
from frontdesk.widgets.lacking_sheet import LackingSheet

if TYPE_CHECKING:
    from frontdesk.screens.base import ConsoleScreen


async def escalate(screen: ConsoleScreen) -> None:
    """Asks for the reason and sends the tickets where the decision says, up the ladder.

    What the next tier wants to see and lacks is said before; the reason then answers for that too.
    """
    subjects = screen.subjects()
    lacks = await screen.work.do(lambda office: reading.above(office, subjects.numbers))
    title = _("Escalate {what}: what is asked of the next tier?")
    await ask_and_perform(
        screen,
        title.format(what=str(subjects)),
        _escalate,
        subjects=subjects,
        placeholder=_("in a few words; what was tried travels along by itself"),
        note=reading.goes_without(lacks),
    )


def _escalate(reason: str) -> Act:
    return deed(_("{what} escalated"), "escalate", {"reason": reason, "lacking": reason})


async def as_proposed(screen: ConsoleScreen) -> None:
    """Decides afresh about the tickets, and carries that out."""
    await screen.perform(deed(_("{what} sent as proposed"), "route"))


async def hand_back(screen: ConsoleScreen) -> None:
    """Asks for instructions and sends the tickets down the ladder."""
    title = _("Hand back {what}: what is to be done there?")
    await ask_and_perform(screen, title.format(what=str(screen.subjects())), _hand_back)


def _hand_back(instructions: str) -> Act:
    return deed(_("{what} handed back"), "hand_back", {"instructions": instructions})


async def accept(screen: ConsoleScreen) -> None:
    """Accepts what was passed to one's tier."""
    await screen.perform(deed(_("{what} accepted"), "accept"))


async def return_incomplete(screen: ConsoleScreen) -> None:
    """Asks what is missing, what the policy wants ticked already, and returns the tickets."""
    subjects = screen.subjects()
    wishes = await screen.work.do(lambda office: reading.here(office, subjects.numbers))

    async def submit(missing: str, lacks: Sequence[str]) -> str | None:
        done = await screen.perform(_return(missing, lacks), subjects)
        return None if done is not None else _("Nothing was done; what you typed is still here")

    title = _("Return {what}: what is missing?").format(what=str(subjects))
    await screen.ask(LackingSheet(title, wishes, submit))


def _return(missing: str, lacks: Sequence[str]) -> Act:
    return deed(_("{what} returned"), "return", {"missing": missing, "lacks": tuple(lacks)})
