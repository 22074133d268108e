"""Carry a decision out: each route's change of the ticket, in the decision's own transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from frontdesk.desk import lookup, repair
from frontdesk.desk.act import Act
from frontdesk.desk.following import follow
from frontdesk.desk.placing import put
from frontdesk.errors import RefusedError
from frontdesk.i18n import _
from frontdesk.models import Agent, Team, Ticket, Vendor
from frontdesk.routing import Target
from frontdesk.terms import Channel, Pending, Route, Status

LIVE = frozenset({Channel.PHONE, Channel.COUNTER, Channel.CHAT})
"""Channels on which the caller is still there when the ticket is filed."""

Step = Callable[[Act, Ticket, Target], Mapping[str, Any]]


def out(act: Act, ticket: Ticket, route: Route, target: Target, decision: int) -> None:
    """Do what a route says to a ticket, as one event ``route``.

    Raises:
        RefusedError: for a route that this version cannot carry out.
    """
    step = STEPS.get(route)
    if step is None:
        raise RefusedError(
            _("this version cannot carry out {route}").format(route=route.value),
            _("choose another route"),
        )
    fields = {**step(act, ticket, target), "decision_id": decision}
    status = fields.pop("status", None) or _taken_up(ticket, fields)
    known: dict[str, object] = {"route": route}
    if target.fix is not None:
        known["fix"] = target.fix
    if target.request is not None:
        known["request"] = target.request
    act.change(ticket, "route", follow(ticket, status, fields, act.at), known=known)
    if route is Route.VENDOR_REPAIR and target.vendor is not None:
        vendor = lookup.by_key(act.session, Vendor, target.vendor)
        repair.place_order(act, ticket, vendor, ticket.asset_id, ticket.subject)


def _taken_up(ticket: Ticket, fields: Mapping[str, Any]) -> Status:
    """What its holder has taken up stays so; in other hands it is to be taken up."""
    holder = fields.get("assignee_id")
    same = holder is not None and holder == ticket.assignee_id
    return ticket.status if same and ticket.status is not Status.NEW else Status.ASSIGNED


def _placed(act: Act, ticket: Ticket, target: Target) -> dict[str, Any]:
    team = lookup.by_key(act.session, Team, target.team) if target.team else None
    agent = lookup.by_key(act.session, Agent, target.assignee) if target.assignee else None
    if team is None and agent is None:
        return {"status": Status.ASSIGNED if ticket.team_id is not None else Status.NEW}
    return put(act, ticket, team, agent)


def _kept_by_actor(act: Act, ticket: Ticket, target: Target) -> dict[str, Any]:
    """What the front office does itself stays with whoever has the caller on the line."""
    me = act.session.get_one(Agent, act.office.agent_id)
    team = act.session.get_one(Team, me.team_id)
    own = ticket.team_id == team.id or (ticket.team_id is None and team.tier == ticket.tier)
    live = ticket.channel in LIVE and ticket.assignee_id is None
    if ticket.assignee_id == me.id or (live and own):
        # A supervisor may hold it for another team: it stays that team's, and no hop is made.
        held = act.kept(Team, ticket.team_id) or team
        return {**put(act, ticket, held, me), "status": Status.IN_PROGRESS}
    return _placed(act, ticket, target)


def _queued(act: Act, ticket: Ticket, target: Target) -> dict[str, Any]:
    return _placed(act, ticket, Target(tier=target.tier, team=target.team))


def _ask(act: Act, ticket: Ticket, target: Target) -> dict[str, Any]:
    return {
        **_kept_by_actor(act, ticket, target),
        "status": Status.PENDING,
        "pending": Pending.REQUESTER,
    }


STEPS: Mapping[Route, Step] = MappingProxyType(
    {
        Route.ASSIGN: _placed,
        Route.LOCAL_FIX: _kept_by_actor,
        Route.QUICK_REQUEST: _kept_by_actor,
        Route.ESCALATE: _queued,
        Route.HAND_BACK: _queued,
        Route.VENDOR_REPAIR: _kept_by_actor,
        Route.ASK_REQUESTER: _ask,
        Route.SUPERVISOR: _placed,
    }
)
