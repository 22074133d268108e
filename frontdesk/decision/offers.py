"""The ways beside the ladder: quick requests, on the spot, swarm, a contractor, a major incident.

Each is offered where it could make sense, with what stands against it. It refuses to send anybody:
a route that ``desk`` cannot carry out yet is reckoned and shown, and blocked in ``options``.
"""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.decision.candidate import Candidate, here
from frontdesk.decision.outbreak import larger
from frontdesk.decision.outcome import Target
from frontdesk.decision.view import View
from frontdesk.rulebook.repairs import MinorRepair
from frontdesk.terms import RequesterKind, Route, VendorKind


def quick_requests(view: View, home: str | None) -> Iterator[Candidate]:
    """The quick requests that the words mean."""
    stay = here(view, home)
    for request, words in view.policy.lexicon.requests:
        if words.first(view.passage) is None:
            continue
        blocked = ["for_higher_tier"] if request.tier > view.tier.level else []
        if view.failed:
            blocked.append("fixes_failed")
        target = Target(stay.tier, stay.team, view.case.assignee, request=request.code)
        yield Candidate(Route.QUICK_REQUEST, target, request, request.label, tuple(blocked))


def on_site(view: View, home: str | None) -> Iterator[Candidate]:
    """A small repair where the words name one, else an inspection, of equipment that is here."""
    repair = view.suspicion.repair
    about_equipment = view.category is not None and view.category.hardware
    if view.case.equipment is None and not about_equipment:
        return
    blocked: list[str] = []
    if _outside(view):
        blocked.append("not_on_site")
    if view.case.equipment is not None and view.case.equipment.in_repair:
        blocked.append("in_repair")
    if repair is not None:
        blocked.extend(_unready(view, repair, home))
    stay = here(view, home)
    target = Target(stay.tier, stay.team, view.case.assignee)
    yield Candidate(Route.ON_SITE, target, repair, blocked=tuple(blocked))


def _unready(view: View, repair: MinorRepair, home: str | None) -> Iterator[str]:
    """What a small repair lacks: parts at the site, somebody who has learned it."""
    stock = {part.code: part.count for part in view.evidence.parts}
    if any(stock.get(code, 0) < 1 for code in repair.parts):
        yield "no_part"
    own = [person for person in view.evidence.people if person.team == home]
    wanted = view.policy.matching.skill_level
    if repair.skill and own and all(p.skills.get(repair.skill, 0) < wanted for p in own):
        yield "not_trained"


def swarm(view: View, home: str | None) -> Iterator[Candidate]:
    """Several teams together; of one team, or of none, there is nothing to bring together."""
    if len(view.evidence.teams) > 1:
        yield Candidate(Route.SWARM, here(view, home))


def contractor_visits(view: View, home: str | None) -> Iterator[Candidate]:
    """Contractors who could go to a customer about their equipment."""
    about_equipment = view.category is not None and view.category.hardware
    if not _outside(view) or (view.case.equipment is None and not about_equipment):
        return
    stay = here(view, home)
    known = [each for each in view.evidence.vendors if each.kind is VendorKind.CONTRACTOR]
    if not known:
        yield Candidate(Route.CONTRACTOR_VISIT, stay, blocked=("no_contractor",))
    for vendor in sorted(known, key=lambda each: each.code):
        target = Target(stay.tier, stay.team, vendor=vendor.code)
        yield Candidate(Route.CONTRACTOR_VISIT, target, vendor, vendor.name)


def major_incidents(view: View, home: str | None) -> Iterator[Candidate]:
    """A major incident, where so many such tickets were opened at the site just now."""
    if larger(view.evidence.nearby, view.policy):
        yield Candidate(Route.MAJOR_INCIDENT, here(view, home))


def _outside(view: View) -> bool:
    """Whether the requester is a customer, at home or in their own house."""
    return view.evidence.caller.kind is RequesterKind.EXTERNAL
