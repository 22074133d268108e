"""What ships in ``data/`` is complete, correct and hangs together."""

from __future__ import annotations

import string
import tomllib
from typing import Any

import pytest

from frontdesk.demo.content import Content, load
from frontdesk.resources import resource, resource_text
from frontdesk.terms import Subject

TYPES = {
    *("laptop", "desktop", "monitor", "dock", "terminal", "printer", "fax"),
    *("desk_phone", "headset", "mobile", "router", "access_point", "switch", "set_top_box"),
}


def table(name: str) -> dict[str, Any]:
    return tomllib.loads(resource_text(name))


@pytest.fixture(scope="module")
def content() -> Content:
    return load(resource("policy.toml").parent)


def test_thirty_fixes_each_with_steps_short_enough_to_say() -> None:
    fixes = table("fixes.toml")["fix"]
    assert [fix["id"] for fix in fixes] == list(range(1, 31))
    for fix in fixes:
        assert 3 <= len(fix["steps"]) <= 6, fix["id"]
        assert all(len(step) <= 90 and step.endswith((".", "?")) for step in fix["steps"]), fix[
            "id"
        ]
        assert set(fix["asset_types"]) <= TYPES, fix["id"]
        assert fix["symptom"].count(" / ") >= 3, fix["id"]


def test_fixes_and_scenarios_use_the_categories_and_teams_of_the_policy(content: Content) -> None:
    categories = {row["code"]: row for row in table("policy.toml")["categories"]}
    for fix in table("fixes.toml")["fix"]:
        assert fix["category"] in categories, fix["id"]
    for scenario in content.scenarios:
        assert scenario.category in categories, scenario.id
        assert scenario.asset in TYPES | {""}, scenario.id


@pytest.mark.parametrize("name", ["start.toml", "demo/register.toml"])
def test_a_register_names_only_what_it_holds(name: str) -> None:
    data = table(name)
    assert set(data) <= {subject.value for subject in Subject} | {"tier", "stock"}
    codes = {kind: {row["code"] for row in rows if "code" in row} for kind, rows in data.items()}
    levels = {tier["level"] for tier in data["tier"]}
    assert {team["tier"] for team in data["team"]} == levels == {1, 2, 3}
    agents = {agent["login"] for agent in data.get("agent", [])}
    assert {agent["team"] for agent in data.get("agent", [])} <= codes["team"]
    assert {shift["agent"] for shift in data.get("shift", [])} == agents
    assert {row["plan"] for row in data["organisation"] + data["requester"]} <= codes["plan"]
    for row in data.get("stock", []):
        assert row["part"] in codes["part"]
        assert row["site"] in codes["site"]


def test_tiers_are_called_as_the_policy_calls_them() -> None:
    tiers = {(tier["level"], tier["name"]) for tier in table("policy.toml")["tiers"]}
    for name in ("start.toml", "demo/register.toml"):
        assert {(tier["level"], tier["name"]) for tier in table(name)["tier"]} == tiers


def test_the_demonstration_has_fourteen_agents_and_two_supervisors(content: Content) -> None:
    roles = [member.role.value for member in content.company.agent]
    assert (roles.count("agent"), roles.count("supervisor")) == (14, 2)


def test_every_category_has_somebody_with_the_skill_on_tier_1_and_above() -> None:
    agents = table("demo/register.toml")["agent"]
    for category in table("policy.toml")["categories"]:
        skill = category.get("skill")
        if skill is None:
            continue
        for teams in (
            ["front-office"],
            [team for team in category["teams"] if team != "front-office"],
        ):
            able = [a for a in agents if a["team"] in teams and a["skills"].get(skill, 0) >= 2]
            assert able, (category["code"], teams)


def test_every_slot_in_a_text_is_known(content: Content) -> None:
    always = {"colleague", "town", "model", "clock"}
    for scenario in content.scenarios:
        for say in scenario.says:
            known = always | set(content.slots[say.language])
            used = {
                slot for _, slot, _, _ in string.Formatter().parse(say.subject + say.body) if slot
            }
            assert used <= known, (scenario.id, used - known)


def test_people_are_served_in_english_swedish_and_polish(content: Content) -> None:
    says = [say for scenario in content.scenarios for say in scenario.says]
    words = {
        language: " ".join(say.body for say in says if say.language == language)
        for language in ("en", "sv", "pl")
    }
    assert all(letter in words["sv"] for letter in "åäö")
    assert all(letter in words["pl"] for letter in "łąęśżó")
    assert len(content.scenarios) >= 45
