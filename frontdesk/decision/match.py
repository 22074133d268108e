"""Stage 7: the person who gets the case, or the queue that does.

It refuses to force a ticket on anybody: who lacks something that is needed is ranked, with the
reason, but not picked; then the queue has it. Who has the case already and fits keeps it; of who
is away, their deputy has. The order among the others is that of ``decision.ranking``.
"""

from __future__ import annotations

from dataclasses import replace

from frontdesk.decision.outcome import Fact, Reason, Stage, Target, Verdict
from frontdesk.decision.ranking import Ranked, for_holder, load_share, ranked, ranked_facts
from frontdesk.decision.view import View
from frontdesk.rulebook.conditions import BETWEEN
from frontdesk.rulebook.desk import Receiver
from frontdesk.terms import Role, Route

_DONE_HERE = frozenset({Route.LOCAL_FIX, Route.QUICK_REQUEST, Route.ON_SITE})
"""What whoever has the case does; where nobody has it, somebody is found."""


def match(view: View, route: Route, target: Target) -> tuple[Target, tuple[Reason, ...]]:
    """The target with a person where the route wants one, and the receipt's lines about it."""
    if route is Route.SUPERVISOR:
        return _supervisor(view, target)
    if target.assignee is not None and target.assignee in _away(view):
        target = _given(target, None)
    straight = view.policy.matching.escalate_to is Receiver.PERSON
    wanted = (
        route is Route.ASSIGN
        or (route in _DONE_HERE and target.assignee is None)
        or (straight and route in (Route.ESCALATE, Route.HAND_BACK))
    )
    if not wanted:
        rule = "kept_by" if target.assignee else "queue_receives"
        return target, (_queue(view, rule, target),)
    return _pick(view, target)


def _pick(view: View, target: Target) -> tuple[Target, tuple[Reason, ...]]:
    people = ranked(view, tier=target.tier, team=target.team)
    fitting = [each for each in people if each.fits]
    holder = next((e for e in fitting if e.person.login == view.case.assignee), None)
    holder = holder or next((e for e in fitting if for_holder(view, e)), None)
    best = holder or (fitting[0] if fitting else None)
    reasons = [_about(each, chosen=each is best) for each in people]
    if best is None:
        return target, (*reasons, _queue(view, "nobody_fits", target))
    return _given(target, best.person.login), tuple(reasons)


def _supervisor(view: View, target: Target) -> tuple[Target, tuple[Reason, ...]]:
    """The supervisor on shift who carries least; nobody is better than one who is not there."""
    people = sorted(
        (p for p in view.evidence.people if p.role is Role.SUPERVISOR and p.on_shift is not False),
        key=lambda p: (p.on_shift is None, p.team != target.team, load_share(p), p.login),
    )
    if not people:
        return target, (_queue(view, "no_supervisor", target),)
    person = people[0]
    facts = {"person": person.login, "name": person.name}
    found = Reason(Stage.MATCH, "supervisor_found", Verdict.CHOSEN, facts)
    return _given(target, person.login), (found,)


def _given(target: Target, login: str | None) -> Target:
    return replace(target, assignee=login)


def _away(view: View) -> frozenset[str]:
    people = view.evidence.people
    return frozenset(each.login for each in people if each.away_until is not None)


def _about(each: Ranked, *, chosen: bool) -> Reason:
    verdict = Verdict.CHOSEN if chosen else Verdict.NOTED if each.fits else Verdict.BLOCKED
    facts: dict[str, Fact] = {
        "person": each.person.login,
        "name": each.person.name,
        "pros": BETWEEN.join(each.pros),
        "cons": BETWEEN.join(each.cons),
        **ranked_facts(each),
    }
    return Reason(Stage.MATCH, "person", verdict, facts)


def _queue(view: View, rule: str, target: Target) -> Reason:
    """The line that says with which team, or with whom already, it stays."""
    names = {team.code: team.name for team in view.evidence.teams}
    facts = {
        "team": target.team,
        "team_name": names.get(target.team or "", target.team),
        "person": target.assignee,
    }
    return Reason(Stage.MATCH, rule, Verdict.NOTED, facts)
