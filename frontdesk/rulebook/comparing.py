"""What differs between two policies, key by key, for people who decide whether to adopt one.

Entries of a list are compared by what they are called, so that one that moves is not one that
goes and another that comes. It refuses to say what a difference would do to tickets: replaying
does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from frontdesk.i18n import _
from frontdesk.rulebook.book import Policy
from frontdesk.text import cut

Plain: TypeAlias = Any
"""A value as JSON has it."""

_NAMES = ("name", "code", "level", "fix")
"""Keys that say which entry of a list it is, whichever it has."""
_SHOWN = 60
"""Cells of a value in a sentence."""


class Named(str):
    """What an entry of a list is called, in a path among keys."""

    __slots__ = ()


class Change(StrEnum):
    """How something differs."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


class Difference(NamedTuple):
    """One thing that differs.

    Attributes:
        path: the keys that lead to it, entries of lists by what they are called.
        before: its value; the place in its list, from 1, for what has moved; ``None``: not there.
        after: the same afterwards.
    """

    path: tuple[str, ...]
    change: Change
    before: Plain
    after: Plain


def differences(before: Policy, after: Policy) -> tuple[Difference, ...]:
    """Everything that differs, in the order of the file; empty where they say the same.

    Golden cases count; comments, layout and keys that only repeat a default do not.
    """
    sides = (before.model_dump(mode="json"), after.model_dump(mode="json"))
    return tuple(_compared((), *sides))


def difference_words(difference: Difference) -> str:
    """A difference on one line: ``desk.hop_budget: from 4 to 3``."""
    where = _spelt(difference.path)
    before, after = difference.before, difference.after
    if difference.change is Change.MOVED:
        said = _("{where}: moved from place {before} to place {after}")
        return said.format(where=where, before=before, after=after)
    if isinstance(before, list) and isinstance(after, list):
        return f"{where}: {_lists(before, after)}"
    if difference.change is Change.ADDED:
        said = _("{where}: added, {after}") if _is_short(after) else _("{where}: added")
    elif difference.change is Change.REMOVED:
        said = _("{where}: removed, was {before}") if _is_short(before) else _("{where}: removed")
    else:
        said = _("{where}: from {before} to {after}")
    return said.format(where=where, before=_shown(before), after=_shown(after))


def _compared(path: tuple[str, ...], before: Plain, after: Plain) -> Iterator[Difference]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before, *after)):
            yield from _compared((*path, str(key)), before.get(key), after.get(key))
    elif _is_table_list(before) and _is_table_list(after):
        yield from _entries(path, _named(before), _named(after))
    else:
        absent: tuple[Plain, ...] = (None, [], {})
        change = Change.CHANGED
        if before in absent:
            change = Change.ADDED
        elif after in absent:
            change = Change.REMOVED
        yield Difference(path, change, before, after)


def _entries(
    path: tuple[str, ...], before: Mapping[Named, Plain], after: Mapping[Named, Plain]
) -> Iterator[Difference]:
    """Entries of a list by name: gone, new, moved among those that stay, changed."""
    for name, entry in before.items():
        if name not in after:
            yield Difference((*path, name), Change.REMOVED, entry, None)
    places = {name: place for place, name in enumerate(before, 1)}
    stay = [name for name in after if name in before]
    still = _rising([places[name] for name in stay])
    for place, (name, entry) in enumerate(after.items(), 1):
        if name not in before:
            yield Difference((*path, name), Change.ADDED, None, entry)
            continue
        if places[name] not in still:
            yield Difference((*path, name), Change.MOVED, places[name], place)
        yield from _compared((*path, name), before[name], entry)


def _rising(places: Sequence[int]) -> frozenset[int]:
    """A longest part of a sequence that rises: what need not have moved.

    Patience sorting (Fredman 1975): the smallest end of a rising part of each length so far, and
    for each place the one before it in its part.
    """
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        length = bisect_left(ends, place)
        before[place] = ends[length - 1] if length else None
        ends[length : length + 1] = [place]
    found: set[int] = set()
    place_or_none = ends[-1] if ends else None
    while place_or_none is not None:
        found.add(place_or_none)
        place_or_none = before[place_or_none]
    return frozenset(found)


def _is_table_list(value: Plain) -> bool:
    return isinstance(value, list) and all(isinstance(each, Mapping) for each in value)


def _named(entries: Sequence[Mapping[str, Plain]]) -> dict[Named, Plain]:
    """Entries by what they are called; a name that comes again has its number behind it."""
    found: dict[Named, Plain] = {}
    met: Counter[str] = Counter()
    for entry in entries:
        name = _name(entry)
        met[name] += 1
        found[Named(f"{name} #{met[name]}" if met[name] > 1 else name)] = entry
    return found


def _name(entry: Mapping[str, Plain]) -> str:
    for key in _NAMES:
        if entry.get(key) is not None:
            return str(entry[key])
    if "clock" in entry:  # a warning
        return f"{entry['clock']} at {entry['at']:g}"
    types = entry.get("types")
    return ", ".join(types) if types else "any"


def _spelt(path: Sequence[str]) -> str:
    """``rules “an intrusion goes to systems” when.tier``: names stand in quotes."""
    said = ""
    for part in path:
        if isinstance(part, Named):
            said += f" “{part}”"
        else:
            said += ("" if not said else " " if said.endswith("”") else ".") + part
    return said


def _is_short(value: Plain) -> bool:
    return not isinstance(value, Mapping)


def _lists(before: Sequence[Plain], after: Sequence[Plain]) -> str:
    """What came and went of a list of words; or that only its order differs."""
    came = [each for each in after if each not in before]
    went = [each for each in before if each not in after]
    parts = [
        *([_("added {words}").format(words=_shown(came))] if came else []),
        *([_("removed {words}").format(words=_shown(went))] if went else []),
    ]
    return "; ".join(parts) or _("the same in another order")


def _shown(value: Plain) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return _("nothing")
    if isinstance(value, list):
        return cut(", ".join(map(_shown, value)), _SHOWN)
    if isinstance(value, Mapping):
        return cut(", ".join(f"{key} {_shown(each)}" for key, each in value.items()), _SHOWN)
    return cut(str(value), _SHOWN)
