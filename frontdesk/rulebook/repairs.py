"""What the front office repairs itself, what goes to a vendor, and when a repair is worth it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from frontdesk.rulebook.values import Amount, Code, Section, Several, Share

OWN = "own"
"""The vendor that the register names for the piece of equipment."""
SHOP = "repair_shop"
"""Any repair shop of the register."""
REPLACE = "replace"
"""No vendor: it is replaced."""


class MinorRepair(Section):
    """What the front office repairs on the spot (route ``on_site``), without the vendor.

    Attributes:
        types: of equipment; left out: any.
        faults: words that name such a fault; left out: any fault of these types.
        parts: codes of the spare parts that it takes, all of them; they must lie at the site.
        skill: what its people must have learned for it, at ``matching.skill_level`` or better.
        minutes: of work, the way there included.
        p_success: probability that it mends it, 0 to 1.
    """

    types: Several | None = None
    faults: Several | None = None
    parts: Annotated[tuple[Annotated[str, Field(min_length=1, max_length=64)], ...],
                     Field(max_length=10)] = ()  # fmt: skip
    skill: Code | None = None
    minutes: Annotated[int, Field(ge=1, le=1000)] = 20
    p_success: Share = 0.85


class Dispatch(Section):
    """Who repairs equipment of some types.

    Attributes:
        types: of equipment.
        covered: who repairs it under warranty or contract: ``own`` (the vendor that the register
            names for the piece), ``repair_shop`` or a vendor's code.
        uncovered: who does without; also ``replace``.
        charge: what a repair without warranty or contract costs; left out: ``costs.vendor``.
        replacement: what a new one costs; left out: a repair is always worth it.
    """

    types: Several
    covered: Annotated[str, Field(min_length=1, max_length=64)] = OWN
    uncovered: Annotated[str, Field(min_length=1, max_length=64)] = SHOP
    charge: Amount | None = None
    replacement: Amount | None = None


class Faults(Section):
    """Words that mean that hardware is broken.

    Attributes:
        certain: nobody at the desk can mend it; ``likely``: it may well be.
        p_certain, p_likely: the chance that the desk still solves it, 0 to 1.
        tries: so many failed fixes on equipment make a fault likely without any word.
    """

    certain: Several = ("crack*", "smoke", "smashed", "burnt")
    likely: Several = ("broken", "dead")
    p_certain: Share = 0.02
    p_likely: Share = 0.1
    tries: Annotated[int, Field(ge=1, le=20)] = 2


class Repairs(Section):
    """Hardware faults and who mends them.

    Attributes:
        p_success: probability that a vendor returns it mended or exchanged, before its record.
        days: working days from shipping to return, before its record.
        strength: how many orders the two priors weigh as much as.
        waiting_share: share of an hour's waiting that counts while a loaner is in use.
        worth: share of a new one's price up to which a repair is worth it.
    """

    p_success: Share = 0.9
    days: Annotated[float, Field(ge=0, le=365)] = 9.0
    strength: Annotated[float, Field(gt=0, le=1000)] = 5.0
    waiting_share: Share = 0.1
    worth: Annotated[float, Field(gt=0, le=10)] = 0.6
    faults: Faults = Faults()
    minor: tuple[MinorRepair, ...] = ()
    equipment: tuple[Dispatch, ...] = ()

    def dispatch(self, asset_type: str) -> Dispatch | None:
        """Who repairs equipment of this type; ``None`` when the policy does not say."""
        for each in self.equipment:
            if asset_type in each.types:
                return each
        return None
