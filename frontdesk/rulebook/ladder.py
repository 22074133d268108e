"""The ladder: three to six tiers, and what each costs, may decide and usually achieves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, PlainSerializer, PlainValidator

from frontdesk.i18n import _
from frontdesk.rulebook.values import Amount, Currency, Dated, Grade, Level, Section, Share, Written
from frontdesk.text import nearest


class Cost(Section):
    """A figure of cost with where it comes from, so that nobody takes it for their own.

    Attributes:
        amount: per ticket, in ``currency``, as people write it.
        currency: of the amount; another than the desk's needs a rate.
        source: where it comes from, in words.
        date: of the figure: a year, a month or a day.
        confirmed: whether a second source says the same.
    """

    amount: Amount
    currency: Currency
    date: Dated
    source: Annotated[str, Field(min_length=1, max_length=200)]
    confirmed: bool = False


class Rate(Section):
    """What one unit of a currency is worth in the desk's own, on a day.

    Attributes:
        rate: so much of the desk's currency for one unit of it.
        date: of the rate.
    """

    rate: Annotated[float, Field(gt=0)]
    date: Dated


WANTS = ("words", "category", "asset", "site", "tried_fix")
"""What a tier may want to see; ``words`` with how many of them: ``words:30``."""
_WANT = re.compile(r"(?P<what>[a-z_]+)(?::(?P<least>[1-9]\d{0,3}))?")


@dataclass(frozen=True, slots=True)
class Want:
    """One thing that a tier wants to see before it accepts a ticket, as ``words:30``.

    Attributes:
        what: of ``WANTS``: ``words`` that say what is the matter, a ``category``, the ``asset``
            where the category is about equipment, a ``site``, a known fix that was tried where one
            suits (``tried_fix``).
        least: how many words; 1 for everything else.
    """

    what: str
    least: int = 1

    @classmethod
    def read(cls, value: object) -> Want:
        """The want that was written.

        Raises:
            ValueError: it is no want, or has a number that means nothing there.
        """
        if isinstance(value, Want):
            return value
        found = _WANT.fullmatch(value) if isinstance(value, str) else None
        if found is None or found["what"] not in WANTS:
            near = nearest(str(value), WANTS, 1)
            hint = _("did you mean {key}?").format(key=near[0]) + " " if near else ""
            known = _("one of {words}, words also as 'words:30'").format(words=", ".join(WANTS))
            raise ValueError(hint + known)
        if found["least"] and found["what"] != "words":
            raise ValueError(_("only words are counted, as 'words:30'"))
        return cls(found["what"], int(found["least"] or 1))

    def __str__(self) -> str:
        return self.what if self.least == 1 else f"{self.what}:{self.least}"


_Want = Annotated[
    Want,
    PlainValidator(Want.read),
    PlainSerializer(str),
    Written(", ".join(f"`{what}`" for what in (*WANTS, "words:30"))),
]


class Tier(Section):
    """One level of the ladder.

    Attributes:
        level: 1 is the front office; they follow one another without a gap.
        name: what people call it.
        authority: the highest complexity, 1 to 5, that the tier handles alone.
        minutes: how long a ticket typically takes when somebody is at it.
        queue_minutes: how long one typically waits before somebody is.
        p_success: probability that the tier solves a ticket within its authority, before any
            record of its own is known.
        cost: of a ticket that the tier touches.
        wants: what the tier wants to see before it accepts a ticket from below: ``words`` (with
            how many: ``words:30``), ``category``, ``asset``, ``site``, ``tried_fix``.
    """

    level: Level
    name: Annotated[str, Field(min_length=1, max_length=60)]
    authority: Grade
    minutes: Annotated[int, Field(ge=1, le=10_000)]
    queue_minutes: Annotated[int, Field(ge=0, le=100_000)] = 0
    p_success: Share
    cost: Cost
    wants: Annotated[tuple[_Want, ...], Field(max_length=len(WANTS))] = ()


class Costs(Section):
    """What a ticket costs that leaves the ladder.

    Attributes:
        vendor: with a vendor, without warranty or contract; also what is reckoned when all fails.
        field: with somebody who visits.
    """

    vendor: Cost
    field: Cost
