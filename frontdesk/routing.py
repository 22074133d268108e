"""What is decided: where a ticket goes next, and why.

Pure: no clock, no store, no randomness; the same case, evidence and policy give the same Decision,
byte for byte. Seven stages, each run to its end and written on the receipt. It refuses to carry
anything out (``desk.route`` does) and to gather facts (``insight.evidence`` does). The index of
``decision``: what that holds is imported from here.
"""

from __future__ import annotations

from frontdesk.decision.choose import Choice, choose
from frontdesk.decision.contract import missing_for
from frontdesk.decision.estimate import Estimate, estimate, money
from frontdesk.decision.facts import (
    NOTHING,
    Alike,
    Caller,
    Case,
    Equipment,
    Evidence,
    FixRecord,
    Learned,
    Nearby,
    PartStock,
    Person,
    Similar,
    Suggested,
    Team,
    Tried,
    VendorRecord,
)
from frontdesk.decision.fingerprint import fingerprint
from frontdesk.decision.learned import told
from frontdesk.decision.match import match
from frontdesk.decision.options import gather
from frontdesk.decision.outbreak import larger, outbreak, seen
from frontdesk.decision.outcome import Decision, Option, Reason, Stage, Target, Verdict
from frontdesk.decision.precedents import precedents
from frontdesk.decision.ranking import Ranked, rank, weighed
from frontdesk.decision.record import from_json, to_json
from frontdesk.decision.rules import rule_on
from frontdesk.decision.spread import Placed, ToPlace
from frontdesk.decision.spread import spread as spread_evenly
from frontdesk.decision.validate import validate
from frontdesk.decision.view import View, look
from frontdesk.decision.wanted import Wanted
from frontdesk.decision.words import (
    blocked_words,
    option_words,
    person_words,
    proposal_words,
    reason_words,
    summary,
    want_words,
    why_not,
)
from frontdesk.policy import Policy

__all__ = [
    "NOTHING",
    "Alike",
    "Caller",
    "Case",
    "Decision",
    "Equipment",
    "Evidence",
    "FixRecord",
    "Learned",
    "Nearby",
    "Option",
    "PartStock",
    "Person",
    "Placed",
    "Ranked",
    "Reason",
    "Similar",
    "Stage",
    "Suggested",
    "Target",
    "Team",
    "ToPlace",
    "Tried",
    "VendorRecord",
    "Verdict",
    "Wanted",
    "blocked_words",
    "decide",
    "from_json",
    "larger",
    "missing_for",
    "option_words",
    "person_words",
    "proposal_words",
    "rank",
    "reason_words",
    "seen",
    "spread_evenly",
    "summary",
    "to_json",
    "want_words",
    "weighed",
    "why_not",
]


def decide(case: Case, evidence: Evidence, policy: Policy) -> Decision:
    """What is to be done with a case, with its receipt.

    Args:
        case: the ticket, or half-typed contact, as it stands at ``case.now``.
        evidence: what the desk knows about it.
        policy: the desk's own rules.
    """
    view = look(case, evidence, policy)
    checked, blocks = validate(view)
    ruling = rule_on(view)
    candidates, offered = gather(view, ruling, blocks)
    estimates, weighed = estimate(view, candidates)
    choice = choose(view, ruling, estimates, blocks)
    best = choice.ranked[0].candidate
    target, matched = match(view, best.route, best.target)
    options = _options(view, choice, target)
    return Decision(
        route=best.route,
        target=target,
        confidence=choice.confidence,
        complexity=view.complexity,
        expected_cost=options[0].expected_cost,
        options=options,
        reasons=(
            *checked,
            *outbreak(view),
            *ruling.reasons,
            *offered,
            *weighed,
            *precedents(evidence),
            *told(evidence, policy),
            *choice.reasons,
            *matched,
        ),
        policy=policy.hash,
        model=evidence.learned.model if evidence.learned is not None else None,
        decided_at=case.now,
        evidence=fingerprint(case, evidence),
    )


def _options(view: View, choice: Choice, target: Target) -> tuple[Option, ...]:
    """The options as they are kept; the chosen one has the person in its target."""
    first, *rest = choice.ranked
    return (_option(view, first, target), *(_option(view, e, e.candidate.target) for e in rest))


def _option(view: View, made: Estimate, target: Target) -> Option:
    blocked = made.candidate.blocked
    return Option(
        route=made.candidate.route,
        target=target,
        allowed=not blocked,
        blocked_by=blocked,
        p_success=round(made.p, 4),
        expected_cost=money(view, made.whole.cost),
        expected_seconds=round(made.whole.seconds),
        meets_promise=made.keeps,
    )
