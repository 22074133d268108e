"""The smallest change of facts that would send a ticket another way, found by deciding again.

First every single change (``changes``), the smallest first, then pairs of those that move the
wanted route or the chosen one at all, the smallest sum first; one change counts as smaller than
two. Each is tried by the pure ``decide``, so the answer cannot differ from what would be decided.
It refuses to search for ever (``MOST`` decisions) and to guess: a search that found nothing says
whether it has tried everything within its reach.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from frontdesk.decision.changes import NOTHING_ELSE, Change, Known, Reach, changes_of
from frontdesk.decision.facts import Case, Evidence
from frontdesk.decision.outcome import Decision, Stage, Verdict
from frontdesk.decision.view import look
from frontdesk.decision.wanted import Wanted
from frontdesk.policy import Policy

Decide: TypeAlias = Callable[[Case, Evidence, Policy], Decision]
Confirm: TypeAlias = Callable[[tuple[Change, ...]], bool]
"""Whether changes that seem to do it really do, where somebody can find out."""

MOST = 400
"""Decisions of one search: under a second."""
_DOUBTS = 12
"""Answers that were not confirmed, after which a search ends."""


@dataclass(frozen=True, slots=True)
class Found:
    """What would send it the wanted way; no changes: it goes there as it stands."""

    changes: tuple[Change, ...]
    decision: Decision


@dataclass(frozen=True, slots=True)
class Search:
    """What a search came to.

    Attributes:
        found: ``None``: nothing that was tried does it.
        decisions: how many were made; ``whole``: whether everything in reach was tried.
    """

    found: Found | None
    decisions: int
    whole: bool = True


class _Trying:
    """Decides again with changes, and counts.

    Attributes:
        spent: whether there was more to try than is allowed.
    """

    def __init__(self, decide: Decide, known: Known, policy: Policy, most: int) -> None:
        self._decide, self._known, self._policy, self._most = decide, known, policy, most
        self.decisions = 0
        self.spent = False

    def each(
        self, several: Iterable[tuple[Change, ...]]
    ) -> Iterator[tuple[tuple[Change, ...], Decision]]:
        """The decision with each of several sets of changes made, as far as it is allowed."""
        for changes in several:
            if self.decisions >= self._most:
                self.spent = True
                return
            self.decisions += 1
            yield changes, self._decide(*changed(self._known, changes), self._policy)


def changed(known: Known, changes: Sequence[Change]) -> Known:
    """What is known, with changes made; equipment first, because it brings its own evidence."""
    for change in sorted(changes, key=lambda each: each.field != "asset"):
        known = change.make(known)
    return known


def smallest_change(
    decide: Decide,
    case: Case,
    evidence: Evidence,
    policy: Policy,
    wanted: Wanted,
    *,
    reach: Reach = NOTHING_ELSE,
    confirm: Confirm = lambda _changes: True,
    most: int = MOST,
) -> Search:
    """The smallest change of what is known that makes ``decide`` choose the wanted route.

    Args:
        decide: ``routing.decide``.
        wanted: the route that somebody expected.
        reach: what else could be named on the ticket.
        confirm: asked about each answer before it is given.
        most: decisions at the most.
    """
    base = decide(case, evidence, policy)
    if wanted.means(base.route, base.target):
        return Search(Found((), base), 1)
    trying = _Trying(decide, (case, evidence), policy, most)
    changes = changes_of(look(case, evidence, policy), wanted, reach)
    for doubts, (answer, made) in enumerate(_answers(trying, base, changes, wanted)):
        if doubts == _DOUBTS:
            return Search(None, trying.decisions, whole=False)
        if confirm(answer):
            return Search(Found(answer, made), trying.decisions)
    return Search(None, trying.decisions, whole=not trying.spent)


def _answers(
    trying: _Trying, base: Decision, changes: Sequence[Change], wanted: Wanted
) -> Iterator[tuple[tuple[Change, ...], Decision]]:
    """Changes that choose the wanted route, the smallest first."""
    before = _standing(base, wanted)
    useful: list[Change] = []
    for single, made in trying.each((each,) for each in changes):
        if wanted.means(made.route, made.target):
            yield single, made
        elif _standing(made, wanted) != before:
            useful += single
    pairs = [pair for pair in combinations(useful, 2) if pair[0].slot != pair[1].slot]
    pairs.sort(key=lambda each: each[0].size + each[1].size)
    for pair, made in trying.each(pairs):
        if wanted.means(made.route, made.target):
            yield pair, made


def _standing(decision: Decision, wanted: Wanted) -> object:
    """How things stand for the wanted route: what a change that may be half of a pair moves.

    A priority is seen by itself, because impact and urgency make it together.
    """
    own = [
        (option.key, option.blocked_by, option.expected_cost.amount, option.meets_promise)
        for option in decision.options
        if wanted.means(option.route, option.target)
    ]
    rules = [
        (reason.rule, reason.verdict, reason.facts.get("failed"), reason.facts.get("saw.priority"))
        for reason in decision.reasons
        if reason.stage is Stage.RULES
        and (reason.facts.get("route") == wanted.route or reason.verdict is Verdict.HELD)
    ]
    rival = decision.chosen if own else None
    return sorted(own), rival and (rival.key, rival.expected_cost.amount), rules
