"""A contact comes in: a ticket is opened and routed, or the contact joins one that is open."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, select

from frontdesk import rights
from frontdesk.desk import carry, lookup, receipts, register, route
from frontdesk.desk.act import Act
from frontdesk.desk.following import follow
from frontdesk.desk.inputs import NewRequester, NewTicket
from frontdesk.desk.office import Office
from frontdesk.desk.once import repeated
from frontdesk.desk.operation import acting, each
from frontdesk.desk.register_rows import free_code
from frontdesk.errors import BadInputError, RefusedError
from frontdesk.i18n import _
from frontdesk.insight.lives import ANSWERED
from frontdesk.models import Asset, Contact, Requester, Site, Ticket
from frontdesk.routing import Decision
from frontdesk.rows import Done
from frontdesk.store import search
from frontdesk.terms import Channel, Direction, Pending, Status, Subject
from frontdesk.text import digits, fold, safe


def open_ticket(
    office: Office, new: NewTicket, *, route_it: bool = True, operation: str | None = None
) -> Done:
    """Open a ticket for a contact, decide where it goes, and carry that out.

    Args:
        route_it: ``False`` leaves it new, held by nobody.

    Raises:
        NotFoundError: the requester, equipment or place is not in the register.
        BadInputError: the category is not in the policy, or ``external_ref`` is taken.
    """
    if (before := repeated(office, "new", operation)) is not None:
        return before
    with acting(office, "new", operation=operation) as act:
        rights.authorize(office.actor, "new")
        ticket = opened(act, new)
        if route_it:
            _route(act, ticket, new)
    return act.done()


def decide_new(office: Office, new: NewTicket) -> Decision:
    """The decision about a contact that is not filed: opened for real, and rolled back."""
    with acting(office.preview(), "new") as act:
        rights.authorize(office.actor, "new")
        return route.decide_now(act, opened(act, new))


def opened(act: Act, new: NewTicket) -> Ticket:
    """Write a new ticket with its first contact and event, inside somebody's transaction."""
    policy = act.office.policy
    requester = _requester(act, new)
    asset = _asset(act, new, requester)
    site = lookup.by_key(act.session, Site, new.site).id if new.site else None
    _not_known_yet(act.session, new.external_ref)
    words = act.text(new.words)["digest"] if new.words else None
    ticket = Ticket(
        kind=new.kind,
        subject=new.subject,
        words=words,
        status=Status.NEW,
        priority=policy.priority(new.impact, new.urgency),
        impact=new.impact,
        urgency=new.urgency,
        category=lookup.category(policy, new.category),
        channel=new.channel,
        requester_id=lookup.ident(requester),
        asset_id=asset.id if asset else None,
        site_id=site or (asset.site_id if asset else None) or requester.site_id,
        opened_at=act.at,
        updated_at=act.at,
        first_response_at=act.at if new.channel in ANSWERED else None,
        external_ref=new.external_ref,
        cost=0,
        currency=policy.currency,
    )
    number = act.add(ticket)
    _recorded(act, ticket, new)
    contact = Contact(
        ticket_id=number,
        at=act.at,
        agent_id=act.office.agent_id,
        channel=new.channel,
        direction=Direction.IN,
        minutes=new.minutes,
        text=words,
    )
    act.session.add(contact)
    search.index_tickets(act.session, [(number, new.subject, new.words)])
    return ticket


def _recorded(act: Act, ticket: Ticket, new: NewTicket) -> None:
    after: dict[str, object] = {
        name: getattr(ticket, name)
        for name in (
            "kind", "status", "priority", "impact", "urgency", "category", "channel", "site_id",
            "requester_id", "asset_id", "tier", "external_ref",
        )
        if getattr(ticket, name) is not None
    }  # fmt: skip
    after["subject"] = act.text(new.subject)
    if ticket.words:
        after["words"] = {"digest": ticket.words}
    entry = act.record(Subject.TICKET, lookup.ident(ticket), "new", {}, after)
    act.tickets[lookup.ident(ticket)] = ticket
    ticket.version = entry.seq


