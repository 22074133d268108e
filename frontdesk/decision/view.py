"""One look at a case, with everything that several stages need worked out once.

It refuses to judge: it says what category, complexity and hardware fault the case shows, and how
that was found out; the stages draw the conclusions.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from frontdesk.decision.cover import covered, replaced
from frontdesk.decision.facts import Case, Evidence
from frontdesk.decision.grade import Addend, grade
from frontdesk.decision.learned import Lesson, lesson
from frontdesk.policy import Category, Policy, Tier
from frontdesk.rulebook.conditions import Passage, Scene, Values
from frontdesk.rulebook.repairs import MinorRepair
from frontdesk.terms import Outcome


class Fault(StrEnum):
    """How sure it is that hardware is broken."""

    NONE = "none"
    MINOR = "minor"
    LIKELY = "likely"
    CERTAIN = "certain"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What speaks for broken hardware.

    Attributes:
        cause: the word of the policy that was found, or ``tries`` for failed fixes.
        repair: what the front office would repair, of a minor fault.
    """

    fault: Fault
    cause: str | None = None
    repair: MinorRepair | None = None

    @property
    def broken(self) -> bool:
        """Whether a vendor may be needed."""
        return self.fault in (Fault.LIKELY, Fault.CERTAIN)


@dataclass(frozen=True, slots=True)
class View:
    """A case as the stages see it.

    Attributes:
        category: of the policy; ``None`` when there is none, or when the case's is not in it.
        guessed: whether the category was read off the words.
        judged: whether a person has set the complexity; ``addends``: what the estimate is made of,
            empty when it was judged.
        tier: the tier of the ladder that the case is on.
        failed: known fixes that were tried and failed; ``tried``: all that were tried.
        scene: what the predicates of rules look at.
        replaced: whether the equipment, if it is broken, is replaced and not repaired.
        lesson: what resolved tickets have taught, as far as it counts.
        waiting_second: what a second costs in which all who are hit wait, in minor units.
    """

    case: Case
    evidence: Evidence
    policy: Policy
    passage: Passage
    scene: Scene
    category: Category | None
    guessed: bool
    complexity: int
    addends: tuple[Addend, ...]
    judged: bool
    tier: Tier
    failed: int
    tried: frozenset[int]
    suspicion: Suspicion
    replaced: bool
    waiting_second: float
    lesson: Lesson

    @property
    def skill(self) -> str | None:
        """The skill that the category asks for."""
        return self.category.skill if self.category else None


def look(case: Case, evidence: Evidence, policy: Policy) -> View:
    """Everything about a case that several stages need."""
    passage = Passage.of(f"{case.subject}\n{case.words}")
    asset_type = case.equipment.type if case.equipment else None
    category = policy.category(case.category)
    guessed = False
    if case.category is None:
        category = policy.category(policy.lexicon.category(passage, asset_type))
        guessed = category is not None
    failed = sum(1 for each in case.tried if each.outcome is Outcome.FAILED)
    complexity = case.complexity
    addends: tuple[Addend, ...] = ()
    if complexity is None:
        complexity, addends = grade(case, category, failed, evidence, policy)
    tier = policy.tier(case.tier)
    code = case.category if case.category is not None else category.code if category else None
    return View(
        case=case,
        evidence=evidence,
        policy=policy,
        passage=passage,
        scene=Scene(_values(case, evidence, code, complexity, tier, failed), passage),
        category=category,
        guessed=guessed,
        complexity=complexity,
        addends=addends,
        judged=case.complexity is not None,
        tier=tier,
        failed=failed,
        tried=frozenset(each.fix for each in case.tried),
        suspicion=_suspect(case, category, guessed, passage, failed, policy),
        replaced=bool(case.equipment and replaced(case.equipment, case.now.date(), policy)),
        waiting_second=_waiting_second(case, policy),
        lesson=lesson(evidence, policy),
    )


def _waiting_second(case: Case, policy: Policy) -> float:
    desk = policy.desk
    return desk.requester_hour * 100 / 3600 * desk.waiting[case.impact]


def _suspect(
    case: Case,
    category: Category | None,
    guessed: bool,
    passage: Passage,
    failed: int,
    policy: Policy,
) -> Suspicion:
    """Whether hardware is broken: by words, then by fixes that failed.

    Words count for equipment only, and only where the category is about equipment, so that a
    broken link on a laptop does not send the laptop away. A category that was only guessed does
    not stand against words that leave no doubt.
    """
    if case.equipment is None:
        return Suspicion(Fault.NONE)
    lexicon = policy.lexicon
    hardware = category is None or category.hardware
    if (hardware or guessed) and (word := lexicon.certain.first(passage)):
        return Suspicion(Fault.CERTAIN, word)
    if not hardware:
        return Suspicion(Fault.NONE)
    if failed == 0:
        for minor, faults in lexicon.minor:
            if minor.types is None or case.equipment.type in minor.types:
                word = faults.first(passage) if faults else case.equipment.type
                if word:
                    return Suspicion(Fault.MINOR, word, minor)
    if word := lexicon.likely.first(passage):
        return Suspicion(Fault.LIKELY, word)
    if failed >= policy.repair.faults.tries:
        return Suspicion(Fault.LIKELY, "tries")
    return Suspicion(Fault.NONE)


def _values(
    case: Case, evidence: Evidence, category: str | None, complexity: int, tier: Tier, failed: int
) -> Values:
    """What the predicates of rules look at, by the names that the policy uses."""
    equipment = case.equipment
    values = Values(
        {
            "category": category,
            "kind": case.kind.value,
            "channel": case.channel.value,
            "status": case.status.value,
            "priority": case.priority.value,
            "impact": case.impact.value,
            "urgency": case.urgency.value,
            "requester": evidence.caller.code,
            "requester_kind": evidence.caller.kind.value,
            "plan": evidence.caller.plan,
            "language": evidence.caller.language,
            "site": case.site,
            "team": case.team,
            "asset_type": equipment.type if equipment else None,
            "vendor": equipment.vendor if equipment else None,
            "has_equipment": equipment is not None,
            "under_warranty": covered(equipment, case.now.date()) if equipment else None,
            "complexity": complexity,
            "tier": tier.level,
            "hops": case.hops,
            "reopened": case.reopened,
            "tries": failed,
        }
    )
    for name in case.facts:
        values[f"facts.{name}"] = case.facts[name]
    return values
