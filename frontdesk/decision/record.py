"""A decision as a document for scripts and for the store, and back (contract: "A decision").

What is written is read back equal. It refuses to write words in anything but English: ``text`` is
for scripts, a person's words are made when shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from frontdesk.decision.outcome import Decision, Option, Reason, Stage, Target, Verdict
from frontdesk.decision.words import english, reason_words
from frontdesk.terms import Money, Route
from frontdesk.times import rfc3339


def to_json(decision: Decision, *, worded: bool = True) -> dict[str, Any]:
    """The decision in the contract's shape; who stores it adds ``id`` and ``overridden_by``.

    Args:
        worded: with each reason's ``text``; without it, it is read back the same.
    """
    return {
        "route": decision.route.value,
        "target": _target(decision.target),
        "confidence": decision.confidence,
        "complexity": decision.complexity,
        "expected_cost": _money(decision.expected_cost),
        "options": [_option(option) for option in decision.options],
        "reasons": [_reason(reason, worded=worded) for reason in decision.reasons],
        "evidence": decision.evidence,
        "policy": decision.policy,
        "model": decision.model,
        "decided_at": rfc3339(decision.decided_at),
        "overridden_by": None,
    }


def from_json(document: Mapping[str, Any]) -> Decision:
    """The decision that ``to_json`` wrote; what others added to the document is left alone."""
    return Decision(
        route=Route(document["route"]),
        target=Target(**document["target"]),
        confidence=float(document["confidence"]),
        complexity=document["complexity"],
        expected_cost=Money(**document["expected_cost"]),
        options=tuple(_read_option(option) for option in document["options"]),
        reasons=tuple(_read_reason(reason) for reason in document["reasons"]),
        policy=document["policy"],
        model=document["model"],
        decided_at=datetime.fromisoformat(document["decided_at"]),
        evidence=document["evidence"],
    )


def _target(target: Target) -> dict[str, int | str]:
    """Those that apply."""
    fields = {
        "tier": target.tier,
        "team": target.team,
        "assignee": target.assignee,
        "fix": target.fix,
        "vendor": target.vendor,
        "major": target.major,
        "request": target.request,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _money(money: Money) -> dict[str, int | str]:
    return {"amount": money.amount, "currency": money.currency}


def _option(option: Option) -> dict[str, Any]:
    return {
        "route": option.route.value,
        "target": _target(option.target),
        "allowed": option.allowed,
        "blocked_by": list(option.blocked_by),
        "p_success": option.p_success,
        "expected_cost": _money(option.expected_cost),
        "expected_seconds": option.expected_seconds,
        "meets_promise": option.meets_promise,
    }


def _read_option(document: Mapping[str, Any]) -> Option:
    return Option(
        route=Route(document["route"]),
        target=Target(**document["target"]),
        allowed=document["allowed"],
        blocked_by=tuple(document["blocked_by"]),
        p_success=float(document["p_success"]),
        expected_cost=Money(**document["expected_cost"]),
        expected_seconds=document["expected_seconds"],
        meets_promise=document["meets_promise"],
    )


def _reason(reason: Reason, *, worded: bool) -> dict[str, Any]:
    return {
        "stage": reason.stage.value,
        "rule": reason.rule,
        "verdict": reason.verdict.value,
        "text": reason_words(reason, english) if worded else "",
        "facts": dict(reason.facts),
    }


def _read_reason(document: Mapping[str, Any]) -> Reason:
    return Reason(
        Stage(document["stage"]),
        document["rule"],
        Verdict(document["verdict"]),
        dict(document["facts"]),
    )