def _route(act: Act, ticket: Ticket, new: NewTicket) -> None:
    decision = route.decide_now(act, ticket)
    chosen = new.chosen
    differs = chosen is not None and (chosen.route, chosen.target) != (
        decision.route,
        decision.target,
    )
    who = act.office.actor.login if differs else None
    number = receipts.keep(act, ticket, decision, who)
    if chosen is not None and differs:
        carry.out(act, ticket, chosen.route, chosen.target, number)
    else:
        carry.out(act, ticket, decision.route, decision.target, number)


def _not_known_yet(session: Session, external_ref: str | None) -> None:
    if external_ref is None:
        return
    taken = session.exec(select(Ticket.id).where(Ticket.external_ref == external_ref)).first()
    if taken is not None:
        raise RefusedError(
            _("{ref} is ticket {number} already").format(ref=safe(external_ref, 80), number=taken),
            _("add a contact to it with `frontdesk contact {number}`").format(number=taken),
        )


def _requester(act: Act, new: NewTicket) -> Requester:
    if new.newcomer is None:
        return lookup.requester(act.session, new.requester)
    return register_newcomer(act, new.newcomer)


def _asset(act: Act, new: NewTicket, requester: Requester) -> Asset | None:
    if (piece := new.equipment) is not None:
        site = act.kept(Site, requester.site_id)
        theirs = {"requester": requester.code, "site": site.code if site else None}
        number = register.enter(act, Subject.ASSET, {**piece.model_dump(), **theirs})
        return act.session.get_one(Asset, number)
    return lookup.by_key(act.session, Asset, new.asset) if new.asset else None


def register_newcomer(act: Act, new: NewRequester) -> Requester:
    """Enter somebody in the register while the ticket is opened."""
    row = Requester(
        code=free_code(act.session, new.code or new.name),
        name=new.name,
        folded=fold(new.name),
        email=new.email.lower() if new.email else None,
        phone=new.phone or None,
        phone_digits=digits(new.phone) if new.phone else None,
        kind=new.kind,
        language="en",
    )
    number = act.add(row)
    known = {"code": row.code, "kind": row.kind}
    told = {"name": act.text(new.name)}
    row.version = act.record(Subject.REQUESTER, number, "add", {}, {**known, **told}).seq
    return row


def contact(
    office: Office,
    number: int,
    *,
    channel: Channel,
    direction: Direction,
    minutes: int = 0,
    text: str = "",
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Record another contact about a ticket. The call that was agreed upon takes it up again.

    Args:
        minutes: how long it took, 0 to 1440.
        text: what was said; may be empty.
    """
    if not 0 <= minutes <= 1440:
        raise BadInputError(_("{n} minutes cannot be").format(n=minutes), _("give 0 to 1440"))

    def one(act: Act, ticket: Ticket) -> None:
        body = text.strip()
        fields: dict[str, Any] = {}
        if direction is Direction.OUT and ticket.first_response_at is None:
            fields["first_response_at"] = act.at
        called = channel is Channel.PHONE and direction is Direction.OUT
        if called and ticket.pending is Pending.CALLBACK:
            fields = follow(ticket, act.woken(ticket), fields, act.at)
        facts = {"channel": channel, "direction": direction, "minutes": minutes}
        entry = act.move(ticket, "contact", fields, told={"text": body}, known=facts)
        act.unit.ledger.flush_texts()
        act.session.add(
            Contact(
                ticket_id=number, at=act.at, agent_id=office.agent_id, channel=channel,
                direction=direction, minutes=minutes, text=entry.digests.get("text"),
            )
        )  # fmt: skip
        if body:
            search.add_to_ticket(act.session, number, body)

    return each(office, "contact", [number], one, expect=expect, operation=operation)
