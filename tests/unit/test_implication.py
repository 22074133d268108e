"""What one condition says of another: it implies it, it excludes it, it cannot hold at all."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from frontdesk.policy import When
from frontdesk.rulebook.implication import Shelf, contradicts_itself, excluded, implied


def when(written: str) -> When:
    """A condition as a rule has it: ``tier = 2, words = ["vpn"]``."""
    return When.model_validate(tomllib.loads(f"when = {{ {written} }}")["when"])


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("tier = 2", ""),
        ("tier = 2", 'tier = ">=2"'),
        ('tier = "2..3"', 'tier = ">1"'),
        ('category = "vpn"', 'category = ["wifi", "VPN"]'),
        ('channel = "phone"', 'channel = ["phone", "chat"]'),
        ('asset_type = "laptop"', "has_equipment = true"),
        ('vendor = "maker"', "has_equipment = true"),
        ("under_warranty = false", "has_equipment = true"),
        ('regex = "a+", tier = 1', 'regex = "a+"'),
        ('facts = { room = "1", floor = "2" }', 'facts = { room = ["1", "3"] }'),
        ('words = ["vpn tunnel"]', 'words = ["vpn"]'),
        ('words = ["vpn tunnel", "wifi"]', 'words = ["wi*", "vpn"]'),
        ('without = ["vpn"]', 'without = ["vpn tunnel"]'),
        ('without = ["vpn", "fax"]', 'without = ["fax"]'),
    ],
)
def test_the_narrower_implies_the_wider_and_not_the_other_way(narrow: str, wide: str) -> None:
    assert implied(when(narrow), when(wide))
    assert not implied(when(wide), when(narrow))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('asset_type = "laptop"', "has_equipment = false"),
        ('category = "vpn"', 'site = "lund"'),
        ("under_warranty = true", "under_warranty = false"),
        ('regex = "a"', 'regex = "b"'),
        ('facts = { room = "1" }', 'facts = { floor = "1" }'),
        ('words = ["vpn", "wifi"]', 'words = ["vpn", "fax"]'),
        ('words = ["vpn"]', 'without = ["fax"]'),
        ('without = ["fax"]', 'without = ["vpn"]'),
    ],
)
def test_neither_implies_the_other(one: str, other: str) -> None:
    assert not implied(when(one), when(other))
    assert not implied(when(other), when(one))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("tier = 1", "tier = 2", True),
        ('tier = "<3"', 'tier = ">=3"', True),
        ('tier = "<=3"', 'tier = ">=3"', False),
        ('tier = "<3"', 'tier = "<2"', False),
        ('tier = ">1"', 'tier = ">2"', False),
        ('tier = "1..2"', 'tier = "3"', True),
        ('tier = "1..2"', 'tier = "2..4"', False),
        ('category = ["vpn", "wifi"]', 'category = ["WiFi", "fax"]', False),
        ('category = "vpn"', 'category = ["wifi", "fax"]', True),
        ('category = "vpn"', 'site = "lund"', False),
        ("has_equipment = true", "has_equipment = false", True),
        ("has_equipment = true", "has_equipment = true", False),
        ('facts = { room = ["1", "2"] }', 'facts = { room = "3" }', True),
        ('facts = { room = ["1", "2"] }', 'facts = { room = ["2", "3"] }', False),
        ('facts = { room = "1" }', 'facts = { floor = "3" }', False),
        ('words = ["vpn tunnel"]', 'without = ["tunnel"]', True),
        ('words = ["vpn tunnel", "fax"]', 'without = ["tunnel"]', False),
        ('words = ["vpn"]', 'words = ["fax"]', False),
    ],
)
def test_what_cannot_hold_together(one: str, other: str, apart: bool) -> None:
    assert excluded(when(one), when(other)) is apart
    assert excluded(when(other), when(one)) is apart


@pytest.mark.parametrize(
    ("condition", "impossible"),
    [
        ('words = ["vpn tunnel", "tunnels"], without = ["tun*"]', True),
        ('words = ["vpn tunnel", "fax"], without = ["tun*"]', False),
        ('words = ["vpn"]', False),
        ('without = ["vpn"]', False),
        ("", False),
    ],
)
def test_a_condition_that_contradicts_itself(condition: str, impossible: bool) -> None:
    assert contradicts_itself(when(condition)) is impossible


def test_the_shelf_gives_only_what_may_be_wider_in_order() -> None:
    shelf = Shelf()
    laid = (
        'site = "lund"', 'words = ["vpn"]', 'words = ["fax"]', 'words = ["a*"]',
        'category = "vpn", site = "umea"', "tier = 2", 'site = ["UMEA", "lund"]',
    )  # fmt: skip
    for number, condition in enumerate(laid):
        shelf.put(number, when(condition))
    asked: dict[str, list[int]] = {
        'site = "lund"': [0, 3, 5, 6],
        'site = "umea"': [3, 5, 6],
        'words = ["old vpn"]': [1, 3, 5],
        'category = "vpn"': [3, 4, 5],
        "": [3, 5],
    }
    found: dict[str, Any] = {each: shelf.wider(when(each)) for each in asked}
    assert found == asked
