"""What the Fix screen reads and does: which fixes may help, their steps, what comes after. Threads.

What was tried is recorded by the desk's own verb, so that it travels with the ticket. It refuses
to decide what comes next: the stored decision does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk.commands import with_keys
from frontdesk.errors import RefusedError
from frontdesk.i18n import _
from frontdesk.screens.contact_reading import RouteLine, routes_of
from frontdesk.terms import Pending, Route
from frontdesk.words import clip_words

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.rows import AssetRow, AttemptRow, Done, FixRow, RequesterRow, TicketRow

MOST = 9
LEAST = 0.1
"""Likeness below which a fix is not worth a look: ``/`` finds it all the same."""


@dataclass(frozen=True, slots=True)
class Call:
    """The ticket that a fix is run for, as somebody on the line needs it.

    Attributes:
        fixes: those that may help, the likeliest first; ``tried``: what was tried and not undone.
    """

    ticket: TicketRow
    caller: RequesterRow | None
    asset: AssetRow | None
    fixes: tuple[FixRow, ...]
    tried: tuple[AttemptRow, ...]

    def outcome(self, fix: int) -> str:
        """What came of a fix on this ticket; empty when it was not tried."""
        for attempt in reversed(self.tried):
            if attempt.fix == fix:
                return _("worked") if attempt.worked else _("failed")
        return ""


@dataclass(frozen=True, slots=True)
class Next:
    """What the desk would do after a fix has failed.

    Attributes:
        routes: the proposed one first; ``summary``: it in a sentence.
    """

    summary: str
    routes: tuple[RouteLine, ...]


def call(office: Office, number: int) -> Call:
    """Reads a ticket with the fixes that may help.

    Raises:
        NotFoundError: there is no such ticket.
    """
    from frontdesk import insight

    store = office.store
    ticket = insight.tickets.ticket(store, number)
    fixes = insight.fixes.matching(
        store,
        f"{ticket.subject} {ticket.words}"[:4000],
        asset_type=ticket.asset_type,
        category=ticket.category,
        limit=MOST,
    )
    tried = tuple(each for each in insight.timeline.attempts(store, number) if not each.undone)
    return Call(
        ticket,
        insight.people.requester(store, ticket.requester),
        insight.people.asset(store, ticket.asset) if ticket.asset else None,
        tuple(each for each in fixes if each.likeness >= LEAST),
        tried,
    )


def steps(office: Office, fix: int) -> FixRow:
    """A known fix with its steps."""
    from frontdesk import insight

    return insight.fixes.fix(office.store, fix)


def search(office: Office, text: str) -> list[FixRow]:
    """Known fixes by words, all of them for an empty text."""
    from frontdesk import insight

    return list(insight.fixes.fixes(office.store, text))


def attempt(
    office: Office, number: int, fix: int, *, worked: bool, step: int | None, minutes: int
) -> Done:
    """Records that a fix was run: worked resolves the ticket, failed asks for another decision."""
    from frontdesk import desk

    return desk.fix.attempt(office, number, fix=fix, worked=worked, step=step, minutes=minutes)


def next_of(office: Office, number: int) -> Next:
    """The options of the ticket's latest decision."""
    from frontdesk import insight
    from frontdesk.decision.words import summary

    decision = insight.receipts.latest(office.store, number)
    if decision is None:
        return Next("", ())
    known = {each.fix: each for each in call(office, number).fixes}
    return Next(summary(decision), routes_of(decision, known))


def take(office: Office, number: int, route: RouteLine, tried: str) -> Done | None:
    """Sends the ticket on by a route that was shown; ``tried`` says so to whoever gets it.

    Returns:
        What was done; ``None`` when the ticket stays with whoever holds it.

    Raises:
        RefusedError: the route is none that a person takes from here.
    """
    from frontdesk import desk

    target, numbers = route.target, [number]
    if route.route is Route.ASSIGN and target.assignee == office.actor.login:
        return None
    match route.route:
        case Route.ESCALATE:
            return desk.escalate.escalate(
                office, numbers, reason=tried, to=target.team, lacking=tried
            )
        case Route.HAND_BACK:
            return desk.escalate.hand_back(office, numbers, instructions=tried, to=target.team)
        case Route.ASSIGN if target.assignee or target.team:
            to = str(target.assignee or target.team)
            return desk.assign.assign(office, numbers, to=to, reason=tried)
        case Route.VENDOR_REPAIR if target.vendor:
            subject = call(office, number).ticket.subject
            return desk.repair.open_order(office, numbers, vendor=target.vendor, fault=subject)
        case Route.ASK_REQUESTER:
            return desk.work.wait(office, numbers, reason=Pending.REQUESTER)
        case Route.SUPERVISOR:
            return desk.route.route(office, numbers)
    raise RefusedError(
        _("that way cannot be taken from here"),
        with_keys(_("choose another, or escalate it with {ticket.escalate}")),
    )


def tried_words(call_: Call) -> str:
    """What was tried, for whoever gets the ticket next."""
    failed = [each for each in call_.tried if not each.worked]
    if not failed:
        return _("No known fix helped.")
    names = "; ".join(f"{each.fix} {clip_words(each.title, 60)}" for each in failed)
    return _("Known fixes tried with the requester, without success: {names}").format(names=names)
