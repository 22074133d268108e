"""Who pays for a repair, and whether one is worth it.

It refuses to look at faults: it says what a repair would mean, not whether one is needed.
"""

from __future__ import annotations

from datetime import date

from frontdesk.decision.facts import Equipment
from frontdesk.policy import Policy
from frontdesk.rulebook.repairs import REPLACE, Dispatch

_UNSAID = Dispatch(types=("any",))


def dispatch_of(equipment: Equipment, policy: Policy) -> Dispatch:
    """Who repairs equipment of this type; where the policy does not say, its vendor or a shop."""
    return policy.repair.dispatch(equipment.type) or _UNSAID


def covered(equipment: Equipment, day: date) -> bool:
    """Whether warranty or contract pays for a repair on this day, the last one included."""
    return any(
        until is not None and until >= day
        for until in (equipment.warranty_until, equipment.contract_until)
    )


def charge(equipment: Equipment, day: date, policy: Policy) -> float:
    """What the vendor asks, in the desk's currency; nothing under warranty or contract."""
    if covered(equipment, day):
        return 0.0
    own = dispatch_of(equipment, policy).charge
    return own if own is not None else policy.cost(policy.costs.vendor).amount / 100


def replaced(equipment: Equipment, day: date, policy: Policy) -> str | None:
    """The code of why it is replaced and not repaired; ``None`` when a repair is worth it."""
    if covered(equipment, day):
        return None
    dispatch = dispatch_of(equipment, policy)
    if dispatch.uncovered == REPLACE:
        return "replaced_instead"
    if dispatch.replacement is None:
        return None
    too_dear = charge(equipment, day, policy) > policy.repair.worth * dispatch.replacement
    return "beyond_repair" if too_dear else None
