"""Which vendors could repair the equipment, at what charge, and what stands against it.

It refuses to ship anything: ``desk`` opens the repair order when the route is taken.
"""

from __future__ import annotations

from frontdesk.decision.facts import Equipment, VendorRecord
from frontdesk.decision.view import Fault, View, covered
from frontdesk.rulebook.repairs import OWN, REPLACE, SHOP, Dispatch
from frontdesk.terms import VendorKind

_UNSAID = Dispatch(types=("any",))


def dispatches(view: View) -> list[tuple[VendorRecord | None, tuple[str, ...], float]]:
    """Each vendor with what blocks it and what it asks; never empty.

    Under warranty or contract the vendor asks nothing.
    """
    equipment = view.case.equipment
    if equipment is None:
        return [(None, ("no_equipment",), 0.0)]
    repair = view.policy.repair
    dispatch = repair.dispatch(equipment.type) or _UNSAID
    pays = covered(equipment, view.case.now.date())
    charge = 0.0 if pays else _charge(view, dispatch)
    blocked = _against(view, equipment)
    if (
        not pays
        and dispatch.replacement is not None
        and charge > repair.worth * dispatch.replacement
    ):
        blocked += ("beyond_repair",)
    who = dispatch.covered if pays else dispatch.uncovered
    if who == REPLACE:
        return [(None, (*blocked, "replaced_instead"), charge)]
    vendors = _vendors(view, equipment, who)
    if not vendors:
        return [(None, (*blocked, "no_vendor"), charge)]
    return [(vendor, blocked, charge) for vendor in vendors]


def _charge(view: View, dispatch: Dispatch) -> float:
    if dispatch.charge is not None:
        return dispatch.charge
    return view.policy.cost(view.policy.costs.vendor).amount / 100


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
