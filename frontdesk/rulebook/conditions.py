"""Rules and word lists made ready once per policy, so that a decision costs microseconds.

Texts are folded (lower case, no diacritics) and parted into words once per case; a word list is
then looked up, a phrase is found as a substring between spaces. It refuses to stop at the first
predicate that fails: a receipt shows what each of them saw.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from types import MappingProxyType
from typing import Any, TypeAlias

from frontdesk.rulebook.categories import Category
from frontdesk.rulebook.repairs import MinorRepair, Repairs
from frontdesk.rulebook.requests import QuickRequest
from frontdesk.rulebook.rules import Effect, Rule, When
from frontdesk.rulebook.values import PATTERN_SIGHT, Compare
from frontdesk.text import fold

Value: TypeAlias = str | int | bool | None
"""What a predicate sees."""

SIGHT = 20_000
"""Characters of a text that are looked at; what lies beyond does not route a ticket."""
_WORD = re.compile(r"[^\W_]+")
_START = 2
"""Letters of a word that say whether a phrase may begin with it."""


def count_words(text: str) -> int:
    """How many words a text has, those that it repeats included."""
    return len(_WORD.findall(fold(text[:SIGHT])))


@dataclass(frozen=True, slots=True)
class Passage:
    """A text made ready: its words, and the same between spaces.

    Attributes:
        starts: the first letters of its words, so that most phrases need not be looked for.
    """

    words: frozenset[str]
    line: str
    plain: str
    starts: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Passage:
        """The text folded and parted into words."""
        plain = fold(text[:SIGHT])
        found = _WORD.findall(plain)
        words = frozenset(found)
        starts = frozenset([word[:_START] for word in words])
        return cls(words, f" {' '.join(found)} ", plain[:PATTERN_SIGHT], starts)


def needle(written: str) -> str:
    """What is looked for in the line of a passage: words between spaces, the last perhaps open.

    Empty where nothing of a word is written.
    """
    parts = " ".join(_WORD.findall(fold(written)))
    if not parts:
        return ""
    return f" {parts}" if written.rstrip().endswith("*") else f" {parts} "


class Words:
    """A list of words and phrases, any of which may stand in a passage."""

    __slots__ = ("_anywhere", "_exact", "_needles", "_starts", "_written")

    def __init__(self, written: Iterable[str]) -> None:
        self._written: dict[str, str] = {}
        needles: list[str] = []
        for each in written:
            parts = needle(each)
            if not parts:
                continue
            if parts.endswith(" ") and " " not in parts.strip():
                parts = parts.strip()
            else:
                needles.append(parts)
            self._written.setdefault(parts, each)
        self._needles = tuple(needles)
        self._exact = frozenset(self._written) - frozenset(needles)
        starts = [needle.strip()[:_START] for needle in needles]
        self._starts = frozenset(starts)
        self._anywhere = any(len(start) < _START for start in starts)

    def first(self, passage: Passage) -> str | None:
        """The word or phrase of the list, as it is written there, that stands in the passage."""
        if not self._exact.isdisjoint(passage.words):
            return self._written[min(self._exact & passage.words)]
        if self._may_have_phrases(passage):
            for needle in self._needles:
                if needle in passage.line:
                    return self._written[needle]
        return None

    def weight(self, passage: Passage) -> int:
        """How many words of the passage the list accounts for; a phrase counts its words."""
        found = 0 if self._exact.isdisjoint(passage.words) else len(self._exact & passage.words)
        if self._may_have_phrases(passage):
            line = passage.line
            found += sum(
                needle.strip().count(" ") + 1 for needle in self._needles if needle in line
            )
        return found

    def _may_have_phrases(self, passage: Passage) -> bool:
        """Whether any word of the passage begins like a phrase of the list."""
        return self._anywhere or not self._starts.isdisjoint(passage.starts)


BETWEEN = "; "
"""Parts several codes in one fact of a receipt; no code and no rule's name holds it."""

_FAR = 1_000_000_000
"""Beyond every count that a predicate compares."""

