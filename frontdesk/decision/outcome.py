"""What a decision is: the route, its target, every option, every reason. Plain, frozen values.

A reason holds rule, verdict and facts; its words are made in the reader's language when shown
(``decision.words``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from frontdesk.terms import Money, Route

Fact: TypeAlias = str | int | float | bool | None
"""A value that a reason saw."""
NOTHING: Mapping[str, Fact] = MappingProxyType({})


class Stage(StrEnum):
    """The stages of a decision, in their order; each is run to its end."""

    VALIDATE = "validate"
    OUTBREAK = "outbreak"
    RULES = "rules"
    OPTIONS = "options"
    ESTIMATE = "estimate"
    CHOOSE = "choose"
    MATCH = "match"


class Verdict(StrEnum):
    """What a check came to.

    ``held``/``failed`` for a rule's predicates, ``blocked`` for an option that is not allowed,
    ``noted`` for what is merely said, ``unknown`` when its facts are not gathered by this version.
    """

    HELD = "held"
    FAILED = "failed"
    BLOCKED = "blocked"
    CHOSEN = "chosen"
    NOTED = "noted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a route leads: those that apply are set, the others ``None``. Codes of the register."""

    tier: int | None = None
    team: str | None = None
    assignee: str | None = None
    fix: int | None = None
    vendor: str | None = None
    major: int | None = None
    request: str | None = None


_WHICH = {
    Route.ASSIGN: attrgetter("team"),
    Route.ESCALATE: attrgetter("team"),
    Route.HAND_BACK: attrgetter("team"),
    Route.LOCAL_FIX: attrgetter("fix"),
    Route.QUICK_REQUEST: attrgetter("request"),
    Route.VENDOR_REPAIR: attrgetter("vendor"),
    Route.CONTRACTOR_VISIT: attrgetter("vendor"),
}
"""What tells the options of a route apart; of the other routes there is one option at most."""


def key_of(route: Route, target: Target) -> str:
    """A short name of an option, unique in a decision and stable: ``local_fix:31``."""
    apart = _WHICH.get(route)
    which = apart(target) if apart is not None else None
    return str(route) if which is None else f"{route}:{which}"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that could be done next, with its estimates.

    Attributes:
        blocked_by: codes of what stands against it; empty when allowed.
        p_success: probability that it ends the matter, 0 to 1.
        expected_cost: expected cumulative cost, what follows a failure included.
        expected_seconds: expected time until the requester is helped.
        meets_promise: whether that keeps the promise; ``None`` when there is none to keep.
    """

    route: Route
    target: Target
    allowed: bool
    blocked_by: tuple[str, ...]
    p_success: float
    expected_cost: Money
    expected_seconds: int
    meets_promise: bool | None = None

    @property
    def key(self) -> str:
        """A short name of the option, unique in its decision; reasons name options by it."""
        return key_of(self.route, self.target)


class Reason(NamedTuple):
    """One line of the receipt: which rule, what it came to, and the values that it saw.

    A named tuple, because a receipt has hundreds of them and they are the quickest to make.
    """

    stage: Stage
    rule: str
    verdict: Verdict
    facts: Mapping[str, Fact] = NOTHING


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done with a case, and why.

    Attributes:
        confidence: 0 to 1, the chosen option's probability of being the right one.
        complexity: 1 to 5, as set by a person or estimated.
        options: best first, the chosen one at the head, the blocked ones last.
        policy: content hash of the policy; ``model``: of the learned model, ``None`` without one.
        decided_at: the ``now`` of the case.
        evidence: content hash of the case and the evidence that were decided on.
    """

    route: Route
    target: Target
    confidence: float
    complexity: int
    expected_cost: Money
    options: tuple[Option, ...]
    reasons: tuple[Reason, ...]
    policy: str
    model: str | None
    decided_at: datetime
    evidence: str = ""

    @property
    def chosen(self) -> Option:
        """The option that was chosen."""
        return self.options[0]
