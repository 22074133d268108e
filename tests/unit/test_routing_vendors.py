"""What goes to a vendor, what the front office repairs, and what is replaced."""

from __future__ import annotations

from dataclasses import replace

from frontdesk import policy
from frontdesk.routing import (
    Decision,
    Equipment,
    Option,
    VendorRecord,
)
from frontdesk.terms import Route, VendorKind
from tests.unit.routing_cases import (
    COVERED,
    DEFAULT,
    UNCOVERED,
    case,
    failed,
    route,
    said,
)


def option(decision: Decision, key: str) -> Option:
    return next(each for each in decision.options if each.key == key)


def blocked(decision: Decision, key: str) -> tuple[str, ...]:
    return option(decision, key).blocked_by


class TestVendors:
    def test_without_equipment_nothing_can_be_sent(self) -> None:
        assert blocked(route(), "vendor_repair") == ("no_equipment",)

    def test_what_is_in_repair_is_not_sent_again(self) -> None:
        away = replace(COVERED, in_repair=True)
        decision = route("laptop screen is cracked", equipment=away)
        assert blocked(decision, "vendor_repair:maker") == ("in_repair",)

    def test_whole_equipment_is_not_sent(self) -> None:
        decision = route(equipment=COVERED)
        assert blocked(decision, "vendor_repair:maker") == ("no_hardware_fault",)

    def test_a_broken_link_on_a_laptop_is_no_broken_laptop(self) -> None:
        decision = route("broken link in outlook calendar", equipment=COVERED)
        assert blocked(decision, "vendor_repair:maker") == ("no_hardware_fault",)

    def test_failed_fixes_make_a_hardware_fault_likely(self) -> None:
        decision = route("laptop freezes", equipment=COVERED, tried=failed(1, 2))
        assert option(decision, "vendor_repair:maker").allowed
        assert said(decision, "hardware_fault")[0].facts["cause"] == "tries"

    def test_what_the_front_office_repairs_itself_is_not_sent(self) -> None:
        printer = Equipment(
            "PRT-1", "printer", vendor="maker", warranty_until=COVERED.warranty_until
        )
        decision = route("printer broken: paper jam", equipment=printer)
        assert blocked(decision, "vendor_repair:maker") == ("minor_repair",)
        assert decision.route is Route.ASSIGN

    def test_when_that_repair_has_failed_it_may_be_sent(self) -> None:
        printer = Equipment(
            "PRT-1", "printer", vendor="maker", warranty_until=COVERED.warranty_until
        )
        decision = route("printer broken: paper jam", equipment=printer, tried=failed(9))
        assert option(decision, "vendor_repair:maker").allowed

    def test_without_cover_it_goes_to_a_repair_shop_and_costs(self) -> None:
        decision = route("laptop screen is cracked", equipment=UNCOVERED)
        assert decision.target.vendor == "shop"
        covered = route("laptop screen is cracked", equipment=COVERED)
        assert decision.expected_cost.amount > covered.expected_cost.amount + 20000

    def test_a_contract_covers_like_a_warranty(self) -> None:
        under = replace(UNCOVERED, contract_until=COVERED.warranty_until)
        assert route("laptop screen is cracked", equipment=under).target.vendor == "maker"

    def test_the_last_day_of_warranty_is_covered(self) -> None:
        last = replace(COVERED, warranty_until=case().now.date())
        assert route("laptop screen is cracked", equipment=last).target.vendor == "maker"

    def test_a_repair_that_costs_too_much_against_a_new_one_is_not_made(self) -> None:
        dear = policy.parse(DEFAULT.replace("charge = 260.00", "charge = 900.00", 1))
        decision = route("laptop screen is cracked", equipment=UNCOVERED, policy=dear)
        assert blocked(decision, "vendor_repair:shop") == ("beyond_repair",)
        assert decision.route is Route.ASSIGN

    def test_what_is_replaced_is_not_repaired(self) -> None:
        dock = Equipment("DOC-1", "dock", vendor="maker")
        decision = route("dock is smashed", equipment=dock)
        assert "replaced_instead" in blocked(decision, "vendor_repair")

    def test_without_a_shop_the_register_s_vendor_repairs(self) -> None:
        decision = route("laptop screen is cracked", equipment=UNCOVERED, known={"vendors": ()})
        assert decision.target.vendor == "maker"

    def test_without_any_vendor_that_is_said(self) -> None:
        orphan = replace(COVERED, vendor=None)
        decision = route("laptop screen is cracked", equipment=orphan, known={"vendors": ()})
        assert blocked(decision, "vendor_repair") == ("no_vendor",)

    def test_two_repair_shops_are_two_options_and_the_quicker_one_is_taken(self) -> None:
        slow = VendorRecord(
            "a-shop", "Slow", VendorKind.REPAIR_SHOP, orders=20, repaired=19, days=30.0
        )
        quick = VendorRecord(
            "b-shop", "Quick", VendorKind.REPAIR_SHOP, orders=20, repaired=19, days=3.0
        )
        decision = route(
            "laptop screen is cracked", equipment=UNCOVERED, known={"vendors": (slow, quick)}
        )
        assert decision.target.vendor == "b-shop"
