"""Between tiers: escalate with what was tried, accept, return as incomplete, hand back, decline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from frontdesk import lifecycle, rights
from frontdesk.desk import contract, lookup, receipts, route
from frontdesk.desk.act import Act
from frontdesk.desk.office import Office
from frontdesk.desk.operation import each
from frontdesk.desk.placing import put, sender, team_on_tier
from frontdesk.errors import BadInputError, RefusedError
from frontdesk.i18n import _
from frontdesk.models import Agent, Team, Ticket
from frontdesk.routing import missing_for
from frontdesk.rows import Done
from frontdesk.terms import Route

TIER = re.compile(r"[Ll]?([1-6])")


def escalate(
    office: Office,
    numbers: Sequence[int],
    *,
    reason: str,
    to: str | None = None,
    lacking: str = "",
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Pass tickets to more skill: a higher tier's queue. What was tried travels along.

    What the tier wants to see (``tiers.wants`` of the policy) must be there, or ``lacking`` says
    why it is not; then that is recorded, and whoever gets the ticket reads it.

    Args:
        reason: what is asked of the next tier.
        to: a team's code, or a tier (``2``, ``L2``); left out: where the decision sends it.
        lacking: why it goes without what the tier wants to see; only kept where something lacks.
    """
    looks = route.Looks()

    def one(act: Act, ticket: Ticket) -> None:
        rights.authorize(office.actor, "escalate", act.held(ticket))
        lifecycle.step("escalate", ticket.status, {"reason": reason})
        seen = route.look(act, ticket, looks.at(act, ticket))
        team = _higher(act, ticket, _target(act, seen, to))
        missing = missing_for(seen.case, seen.known, office.policy, team.tier)
        if missing and not lacking.strip():
            raise contract.refusal(lookup.ident(ticket), team, missing)
        why = lacking.strip() if missing and lacking.strip() != reason.strip() else ""
        act.move(
            ticket,
            "escalate",
            {
                **put(act, ticket, team, None),
                **route.taken(act, ticket, seen, Route.ESCALATE, team.code),
            },
            given={"reason": reason},
            told={"reason": reason, "lacking": why},
            known={"lacks": list(missing)} if missing else None,
        )

    return each(office, "escalate", numbers, one, expect=expect, operation=operation)


def _target(act: Act, seen: route.Seen, to: str | None) -> str | None:
    """The code of the team that is meant; of a tier, the one that the decision prefers."""
    if to is None:
        return seen.best_team(Route.ESCALATE)
    match = TIER.fullmatch(to.strip())
    if match is None:
        return lookup.by_key(act.session, Team, to.strip()).code
    tier = int(match.group(1))
    return seen.preferred_team(tier) or team_on_tier(act, tier).code


def _higher(act: Act, ticket: Ticket, code: str | None) -> Team:
    """The team of a code, which must be on a higher tier than the ticket."""
    team = lookup.by_key(act.session, Team, code) if code else None
    if team is None:
        raise RefusedError(
            _("no team above tier {tier} may take it").format(tier=ticket.tier),
            _("name a team with --to, or ask a supervisor"),
        )
    if team.tier <= ticket.tier:
        raise BadInputError(
            _("{team} is on tier {tier}, not above").format(team=team.code, tier=team.tier),
            _("assign it, or hand it back with instructions"),
        )
    return team


def accept(
    office: Office,
    numbers: Sequence[int],
    *,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Accept tickets that were passed to one's team: held by the actor, in progress."""

    def one(act: Act, ticket: Ticket) -> None:
        me = act.session.get_one(Agent, office.agent_id)
        act.move(ticket, "accept", {"assignee_id": lookup.ident(me)})

    return each(office, "accept", numbers, one, expect=expect, operation=operation)


def return_incomplete(
    office: Office,
    numbers: Sequence[int],
    *,
    missing: str = "",
    lacks: Sequence[str] = (),
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Refuse tickets that lack the agreed evidence: back to the team that passed them on.

    Args:
        missing: what is to be added before they come again, in words.
        lacks: the same by what the policy has the tier want: ``asset``, ``tried_fix`` …; one of
            both is needed.

    Raises:
        BadInputError: ``lacks`` names nothing that a tier wants to see.
    """

    def one(act: Act, ticket: Ticket) -> None:
        codes = contract.named(office.policy, ticket.tier, lacks)
        team = sender(act, ticket)
        if team is None:
            raise RefusedError(
                _("nobody passed ticket {number} on").format(number=lookup.ident(ticket)),
                _("ask the requester, or hand it back with instructions"),
            )
        act.move(
            ticket,
            "return",
            put(act, ticket, team, None),
            given={"missing": missing.strip() or contract.listed(codes)},
            told={"missing": missing.strip()},
            known={"lacks": codes} if codes else None,
        )

    return each(office, "return", numbers, one, expect=expect, operation=operation)


def hand_back(
    office: Office,
    numbers: Sequence[int],
    *,
    instructions: str,
    to: str | None = None,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Send tickets down the ladder with instructions.

    Args:
        instructions: what the lower tier is to do.
        to: a team's code; left out: the team that it came from, else the first tier.
    """

    def one(act: Act, ticket: Ticket) -> None:
        team = lookup.by_key(act.session, Team, to) if to else _below(act, ticket)
        if team.tier >= ticket.tier:
            raise RefusedError(
                _("{team} is not below tier {tier}").format(team=team.code, tier=ticket.tier),
                _("a hand-back goes down the ladder; escalate or assign instead"),
            )
        was = ticket.team_id
        act.move(
            ticket,
            "hand_back",
            put(act, ticket, team, None),
            given={"instructions": instructions},
            told={"instructions": instructions},
        )
        receipts.placed_otherwise(act, ticket, was, team)

    return each(office, "hand_back", numbers, one, expect=expect, operation=operation)


def _below(act: Act, ticket: Ticket) -> Team:
    came_from = sender(act, ticket)
    if came_from is not None and came_from.tier < ticket.tier:
        return came_from
    return team_on_tier(act, 1)


def decline(
    office: Office,
    numbers: Sequence[int],
    *,
    reason: str,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Say that one cannot take tickets that one was given; back to the team's queue."""

    def one(act: Act, ticket: Ticket) -> None:
        act.move(
            ticket,
            "decline",
            {"assignee_id": None},
            given={"reason": reason},
            told={"reason": reason},
        )

    return each(office, "decline", numbers, one, expect=expect, operation=operation)
