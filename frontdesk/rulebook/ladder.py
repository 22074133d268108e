"""The ladder: three to six tiers, and what each costs, may decide and usually achieves."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from frontdesk.rulebook.values import Amount, Currency, Dated, Grade, Level, Section, Share


class Cost(Section):
    """A figure of cost with where it comes from, so that nobody takes it for their own.

    Attributes:
        amount: per ticket, in ``currency``, as people write it.
        date: of the figure: a year, a month or a day.
        confirmed: whether a second source says the same.
    """

    amount: Amount
    currency: Currency
    date: Dated
    source: Annotated[str, Field(min_length=1, max_length=200)]
    confirmed: bool = False


class Rate(Section):
    """What one unit of a currency is worth in the desk's own, on a day."""

    rate: Annotated[float, Field(gt=0)]
    date: Dated


class Tier(Section):
    """One level of the ladder.

    Attributes:
        authority: the highest complexity, 1 to 5, that the tier handles alone.
        minutes: how long a ticket typically takes when somebody is at it.
        queue_minutes: how long one typically waits before somebody is.
        p_success: probability that the tier solves a ticket within its authority, before any
            record of its own is known.
        cost: of a ticket that the tier touches.
    """

    level: Level
    name: Annotated[str, Field(min_length=1, max_length=60)]
    authority: Grade
    minutes: Annotated[int, Field(ge=1, le=10_000)]
    queue_minutes: Annotated[int, Field(ge=0, le=100_000)] = 0
    p_success: Share
    cost: Cost


class Costs(Section):
    """What a ticket costs that leaves the ladder.

    Attributes:
        vendor: with a vendor, without warranty or contract; also what is reckoned when all fails.
        field: with somebody who visits.
    """

    vendor: Cost
    field: Cost
