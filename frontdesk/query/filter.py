"""A filter: terms that must all hold. Frozen and hashable; an order stands beside it.

It refuses to read a store and to say anything in words; ``language`` makes it from what is typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as of_class
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import TypeAlias

from frontdesk.query.fields import FIELDS, WORDS, states_of
from frontdesk.query.moments import Moments, When
from frontdesk.terms import OPEN, Status

NOBODY = ""
"""Stands for nobody among the values of ``assignee``."""


class Order(StrEnum):
    """How a list is sorted. Ties go by number."""

    PRIORITY = "priority"
    OLDEST = "oldest"
    NEWEST = "newest"
    UPDATED = "updated"
    NUMBER = "number"
    DUE = "due"
    CALL = "call"
    SUBJECT = "subject"
    WHO = "who"
    CATEGORY = "category"
    SITE = "site"
    HOLDER = "holder"


@dataclass(frozen=True, slots=True)
class Between:
    """Whole numbers from ``low`` to ``high``, both included; ``None``: open at that end."""

    low: int | None = None
    high: int | None = None


Value: TypeAlias = str | Between | When | Moments


@dataclass(frozen=True, slots=True)
class Term:
    """One condition.

    Attributes:
        field: a name of ``FIELDS``, or ``WORDS`` for full text (one word or phrase each).
        values: any of them; of ``status`` the states themselves.
        negated: none of them.
        at: where it stands in what was typed, from 0; it does not make terms differ.
    """

    field: str
    values: tuple[Value, ...]
    negated: bool = False
    at: int = of_class(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which tickets a list shows: those of which every term holds.

    Only open ones, unless a term says something about the state, or asks for what only finished
    tickets have.
    """

    terms: tuple[Term, ...] = ()

    @classmethod
    def of(cls, **fields: str | Iterable[Value]) -> Filter:
        """A filter by fields and values; a field without any value says nothing.

        Of several values any will do, of several ``words`` all must be there.
        """
        terms = []
        for name, given in fields.items():
            values: tuple[Value, ...] = (given,) if isinstance(given, str) else tuple(given)
            if name == WORDS:
                terms += [term(name, (value,)) for value in values]
            elif values:
                terms.append(term(name, values))
        return cls(tuple(terms))

    @property
    def only_open(self) -> bool:
        """Whether nothing but open tickets can be in the list."""
        said = [one for one in self.terms if one.field == "status"]
        if not said:
            return not any(one.field in _ENDED and not one.negated for one in self.terms)
        return any(not one.negated and OPEN.issuperset(one.values) for one in said)

    @property
    def terms_but_state(self) -> tuple[Term, ...]:
        """The terms that leave some of the open tickets out, or some of all there are."""
        whole = (frozenset(Status), OPEN)
        return tuple(
            one
            for one in self.terms
            if one.field != "status" or one.negated or frozenset(one.values) not in whole
        )

    @property
    def vague(self) -> bool:
        """Whether its last word is a single letter or digit, the beginning of nearly everything."""
        words = [str(one.values[0]) for one in self.terms if one.field == WORDS]
        return bool(words) and len(words[-1]) < 2

    @property
    def moves(self) -> bool:
        """Whether what it holds changes with the time alone."""
        return any(isinstance(value, When) for one in self.terms for value in one.values)

    def narrowed(self, other: Filter) -> Filter:
        """This, narrowed by another: a field that the other names takes this one's place."""
        named = {one.field for one in other.terms if not one.negated} - {WORDS}
        kept = tuple(one for one in self.terms if one.field not in named)
        return Filter(kept + other.terms)

    def at(self, now: datetime, zone: tzinfo, soon: timedelta) -> Filter:
        """The same with every time as moments.

        Args:
            zone: whose midnight ends today.
            soon: how far ahead ``due:soon`` looks.
        """
        if not self.moves:
            return self

        def told(value: Value) -> Value:
            return value.at(now, zone, soon) if isinstance(value, When) else value

        return Filter(
            tuple(replace(one, values=tuple(map(told, one.values))) for one in self.terms)
        )


def term(name: str, values: Sequence[Value], *, negated: bool = False, at: int = 0) -> Term:
    """A term; words for several states become the states, words for times what they mean later."""
    told: list[Value] = []
    for value in values:
        if name == "status" and isinstance(value, str):
            told += states_of(value)
        elif name in _MOMENTS and isinstance(value, str):
            told.append(When(value, FIELDS[name].ahead))
        else:
            told.append(value)
    return Term(name, tuple(dict.fromkeys(told)), negated, at)


_ENDED = frozenset(name for name, each in FIELDS.items() if each.ended)
_MOMENTS = frozenset(name for name, each in FIELDS.items() if each.sort == "moment")
