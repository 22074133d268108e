"""Where a ticket is put: team, tier and person, and what follows for hops and cost.

Every verb that moves a ticket asks here, so that a hop is counted and a tier is paid for in one
place. A *hop* is a change of team after the first one. The cost of a ticket is cumulative: each
tier that it touches is paid for once (MetricNet's cost per ticket, by the policy).
"""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select

from frontdesk.desk import lookup
from frontdesk.desk.act import Act
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.insight import course
from frontdesk.models import Agent, Team, Ticket


def put(act: Act, ticket: Ticket, team: Team | None, agent: Agent | None) -> dict[str, Any]:
    """The columns that put a ticket with a team, a person, or both.

    Args:
        team: left out with an agent: the agent's own team.
        agent: ``None``: nobody in person, the team's queue.
    """
    if agent is not None and team is None:
        team = act.kept(Team, agent.team_id)
    fields: dict[str, Any] = {"assignee_id": lookup.ident(agent) if agent else None}
    if team is None:
        return fields
    fields |= {"team_id": lookup.ident(team), "tier": team.tier}
    if ticket.team_id is not None and ticket.team_id != team.id:
        fields["hops"] = ticket.hops + 1
    return fields | cost_of_tier(act, ticket, team.tier)


def cost_of_tier(act: Act, ticket: Ticket, tier: int) -> dict[str, Any]:
    """The cost of a ticket once this tier touches it too; nothing when it has before."""
    if ticket.team_id is not None and tier == ticket.tier:
        return {}
    if ticket.team_id is not None and tier in tiers_held(act, ticket):
        return {}
    policy = act.office.policy
    cost = policy.cost(policy.tier(tier).cost)
    return {"cost": ticket.cost + cost.amount, "currency": cost.currency}


def tiers_held(act: Act, ticket: Ticket) -> set[int]:
    """Every tier that a ticket has been on, by the teams that have held it."""
    held = course.of(act.session.connection(), lookup.ident(ticket)).teams
    teams = (act.kept(Team, team) for team in held)
    return {ticket.tier, *(team.tier for team in teams if team is not None)}


def sender(act: Act, ticket: Ticket) -> Team | None:
    """The team that passed a ticket to the present one, read from the events, never guessed."""
    went = course.of(act.session.connection(), lookup.ident(ticket))
    team = went.came_from(ticket.team_id)
    return act.session.get(Team, team) if team is not None else None


def team_on_tier(act: Act, tier: int) -> Team:
    """The first team of a tier, by code.

    Raises:
        BadInputError: no team works on that tier.
    """
    team = act.session.exec(
        select(Team).where(col(Team.tier) == tier, col(Team.active)).order_by(col(Team.code))
    ).first()
    if team is None:
        raise BadInputError(
            _("no team works on tier {tier}").format(tier=tier),
            _("`frontdesk team list` shows the teams and their tiers"),
        )
    return team
