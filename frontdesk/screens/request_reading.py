"""Quick requests for the console: the catalogue, what the words speak for, how one is served.

What is given to the screen is plain: the request as the policy has it, and a function that serves
it in a thread. It refuses to file anything before the person says that it is done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk.i18n import _
from frontdesk.widgets.contact_typed import Typed, newcomer_of
from frontdesk.widgets.seeker import Choice, Seeker, among

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.desk.request import Served
    from frontdesk.policy import Policy, QuickRequest
    from frontdesk.rows import Done
    from frontdesk.screens.base import ConsoleScreen

Serve = Callable[["Office", "Served", int], "Done"]
"""Serves a request in a thread; the number is of minutes that it took on the screen."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A quick request, and how it was checked who asks; empty where anybody may ask."""

    request: QuickRequest
    check: str


async def choose(screen: ConsoleScreen, said: str, code: str = "") -> Chosen | None:
    """Asks which quick request, and how it was checked who asks: one line for each.

    Args:
        said: what was said so far; what it speaks for stands first.
        code: of the only one that is meant; empty: all of them.
    """
    office = await screen.work.ready()
    found = [each for each in catalogue(office.policy, said) if code in ("", each.code)]
    if not found:
        screen.tell(_("The policy has no quick requests  ·  [[requests]] adds one"))
        return None
    tier, leads = office.actor.tier, office.actor.leads
    choices = [
        Choice(
            Chosen(each, check),
            each.label,
            check or _("anybody may ask"),
            why_not=None
            if leads or tier >= each.tier
            else _("It is served from tier {tier} on").format(tier=each.tier),
        )
        for each in found
        for check in each.checks or ("",)
    ]
    title = _("Which quick request, and how was it checked who asks?")
    return await screen.ask(Seeker(title, among(choices)))


def catalogue(policy: Policy, said: str) -> list[QuickRequest]:
    """The policy's quick requests; those that the words speak for first."""
    spoken = policy.requests_in(said)
    return [*spoken, *(each for each in policy.requests if each not in spoken)]


def said(office: Office, number: int) -> str:
    """What a ticket says."""
    from frontdesk import insight

    ticket = insight.tickets.ticket(office.store, number)
    return f"{ticket.subject} {ticket.words}"[:4000]


def of_ticket(number: int, seen: int) -> Serve:
    """Serves what a ticket asks for, if nobody has overtaken the person since ``seen``."""

    def serve(office: Office, served: Served, _minutes: int) -> Done:
        from frontdesk import desk

        return desk.request.serve(office, number, served, expect=seen)

    return serve


def of_form(typed: Typed, before: int) -> Serve:
    """Opens a ticket out of the contact form and serves it, as one act; what was typed is kept.

    Args:
        before: minutes that the contact has taken so far; 0 where nobody waits meanwhile.
    """

    def serve(office: Office, served: Served, minutes: int) -> Done:
        from dataclasses import replace

        from frontdesk import desk
        from frontdesk.desk.inputs import NewRequester, checked

        new = newcomer_of(typed.who) if typed.newcomer and not typed.requester else None
        person = {"name": new.name, "email": new.email, "phone": new.phone} if new else None
        asked = desk.request.Asked(
            requester=typed.requester or "unknown",
            newcomer=checked(NewRequester, person) if person else None,
            asset=typed.asset or None,
            site=typed.place or None,
            channel=typed.channel,
            minutes=min(before + minutes, 240) if before else 0,
            operation=typed.operation or None,
        )
        # A request enters no equipment in the register: what is not there is kept in words.
        parts = (typed.what.strip(), replace(typed, piece="").said, served.note)
        note = "\n".join(each for each in parts if each)
        return desk.request.request(office, asked, replace(served, note=note))

    return serve
