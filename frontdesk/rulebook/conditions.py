"""Rules and word lists made ready once per policy, so that a decision costs microseconds.

Texts are folded (lower case, no diacritics) and parted into words once per case; a word list is
then looked up, a phrase is found as a substring between spaces. It refuses to stop at the first
predicate that fails: a receipt shows what each of them saw.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from frontdesk.rulebook.categories import Category
from frontdesk.rulebook.repairs import MinorRepair, Repairs
from frontdesk.rulebook.rules import Effect, Rule, When
from frontdesk.rulebook.values import PATTERN_SIGHT, Compare
from frontdesk.text import fold

Value: TypeAlias = str | int | bool | None
"""What a predicate sees."""

SIGHT = 20_000
"""Characters of a text that are looked at; what lies beyond does not route a ticket."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text made ready: its words, and the same between spaces."""

    words: frozenset[str]
    line: str
    plain: str

    @classmethod
    def of(cls, text: str) -> Passage:
        """The text folded and parted into words."""
        plain = fold(text[:SIGHT])
        found = _WORD.findall(plain)
        return cls(frozenset(found), f" {' '.join(found)} ", plain[:PATTERN_SIGHT])


class Words:
    """A list of words and phrases, any of which may stand in a passage."""

    __slots__ = ("_exact", "_needles", "_written")

    def __init__(self, written: Iterable[str]) -> None:
        self._written: dict[str, str] = {}
        needles: list[str] = []
        for each in written:
            parts = " ".join(_WORD.findall(fold(each)))
            if not parts:
                continue
            open_end = each.rstrip().endswith("*")
            if open_end or " " in parts:
                parts = f" {parts}" if open_end else f" {parts} "
                needles.append(parts)
            self._written.setdefault(parts, each)
        self._needles = tuple(needles)
        self._exact = frozenset(self._written) - frozenset(needles)

    def first(self, passage: Passage) -> str | None:
        """The word or phrase of the list, as it is written there, that stands in the passage."""
        if not self._exact.isdisjoint(passage.words):
            return self._written[min(self._exact & passage.words)]
        for needle in self._needles:
            if needle in passage.line:
                return self._written[needle]
        return None

    def weight(self, passage: Passage) -> int:
        """How many words of the passage the list accounts for; a phrase counts its words."""
        line = passage.line
        phrases = sum(needle.strip().count(" ") + 1 for needle in self._needles if needle in line)
        return len(self._exact & passage.words) + phrases


@dataclass(frozen=True, slots=True)
class Predicate:
    """One predicate of a rule.

    Attributes:
        name: of the value that it looks at, as in the policy.
        wants: what it wants, in words of the policy.
    """

    name: str
    wants: str
    holds: Callable[[Value], bool]


@dataclass(frozen=True, slots=True)
class Condition:
    """All predicates of a rule."""

    predicates: tuple[Predicate, ...]
    words: tuple[tuple[str, Callable[[Passage], str | None], bool], ...]

    @classmethod
    def of(cls, when: When) -> Condition:
        """The condition made ready."""
        plain: list[Predicate] = []
        for name in type(when).model_fields:
            wanted = getattr(when, name)
            if wanted is None or name in ("words", "without", "regex", "facts"):
                continue
            plain.append(_predicate(name, wanted))
        plain.extend(_predicate(f"facts.{name}", values) for name, values in when.facts.items())
        texts: list[tuple[str, Callable[[Passage], str | None], bool]] = []
        if when.words is not None:
            texts.append(("words", Words(when.words).first, True))
        if when.without is not None:
            texts.append(("without", Words(when.without).first, False))
        if when.regex is not None:
            texts.append(("regex", _searcher(when.regex), True))
        return cls(tuple(plain), tuple(texts))

    def check(
        self, values: Mapping[str, Value], passage: Passage
    ) -> tuple[dict[str, Value], list[str]]:
        """What each predicate saw, by its name, and the names of those that failed."""
        saw: dict[str, Value] = {}
        failed: list[str] = []
        for predicate in self.predicates:
            name = predicate.name
            value = values.get(name)
            saw["saw." + name] = value
            if value is None or not predicate.holds(value):
                failed.append(name)
        for name, find, wanted in self.words:
            found = find(passage)
            saw["saw." + name] = found
            if (found is not None) is not wanted:
                failed.append(name)
        return saw, failed

    def wants(self, name: str) -> str:
        """What the predicate of this name wants; empty for words and patterns."""
        return next((each.wants for each in self.predicates if each.name == name), "")


def _predicate(name: str, wanted: object) -> Predicate:
    if isinstance(wanted, Compare):
        compare = wanted
        return Predicate(name, str(wanted), lambda v: isinstance(v, int) and compare.holds(v))
    if isinstance(wanted, bool):
        return Predicate(name, "yes" if wanted else "no", lambda v: v is wanted)
    values = tuple(map(str, wanted)) if isinstance(wanted, tuple) else (str(wanted),)
    folded = frozenset(map(fold, values))
    return Predicate(name, " | ".join(values), lambda v: fold(str(v)) in folded)


def _searcher(pattern: str) -> Callable[[Passage], str | None]:
    compiled = re.compile(pattern)

    def search(passage: Passage) -> str | None:
        found = compiled.search(passage.plain)
        return found.group()[:80] if found else None

    return search


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules by effect, each with its condition made ready."""

    by_effect: Mapping[Effect, tuple[tuple[Rule, Condition], ...]]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> RuleBook:
        """The rules made ready, in their order."""
        ready = [(rule, Condition.of(rule.when)) for rule in rules]
        return cls(
            {effect: tuple(pair for pair in ready if pair[0].effect is effect) for effect in Effect}
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The policy's other word lists made ready."""

    categories: tuple[tuple[str, Words, frozenset[str]], ...]
    certain: Words
    likely: Words
    minor: tuple[tuple[MinorRepair, Words | None], ...]

    @classmethod
    def of(cls, categories: Iterable[Category], repair: Repairs) -> Lexicon:
        """The word lists of the categories and of the repairs."""
        return cls(
            tuple(
                (each.code, Words(each.words or ()), frozenset(each.asset_types or ()))
                for each in categories
            ),
            Words(repair.faults.certain),
            Words(repair.faults.likely),
            tuple((each, Words(each.faults) if each.faults else None) for each in repair.minor),
        )

    def category(self, passage: Passage, asset_type: str | None) -> str | None:
        """The code of the category that words and equipment speak for most."""
        best: tuple[int, str | None] = (0, None)
        for code, words, types in self.categories:
            weight = words.weight(passage) + (2 if asset_type in types else 0)
            if weight > best[0]:
                best = (weight, code)
        return best[1]
