"""Quick requests: what the policy's catalogue says how to do, done while the requester waits.

Recorded are the request, how it was checked who asks, and the steps that were done; never the
secret: there is no field for one, and a note that looks like one is refused. Who asks must have
been checked in one of the catalogue's ways, or nothing is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from frontdesk import rights
from frontdesk.desk import children, intake, lookup, repair, route
from frontdesk.desk.act import Act
from frontdesk.desk.inputs import NewRequester, NewTicket
from frontdesk.desk.office import Office
from frontdesk.desk.once import repeated
from frontdesk.desk.operation import acting, each
from frontdesk.desk.placing import put
from frontdesk.errors import BadInputError, NotFoundError, RefusedError
from frontdesk.i18n import _
from frontdesk.models import Agent, Team, Ticket
from frontdesk.policy import Policy, QuickRequest
from frontdesk.rows import Done
from frontdesk.secret import tells_secret
from frontdesk.store import search
from frontdesk.terms import Channel, Kind, Resolution, Route
from frontdesk.text import fold, nearest, safe


@dataclass(frozen=True, slots=True)
class Served:
    """A quick request as it was served.

    Attributes:
        code: of the policy's catalogue. ``checked``: how it was checked who asks; a part of one of
            the catalogue's ways is enough where it means one.
        steps: positions of the steps that were done, from 1; ``None``: all of them.
        note: what whoever reads the ticket should know; never a secret.
        begun: it is not done yet, and stays in progress.
    """

    code: str
    checked: str = ""
    steps: Sequence[int] | None = None
    note: str = ""
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for it, about what, and how they got in touch."""

    requester: str = "unknown"
    newcomer: NewRequester | None = None
    asset: str | None = None
    site: str | None = None
    channel: Channel = Channel.PHONE
    minutes: int = 0
    operation: str | None = None


def request(office: Office, asked: Asked, served: Served) -> Done:
    """Open a ticket for a quick request and serve it, as one act.

    Raises:
        NotFoundError: the catalogue, or the register, does not have it.
        RefusedError: it is for a higher tier, or it was not checked who asks.
        BadInputError: the catalogue knows no such check or step, or the note tells a secret.
    """
    if (before := repeated(office, "request", asked.operation)) is not None:
        return before
    wanted, facts = _agreed(office, served)
    new = NewTicket(
        subject=wanted.label,
        words=served.note.strip(),
        requester=asked.requester,
        newcomer=asked.newcomer,
        channel=asked.channel,
        kind=Kind.REQUEST,
        category=wanted.category,
        asset=asked.asset,
        site=asked.site,
        minutes=asked.minutes,
    )
    with acting(office, "request", operation=asked.operation) as act:
        rights.authorize(office.actor, "new")
        _serve(act, intake.opened(act, new), wanted, facts, begun=served.begun)
    return act.done()


def serve(
    office: Office,
    number: int,
    served: Served,
    *,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Serve a quick request that a ticket asks for.

    Raises:
        FrontdeskError: as for ``request``.
    """
    wanted, facts = _agreed(office, served)

    def one(act: Act, ticket: Ticket) -> None:
        _serve(act, ticket, wanted, facts, begun=served.begun, note=served.note.strip())

    return each(office, "request", [number], one, expect=expect, operation=operation)


def of_catalogue(policy: Policy, code: str) -> QuickRequest:
    """The quick request of a code.

    Raises:
        NotFoundError: there is none; the nearest are named.
    """
    found = policy.request(code.strip())
    if found is not None:
        return found
    codes = [each.code for each in policy.requests]
    near = nearest(code.strip(), codes) or codes
    raise NotFoundError(
        _("there is no quick request {code!r}").format(code=safe(code, 40)),
        _("one of: {names}").format(names=", ".join(near))
        if near
        else _("the policy has none; `[[requests]]` adds one"),
    )


def _agreed(office: Office, served: Served) -> tuple[QuickRequest, dict[str, Any]]:
    """The request and what is recorded of it, once nothing stands against it."""
    wanted = of_catalogue(office.policy, served.code)
    actor = office.actor
    if actor.tier < wanted.tier and not actor.leads:
        raise RefusedError(
            _("{label} is served from tier {tier} on").format(label=wanted.label, tier=wanted.tier),
            _("open a ticket for it, and escalate it"),
        )
    if tells_secret(served.note):
        raise BadInputError(
            _("the note looks as if it told a secret"),
            _("write what was done, never the password or code itself; nothing was written"),
        )
    facts: dict[str, Any] = {"request": wanted.code, "steps": _steps(wanted, served.steps)}
    how = _checked(wanted, served.checked)
    return wanted, facts | ({"checked": how} if how else {})


def _steps(wanted: QuickRequest, done: Sequence[int] | None) -> list[int]:
    known = range(1, len(wanted.steps) + 1)
    if done is None:
        return list(known)
    for step in done:
        if step not in known:
            raise BadInputError(
                _("{label} has no step {step}").format(label=wanted.label, step=step),
                _("its steps are 1 to {last}").format(last=known[-1]),
            )
    return sorted(set(done))


def _checked(wanted: QuickRequest, typed: str) -> str:
    """The catalogue's way of checking who asks that was typed, whole or in part."""
    ways, meant = wanted.checks, fold(typed.strip())
    if not ways:
        return typed.strip()
    listed = " · ".join(ways)
    if not meant:
        raise RefusedError(
            _("{label}: who asks must be checked first").format(label=wanted.label),
            _("say how with --checked, one of: {ways}; nothing was written").format(ways=listed),
        )
    found = [way for way in ways if fold(way) == meant] or [w for w in ways if meant in fold(w)]
    if len(found) != 1:
        raise BadInputError(
            _("{typed!r} is no way of checking who asks for {label}").format(
                typed=safe(typed, 40), label=wanted.label
            ),
            _("one of: {ways}; nothing was written").format(ways=listed),
        )
    return found[0]


def _serve(
    act: Act,
    ticket: Ticket,
    wanted: QuickRequest,
    facts: dict[str, Any],
    *,
    begun: bool,
    note: str = "",
) -> None:
    me = act.session.get_one(Agent, act.office.agent_id)
    team = act.session.get_one(Team, me.team_id)
    seen = route.look(act, ticket)
    verb = "request_begun" if begun else "request"
    fields: dict[str, Any] = {} if ticket.assignee_id else put(act, ticket, None, me)
    said = _said(wanted, facts)
    if not begun:
        children.none_open(act, ticket, _("resolve it, and say what becomes of them"))
        fields |= {
            "resolution_code": Resolution.FULFILLED,
            "resolution": act.text(said)["digest"],
        }
    given = {**facts, "checked": facts.get("checked") or not wanted.checks}
    given["repair_closed"] = not repair.away(act, ticket)
    fields |= route.taken(act, ticket, seen, Route.QUICK_REQUEST, team.code)
    act.move(ticket, verb, fields, given=given, told={"text": note}, known=facts)
    if not begun:
        search.add_to_ticket(act.session, lookup.ident(ticket), said)


def _said(wanted: QuickRequest, facts: dict[str, Any]) -> str:
    """What was done, for the ticket: no word of it is anybody's secret."""
    parts = [wanted.label]
    if how := facts.get("checked"):
        parts.append(_("who asked was checked by: {how}").format(how=how))
    done, whole = facts["steps"], len(wanted.steps)
    if len(done) < whole:
        steps = ", ".join(map(str, done)) or _("none")
        parts.append(_("steps done: {steps} of {whole}").format(steps=steps, whole=whole))
    return "; ".join(parts)