Sight: TypeAlias = tuple[Value, ...]
"""What the predicates of a rule saw, in their order."""
Predicate: TypeAlias = tuple[str, Callable[[object], bool]]
"""The name of a value, and what it is asked."""
TextPredicate: TypeAlias = tuple[str, Callable[[Passage], str | None], bool]
"""The same for the text: the search, and whether it has to find something."""


class Values(dict[str, Value]):
    """What is known of a case, by the names that the policy uses; what is not known is ``None``."""

    def __missing__(self, name: str) -> Value:
        return None


@dataclass(frozen=True, slots=True)
class Scene:
    """What predicates look at: the values and the text."""

    values: Values
    passage: Passage


@dataclass(frozen=True, slots=True)
class Condition:
    """All predicates of a rule, made ready.

    Attributes:
        values: predicates of values; ``texts``: of the text.
        wants: what each of them wants, in words of the policy, by its name.
    """

    values: tuple[Predicate, ...]
    texts: tuple[TextPredicate, ...]
    wants: Mapping[str, str]

    @classmethod
    def of(cls, when: When) -> Condition:
        """The condition made ready."""
        wanted = {
            name: getattr(when, name)
            for name in type(when).model_fields
            if name not in ("words", "without", "regex", "facts")
        }
        wanted |= {f"facts.{name}": values for name, values in when.facts.items()}
        wanted = {name: each for name, each in wanted.items() if each is not None}
        texts: list[TextPredicate] = []
        if when.words is not None:
            texts.append(("words", Words(when.words).first, True))
        if when.without is not None:
            texts.append(("without", Words(when.without).first, False))
        if when.regex is not None:
            texts.append(("regex", _searcher(when.regex), True))
        return cls(
            tuple((name, _asked(each)) for name, each in wanted.items()),
            tuple(texts),
            {name: _written(each) for name, each in wanted.items()},
        )

    def failing(self, sight: Sight) -> list[str]:
        """The names of the predicates that do not hold for what was seen."""
        failed = [
            name
            for (name, holds), value in zip(self.values, sight, strict=False)
            if not holds(fold(value) if isinstance(value, str) else value)
        ]
        found = zip(self.texts, sight[len(self.values) :], strict=True)
        failed += [name for (name, _find, wanted), word in found if (word is not None) != wanted]
        return failed

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all predicates, in their order."""
        return (*(each[0] for each in self.values), *(each[0] for each in self.texts))


def _looker(names: tuple[str, ...]) -> Callable[[Values], Sight]:
    if len(names) > 1:
        return itemgetter(*names)
    return (lambda values: (values[names[0]],)) if names else (lambda _values: ())


def _asked(wanted: object) -> Callable[[object], bool]:
    """The question as a look into a set or a range; numbers are never missing."""
    if isinstance(wanted, Compare):
        low = 0 if wanted.low is None else wanted.low
        high = _FAR if wanted.high is None else wanted.high
        return range(low, high + 1).__contains__
    if isinstance(wanted, bool):
        return frozenset({wanted}).__contains__
    return frozenset(fold(str(each)) for each in _listed(wanted)).__contains__


def _written(wanted: object) -> str:
    if isinstance(wanted, bool):
        return "yes" if wanted else "no"
    return " | ".join(map(str, _listed(wanted)))


def _listed(wanted: object) -> tuple[object, ...]:
    return wanted if isinstance(wanted, tuple) else (wanted,)


def _searcher(pattern: str) -> Callable[[Passage], str | None]:
    compiled = re.compile(pattern)

    def search(passage: Passage) -> str | None:
        found = compiled.search(passage.plain)
        return found.group()[:80] if found else None

    return search


class Judged:
    """What a rule came to for what it saw.

    Attributes:
        matched: whether it matches; ``facts``: what its line of a receipt says.
        line: that line, once a decision has made it, so that it is made once.
    """

    __slots__ = ("facts", "line", "matched")

    def __init__(self, matched: bool, facts: Mapping[str, Value]) -> None:
        self.matched, self.facts = matched, facts
        self.line: Any = None


_MEMORY = 64
"""Different sights whose judgement a rule remembers."""


class ReadyRule:
    """A rule with its condition made ready.

    It remembers what it said of what it saw, since a desk's tickets look alike to most rules; that
    changes nothing but the time that it takes.

    Attributes:
        place: where ``RuleBook.sights`` has the values that it looks at.
    """

    __slots__ = ("_condition", "_finds", "_memory", "_target", "place", "rule")

    def __init__(self, rule: Rule, places: dict[tuple[str, ...], int]) -> None:
        self.rule = rule
        self._condition = Condition.of(rule.when)
        looked_at = tuple(name for name, _holds in self._condition.values)
        self.place = places.setdefault(looked_at, len(places))
        self._finds = tuple(find for _name, find, _wanted in self._condition.texts)
        self._memory: dict[Sight, Judged] = {}
        target = {"tier": rule.tier, "team": rule.team, "vendor": rule.vendor}
        self._target: dict[str, Value] = {k: v for k, v in target.items() if v is not None}

    def judge(self, sight: Sight, passage: Passage) -> Judged:
        """Whether the rule matches, with what each of its predicates saw (``saw.NAME``).

        Args:
            sight: the values that it looks at, in the order of its predicates.
            passage: the text.
        """
        if self._finds:
            sight += tuple([find(passage) for find in self._finds])
        judged = self._memory.get(sight)
        if judged is None:
            if len(self._memory) >= _MEMORY:
                self._memory.clear()
            judged = self._memory[sight] = self._judge(sight)
        return judged

    def _judge(self, sight: Sight) -> Judged:
        condition = self._condition
        facts: dict[str, Value] = {"effect": self.rule.effect.value, "route": self.rule.route.value}
        facts |= {f"saw.{n}": value for n, value in zip(condition.names, sight, strict=True)}
        failed = condition.failing(sight)
        if failed:
            facts["failed"] = BETWEEN.join(failed)
            facts["wants"] = condition.wants.get(failed[0])
        facts |= self._target
        if not failed and self.rule.because:
            facts["because"] = self.rule.because
        return Judged(not failed, MappingProxyType(facts))


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules by effect, made ready, in their order.

    Attributes:
        looks: how values are looked at; rules that look at the same ones share a look.
    """

    by_effect: Mapping[Effect, tuple[ReadyRule, ...]]
    looks: tuple[Callable[[Values], Sight], ...]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> RuleBook:
        """The rules made ready."""
        places: dict[tuple[str, ...], int] = {}
        ready = [ReadyRule(rule, places) for rule in rules]
        return cls(
            {
                effect: tuple(each for each in ready if each.rule.effect is effect)
                for effect in Effect
            },
            tuple(map(_looker, places)),
        )

    def sights(self, scene: Scene) -> list[Sight]:
        """The values that the rules look at, by ``ReadyRule.place``."""
        return [look(scene.values) for look in self.looks]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The policy's other word lists made ready."""

    categories: tuple[tuple[str, Words, frozenset[str]], ...]
    certain: Words
    likely: Words
    minor: tuple[tuple[MinorRepair, Words | None], ...]
    requests: tuple[tuple[QuickRequest, Words], ...]

    @classmethod
    def of(
        cls,
        categories: Iterable[Category],
        repair: Repairs,
        requests: Iterable[QuickRequest] = (),
    ) -> Lexicon:
        """The word lists of the categories, of the repairs and of the quick requests."""
        return cls(
            tuple(
                (each.code, Words(each.words or ()), frozenset(each.asset_types or ()))
                for each in categories
            ),
            Words(repair.faults.certain),
            Words(repair.faults.likely),
            tuple((each, Words(each.faults) if each.faults else None) for each in repair.minor),
            tuple((each, Words(each.words)) for each in requests if each.words),
        )

    def category(self, passage: Passage, asset_type: str | None) -> str | None:
        """The code of the category that the words speak for most, else of the equipment's."""
        most, found, by_equipment = 0, None, None
        for code, words, types in self.categories:
            weight = words.weight(passage)
            if weight > most:
                most, found = weight, code
            if by_equipment is None and asset_type in types:
                by_equipment = code
        return found or by_equipment
