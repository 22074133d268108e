"""Which vendors could repair the equipment, at what charge, and what stands against it.

It refuses to ship anything: ``desk`` opens the repair order when the route is taken.
"""

from __future__ import annotations

from frontdesk.decision.cover import charge, covered, dispatch_of, replaced
from frontdesk.decision.facts import Equipment, VendorRecord
from frontdesk.decision.view import Fault, View
from frontdesk.rulebook.repairs import OWN, REPLACE, SHOP
from frontdesk.terms import VendorKind


def dispatches(view: View) -> list[tuple[VendorRecord | None, tuple[str, ...], float]]:
    """Each vendor with what blocks it and what it asks; never empty."""
    equipment, policy, day = view.case.equipment, view.policy, view.case.now.date()
    if equipment is None:
        return [(None, ("no_equipment",), 0.0)]
    asks = charge(equipment, day, policy)
    why_new = replaced(equipment, day, policy)
    blocked = (*_against(view, equipment), *((why_new,) if why_new else ()))
    dispatch = dispatch_of(equipment, policy)
    who = dispatch.covered if covered(equipment, day) else dispatch.uncovered
    if who == REPLACE:
        return [(None, blocked, asks)]
    vendors = _vendors(view, equipment, who)
    if not vendors:
        return [(None, (*blocked, "no_vendor"), asks)]
    return [(vendor, blocked, asks) for vendor in vendors]


def _against(view: View, equipment: Equipment) -> tuple[str, ...]:
    blocked: tuple[str, ...] = ("in_repair",) if equipment.in_repair else ()
    if view.suspicion.fault is Fault.MINOR:
        return (*blocked, "minor_repair")
    return blocked if view.suspicion.broken else (*blocked, "no_hardware_fault")


def _vendors(view: View, equipment: Equipment, who: str) -> list[VendorRecord]:
    """The vendors that the policy means, in the order of their codes."""
    known = {vendor.code: vendor for vendor in view.evidence.vendors}
    of_kind = {
        kind: [known[code] for code in sorted(known) if known[code].kind is kind]
        for kind in (VendorKind.MANUFACTURER, VendorKind.REPAIR_SHOP)
    }
    own = [known.get(equipment.vendor) or _unrecorded(equipment.vendor)] if equipment.vendor else []
    if who == OWN:
        return own or of_kind[VendorKind.MANUFACTURER]
    if who == SHOP:
        return of_kind[VendorKind.REPAIR_SHOP] or own
    return [known.get(who) or _unrecorded(who)]


def _unrecorded(code: str) -> VendorRecord:
    """A vendor that the register names and the evidence has nothing about."""
    return VendorRecord(code, code)
