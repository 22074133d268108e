"""How a value is written in a policy file: one or several words, comparisons, amounts, patterns.

It refuses to guess: ``"3"`` is not a number, ``1`` is not a word, and an amount has two decimals
at most.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
)

from frontdesk.i18n import N_, _


class Section(BaseModel):
    """A table of the policy file: no unknown key, no converted type, no change once read."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Written:
    """How a value is written, for the reference of the policy file.

    It stands in the annotation of a value that its type says too little about.
    """

    how: str


def several(value: object) -> object:
    """One value counts as a list of one."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


@dataclass(frozen=True, slots=True)
class Compare:
    """A whole number compared: ``4``, ``">=4"``, ``"<3"``, ``"2..4"``, as bounds included.

    Attributes:
        low, high: the bounds; ``None`` where there is none.
    """

    low: int | None
    high: int | None

    @classmethod
    def read(cls, value: object) -> Compare:
        """The comparison that was written.

        Raises:
            ValueError: it is neither a whole number nor a comparison.
        """
        if isinstance(value, Compare):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return cls(value, value)
        found = _COMPARISON.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            raise ValueError(
                _('it should be a whole number or a comparison such as ">=4" or "2..4"')
            )
        if found["low"]:
            return cls(int(found["low"]), int(found["high"]))
        number = int(found["number"])
        bounds = {
            ">=": (number, None),
            "<=": (None, number),
            ">": (number + 1, None),
            "<": (None, number - 1),
        }
        low, high = bounds.get(found["sign"] or "", (number, number))
        return cls(low, high)

    def holds(self, value: int) -> bool:
        """Whether the number lies within."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def within(self, wider: Compare) -> bool:
        """Whether every number that holds here holds there too."""
        low = wider.low is None or (self.low is not None and self.low >= wider.low)
        return low and (wider.high is None or (self.high is not None and self.high <= wider.high))

    def __str__(self) -> str:
        if self.low == self.high:
            return str(self.low)
        if self.high is None:
            return f">={self.low}"
        return f"<={self.high}" if self.low is None else f"{self.low}..{self.high}"


_COMPARISON = re.compile(
    r"\s*(?:(?P<low>\d+)\s*\.\.\s*(?P<high>\d+)|(?P<sign>>=|<=|>|<|=|)\s*(?P<number>\d+))\s*"
)

PATTERN_SIGHT = 1_000
"""Characters of a text, folded, that a pattern sees."""
_PATTERN_LIMIT = 200
_REPEAT = re.compile(r"(?<!\\)(?:\*|\+|\{(?P<low>\d*)(?P<comma>,?)(?P<high>\d*)\})")
_DANGEROUS = re.compile(r"\\[1-9]|\(\?(?!:)|\)\s*[*+{]")


def sound_pattern(text: str) -> str:
    """A regular expression that cannot run away: its cost stays near the text's length squared.

    Raises:
        ValueError: it could run away, is too long, or is none.
    """
    if len(text) > _PATTERN_LIMIT:
        raise ValueError(_("a pattern has {n} characters at most").format(n=_PATTERN_LIMIT))
    if _DANGEROUS.search(text):
        raise ValueError(
            _("no repeated groups, look-around, flags or back-references in a pattern")
        )
    repeats = list(_REPEAT.finditer(text))
    endless = [r for r in repeats if r["high"] in (None, "") and (r["comma"] != "" or not r["low"])]
    if len(repeats) > 3 or len(endless) > 1:
        raise ValueError(_("a pattern repeats three times at most, once without an upper bound"))
    if any(r["high"] and int(r["high"]) > 50 for r in repeats):
        raise ValueError(_("a bounded repeat goes to 50 at most"))
    try:
        re.compile(text)
    except re.error as broken:
        raise ValueError(_("is not a regular expression: {why}").format(why=broken)) from broken
    return text


def _two_decimals(amount: float) -> float:
    if Decimal(repr(amount)) * 100 % 1:
        raise ValueError(_("an amount has two decimals at most"))
    return amount


@lru_cache(maxsize=4096)
def minor(amount: float) -> int:
    """An amount as written, in minor units: 22.5 is 2250. Exact for what ``Amount`` lets in."""
    return int(Decimal(repr(amount)) * 100)


_Word = Annotated[str, Field(min_length=1, max_length=200)]
Several = Annotated[tuple[_Word, ...], Field(min_length=1), BeforeValidator(several)]
"""One word, or a list of words."""
Comparison = Annotated[
    Compare,
    PlainValidator(Compare.read),
    PlainSerializer(str),
    Written(N_('whole number, or `">=4"`, `"<3"`, `"2..4"`')),
]
"""A whole number, or a comparison of one."""
Pattern = Annotated[str, AfterValidator(sound_pattern), Written(N_("regular expression"))]
"""A regular expression within safe limits, matched on folded text."""
Amount = Annotated[
    float, Field(ge=0, le=1_000_000_000), AfterValidator(_two_decimals), Written(N_("amount"))
]
"""An amount as people write it, in the desk's currency unless another stands beside it."""
Share = Annotated[float, Field(ge=0, le=1), Written(N_("share, 0 to 1"))]
"""A probability or a share, 0 to 1."""
Level = Annotated[int, Field(ge=1, le=6), Written(N_("tier, 1 to 6"))]
"""A level of the ladder."""
Grade = Annotated[int, Field(ge=1, le=5), Written(N_("grade, 1 to 5"))]
"""Complexity or authority, 1 to 5."""
Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,63}$"), Written(N_("code"))]
"""A code of the register or of the policy: small letters, digits, ``- _ .``."""
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$"), Written(N_("currency, three letters"))]
"""ISO 4217."""
Dated = Annotated[
    str,
    Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"),
    Written(N_("year, month or day, as `2026-03`")),
]
"""A year, a month or a day: how exactly a figure is dated."""
