"""Carrying out a planned act: each through the verb of the desk that a person would use.

The plan says what people did; the desk's own decision may have done a part of it already (a
ticket that was routed to its repairer has its order, one that was filed with the caller on the
line is taken). What is done is not done twice. It refuses to write in any other way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from frontdesk import desk, insight
from frontdesk.demo.acts import Act, Planned, Verb
from frontdesk.demo.content import Fate
from frontdesk.routing import Target
from frontdesk.terms import Channel, Direction, Impact, Money, Route, Status

if TYPE_CHECKING:
    from frontdesk.desk.inputs import NewTicket
    from frontdesk.desk.office import Office

AT_THE_FRONT = frozenset(
    {Fate.FIXED, Fate.INSTRUCTED, Fate.WAITING, Fate.WITHDRAWN, Fate.REOPENED, Fate.RETURNED}
)
"""Fates that begin with work at the front: those who file such a ticket keep it there."""

WIDE = frozenset({Impact.SITE, Impact.EVERYONE})
"""Impacts that the policy may send up at once."""

_UNTIL = frozenset({Verb.ACCEPT, Verb.HAND_BACK})


@dataclass(slots=True)
class Standing:
    """What has to be remembered of a ticket while its history is carried out.

    Attributes:
        order: its repair order, if it has one.
        holder: who has taken it up, if the filing did that already.
        above: it was filed to a higher tier at once: what the front office would have done
            before is left out, until somebody there accepts it.
    """

    number: int
    order: int | None = None
    holder: str | None = None
    above: bool = False


def open_ticket(office: Office, planned: Planned, hard: frozenset[str]) -> Standing:
    """Open the ticket, have it routed, and see what that has done already.

    Args:
        hard: categories that the policy sends up at once.
    """
    spoken = planned.channel in (Channel.PHONE, Channel.COUNTER)
    new = desk.inputs.NewTicket(
        subject=planned.subject,
        words=planned.words,
        requester=planned.requester,
        channel=planned.channel,
        kind=planned.kind,
        category=planned.category,
        asset=planned.asset,
        site=planned.site,
        impact=planned.impact,
        urgency=planned.urgency,
        minutes=3 if spoken else 0,
    )
    likely = planned.category in hard or planned.impact in WIDE
    if planned.fate in AT_THE_FRONT and (likely or _goes_up(office, new)):
        new = new.model_copy(update={"chosen": _KEPT})
    done = desk.intake.open_ticket(office, new, route_it=planned.stand != "new")
    order = done.made
    if order is not None and planned.fate is not Fate.VENDOR:
        desk.repair.cancel(office, [order], reason="To be looked at here first.")
        order = None
    row = insight.tickets.lines(office.store, done.numbers)[0]
    return Standing(
        row.number,
        order=order,
        holder=row.assignee if row.status is Status.IN_PROGRESS else None,
        above=row.tier > 1,
    )


_KEPT = desk.inputs.Chosen(route=Route.ASSIGN, target=Target(tier=1, team="front-office"))
"""What somebody at the front chooses who solves it there."""


def _goes_up(office: Office, new: NewTicket) -> bool:
    """Whether the desk would send it up at once, by its rules or by what it has learned."""
    return desk.intake.decide_new(office, new).route is Route.ESCALATE


def carry_out(office: Office, standing: Standing, act: Act) -> None:
    """Do one act, unless filing the ticket has done it already."""
    if standing.above and act.verb not in _UNTIL:
        if act.verb is Verb.REPLY:  # whoever wrote is answered, wherever the ticket went
            _reply(office, standing, act)
        return
    standing.above = False
    _VERBS[act.verb](office, standing, act)
    standing.holder = None


def _take(office: Office, at: Standing, act: Act) -> None:
    if at.holder != act.by:
        desk.assign.take(office, [at.number])


def _assign(office: Office, at: Standing, act: Act) -> None:
    desk.assign.assign(office, [at.number], to=act.to)


def _attempt(office: Office, at: Standing, act: Act) -> None:
    assert act.fix is not None
    desk.fix.attempt(
        office, at.number, fix=act.fix, worked=act.worked, step=act.step, minutes=act.minutes
    )


def _note(office: Office, at: Standing, act: Act) -> None:
    desk.work.note(office, [at.number], text=act.text)


def _reply(office: Office, at: Standing, act: Act) -> None:
    desk.work.reply(office, [at.number], text=act.text)


def _contact(office: Office, at: Standing, act: Act) -> None:
    desk.intake.contact(
        office,
        at.number,
        channel=act.channel or Channel.PHONE,
        direction=act.direction or Direction.IN,
        minutes=act.minutes,
        text=act.text,
    )


def _wait(office: Office, at: Standing, act: Act) -> None:
    assert act.pending is not None
    desk.work.wait(
        office, [at.number], reason=act.pending, until=act.until, number=act.text or None
    )


def _escalate(office: Office, at: Standing, act: Act) -> None:
    desk.escalate.escalate(office, [at.number], reason=act.text, to=act.to, lacking=act.text)


def _accept(office: Office, at: Standing, act: Act) -> None:
    row = insight.tickets.lines(office.store, [at.number])[0]
    if office.actor.team is not None and row.team != office.actor.team:
        # Filed to another team at once: whose field it is fetches it from there.
        desk.assign.assign(office, [at.number], to=office.actor.team)
    desk.escalate.accept(office, [at.number])


def _return(office: Office, at: Standing, act: Act) -> None:
    desk.escalate.return_incomplete(office, [at.number], missing=act.text)


def _hand_back(office: Office, at: Standing, act: Act) -> None:
    desk.escalate.hand_back(office, [at.number], instructions=act.text)


def _resolve(office: Office, at: Standing, act: Act) -> None:
    assert act.code is not None
    desk.outcome.resolve(
        office, [at.number], code=act.code, text=act.text, fix=act.fix, tier1_could=act.could
    )


def _reopen(office: Office, at: Standing, act: Act) -> None:
    desk.outcome.reopen(office, [at.number], reason=act.text)


def _cancel(office: Office, at: Standing, act: Act) -> None:
    if at.order is not None:
        desk.repair.cancel(office, [at.order], reason=act.text)
    desk.outcome.cancel(office, [at.number], reason=act.text)


def _repair_open(office: Office, at: Standing, act: Act) -> None:
    if at.order is None:
        done = desk.repair.open_order(office, [at.number], vendor=act.to, fault=act.text)
        at.order = done.made


def _ship(office: Office, at: Standing, act: Act) -> None:
    desk.repair.ship(office, [_order(at)], carrier=act.to, tracking=act.text)


def _arrive(office: Office, at: Standing, act: Act) -> None:
    desk.repair.arrive(office, [_order(at)], reference=act.text, promised=act.until)


def _give_back(office: Office, at: Standing, act: Act) -> None:
    cost = None if act.cost is None else Money(act.cost, office.policy.currency)
    desk.repair.give_back(office, [_order(at)], result=act.text, cost=cost)


def _close_order(office: Office, at: Standing, _act: Act) -> None:
    desk.repair.close(office, [_order(at)])


def _order(at: Standing) -> int:
    assert at.order is not None
    return at.order


_VERBS: Mapping[Verb, Callable[[Office, Standing, Act], None]] = MappingProxyType(
    {
        Verb.TAKE: _take,
        Verb.ASSIGN: _assign,
        Verb.ATTEMPT: _attempt,
        Verb.NOTE: _note,
        Verb.REPLY: _reply,
        Verb.CONTACT: _contact,
        Verb.WAIT: _wait,
        Verb.ESCALATE: _escalate,
        Verb.ACCEPT: _accept,
        Verb.RETURN: _return,
        Verb.HAND_BACK: _hand_back,
        Verb.RESOLVE: _resolve,
        Verb.REOPEN: _reopen,
        Verb.CANCEL: _cancel,
        Verb.REPAIR_OPEN: _repair_open,
        Verb.REPAIR_SHIP: _ship,
        Verb.REPAIR_ARRIVE: _arrive,
        Verb.REPAIR_RETURN: _give_back,
        Verb.REPAIR_CLOSE: _close_order,
    }
)
