"""Whether a rule's condition implies or excludes another's, by what they ask and nothing else.

What is said here holds for every ticket; where that cannot be known (patterns), it is not said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from frontdesk.rulebook.conditions import needle
from frontdesk.rulebook.rules import When
from frontdesk.rulebook.values import Compare
from frontdesk.text import fold

_TEXTS = ("words", "without", "regex", "facts")
_FIELDS = tuple(name for name in When.model_fields if name not in _TEXTS)
_OF_EQUIPMENT = ("asset_type", "vendor", "under_warranty")


def implied(narrow: When, wide: When) -> bool:
    """Whether everything that matches ``narrow`` also matches ``wide``."""
    for name in _FIELDS:
        theirs, ours = getattr(wide, name), getattr(narrow, name)
        if theirs is None or (ours is not None and _inside(ours, theirs)):
            continue
        if name == "has_equipment" and theirs and _names_equipment(narrow):
            continue
        return False
    if wide.regex is not None and narrow.regex != wide.regex:
        return False
    if not all(
        key in narrow.facts and set(narrow.facts[key]) <= set(wide.facts[key]) for key in wide.facts
    ):
        return False
    return _words_imply(narrow, wide)


def excluded(one: When, other: When) -> bool:
    """Whether no ticket matches both."""
    for name in _FIELDS:
        ours, theirs = getattr(one, name), getattr(other, name)
        if ours is not None and theirs is not None and _apart(ours, theirs):
            return True
    for key in one.facts.keys() & other.facts.keys():
        if not set(one.facts[key]) & set(other.facts[key]):
            return True
    return _must_be_without(one.words, other.without) or _must_be_without(other.words, one.without)


def contradicts_itself(when: When) -> bool:
    """Whether every word that it wants is, or holds, one that it must be without."""
    return _must_be_without(when.words, when.without)


def _names_equipment(when: When) -> bool:
    return any(getattr(when, name) is not None for name in _OF_EQUIPMENT)


def _inside(narrow: object, wide: object) -> bool:
    if isinstance(narrow, Compare) and isinstance(wide, Compare):
        return narrow.within(wide)
    if isinstance(narrow, tuple) and isinstance(wide, tuple):
        return set(map(fold, narrow)) <= set(map(fold, wide))
    return narrow == wide


def _apart(one: object, other: object) -> bool:
    if isinstance(one, Compare) and isinstance(other, Compare):
        lows = [each.low for each in (one, other) if each.low is not None]
        highs = [each.high for each in (one, other) if each.high is not None]
        return bool(lows and highs) and max(lows) > min(highs)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return not set(map(fold, one)) & set(map(fold, other))
    return one != other


def _needles(words: Sequence[str] | None) -> list[str]:
    """What is looked for, as it stands in the line of a passage: ``vpn`` in ``vpn tunnel``."""
    return [found for word in words or () if (found := needle(word))]


def _words_imply(narrow: When, wide: When) -> bool:
    if wide.words is not None:
        theirs = _needles(wide.words)
        if narrow.words is None:
            return False
        if not all(any(word in ours for word in theirs) for ours in _needles(narrow.words)):
            return False
    own = _needles(narrow.without)
    return all(any(word in theirs for word in own) for theirs in _needles(wide.without))


def _must_be_without(words: Sequence[str] | None, without: Sequence[str] | None) -> bool:
    if words is None or without is None:
        return False
    unwanted = _needles(without)
    return all(any(word in wanted for word in unwanted) for wanted in _needles(words))


class Shelf:
    """Conditions of rules, put where one that could imply another is found without asking all.

    Each lies under one thing that it asks for. What a narrower condition asks for holds that thing
    too, so that only these places need a look; with a few thousand rules that is a few of them.
    """

    def __init__(self) -> None:
        self._places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._anywhere: list[int] = []

    def put(self, index: int, when: When) -> None:
        """Lay a rule's condition down under its number."""
        places = list(_places(when))
        for place in places:
            self._places[place].append(index)
        if not places:
            self._anywhere.append(index)

    def wider(self, when: When) -> list[int]:
        """The numbers of those that may be wider, in their order."""
        found = set(self._anywhere)
        for name in _FIELDS:
            if isinstance(values := getattr(when, name), tuple):
                found.update(self._places.get((name, fold(values[0])), ()))
        for word in _needles(when.words)[:1]:
            for token in word.split():
                found.update(self._places.get(("words", token[:2]), ()))
        return sorted(found)


def _places(when: When) -> Iterator[tuple[str, str]]:
    """Under what a condition lies: the values of its first list, else how its words begin."""
    for name in _FIELDS:
        if isinstance(values := getattr(when, name), tuple):
            yield from dict.fromkeys((name, fold(value)) for value in values)
            return
    words = _needles(when.words)
    begins = {word.split()[0][:2] for word in words}
    if all(len(word.strip()) > 1 for word in words):  # ``a*`` may begin any word with an a
        yield from (("words", begin) for begin in sorted(begins))
