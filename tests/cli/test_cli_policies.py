"""The policy on the command line: golden cases, differences, adoption."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from frontdesk.__main__ import main
from frontdesk.desk.reversible import LASTING
from frontdesk.resources import resource_text

SHIPPED = resource_text("policy.toml")
FALSE_CASE = (
    '\n[[cases]]\nname = "printers go to the vendor"\nroute = "vendor_repair"\n'
    'given = { subject = "the printer pulls two sheets" }\n'
)


@pytest.fixture
def written(tmp_path: Path) -> Any:
    """Writes a policy file, the shipped one with something changed; gives its path."""

    def write(old: str = "", new: str = "", more: str = "") -> str:
        assert old in SHIPPED
        file = tmp_path / "mine.toml"
        file.write_text((SHIPPED.replace(old, new, 1) if old else SHIPPED) + more, "utf-8")
        return str(file)

    return write


def test_golden_cases_that_hold_are_told_one_by_one(script: Any, person: Any) -> None:
    found = script("policy", "test")
    assert found["failed"] == 0
    assert len(found["items"]) == SHIPPED.count("\n[[cases]]")
    assert all(item["holds"] for item in found["items"])
    assert found["items"][0]["came"]["route"] == found["items"][0]["expected"]["route"]
    assert "✓ a paper jam is not sent away" in person("policy", "test")


def test_a_case_that_fails_is_exit_code_1_with_what_was_expected_and_what_came(
    script: Any, written: Any
) -> None:
    found = script("policy", "test", written(more=FALSE_CASE), code=1)
    assert found["failed"] == 1
    assert found["error"]["code"] == "check_failed"
    bad = found["items"][-1]
    assert (bad["holds"], bad["unmet"]) == (False, ["route"])
    assert bad["expected"]["route"] == "vendor_repair"
    assert bad["came"]["route"] == "assign"
    assert "No equipment is named." in bad["text"]


def test_cases_are_run_without_any_store(
    written: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setenv("FRONTDESK_STORE", str(tmp_path / "none.db"))
    assert main(["policy", "test", written()]) == 0
    assert "✓" in capsys.readouterr().out


def test_the_difference_of_a_file_to_what_is_in_force(
    script: Any, person: Any, written: Any
) -> None:
    file = written("hop_budget = 4", "hop_budget = 3")
    (found,) = script("policy", "diff", file)["items"]
    assert found["path"] == ["desk", "hop_budget"]
    assert (found["change"], found["before"], found["after"]) == ("changed", 4, 3)
    assert "desk.hop_budget: from 4 to 3" in person("policy", "diff", file)
    assert "they say the same" in person("policy", "diff", written())


def test_a_policy_is_adopted_and_the_one_before_is_still_there(
    script: Any, person: Any, written: Any
) -> None:
    file = written("hop_budget = 4", "hop_budget = 3")
    before = script("policy", "show")["hash"]
    previewed = script("policy", "adopt", file, "--preview", by="elsa")
    assert (previewed["adopted"], previewed["number"]) == (False, None)
    assert script("policy", "show")["hash"] == before
    done = script("policy", "adopt", file, by="elsa")
    assert done["adopted"]
    assert done["differences"][0]["path"] == ["desk", "hop_budget"]
    assert script("policy", "show")["policy"]["desk"]["hop_budget"] == 3
    listed = script("policy", "show", "--all")["items"]
    assert [(each["hash"], each["in_force"]) for each in listed] == [
        (done["hash"], True),
        (before, False),
    ]
    assert script("policy", "show", "--hash", before[:8])["policy"]["desk"]["hop_budget"] == 4
    assert "from 3 to 4" in person("policy", "diff", written(), "--with", done["hash"][:8])
    assert "from 4 to 3" in person("policy", "diff")


def test_an_agent_does_not_adopt_and_a_failing_case_stops_a_supervisor(
    script: Any, written: Any
) -> None:
    before = script("policy", "show")["hash"]
    assert script("policy", "adopt", written("hop_budget = 4", "hop_budget = 3"), code=1)
    refused = script("policy", "adopt", written(more=FALSE_CASE), by="elsa", code=1)
    assert refused["failed"][0]["name"] == "printers go to the vendor"
    assert refused["adopted"] is False
    assert script("policy", "show")["hash"] == before


@pytest.mark.parametrize("hash_", ["", "zzzz", "0" * 64, "abc"])
def test_a_version_that_nobody_adopted_is_not_found(script: Any, hash_: str) -> None:
    found = script("policy", "show", "--hash", hash_, code=2)
    assert found["error"]["code"] == "not_found"
    assert "known: " in found["error"]["hint"]


def test_without_an_earlier_version_there_is_nothing_to_compare_with(script: Any) -> None:
    assert "no other policy" in script("policy", "diff", code=2)["error"]["message"]


def test_an_adoption_is_taken_back_and_comes_again(person: Any, script: Any, written: Any) -> None:
    file = written("hop_budget = 4", "hop_budget = 3")
    adopted = script("policy", "adopt", file, by="elsa")["hash"]
    shipped = script("policy", "show", by="elsa")
    assert person("undo", by="elsa").startswith("undone: policy ")
    back = script("redo", by="elsa")
    assert (back["items"], back["about"]) == ([], f"policy {adopted[:40]}")
    assert script("policy", "show", by="elsa") == shipped
    assert next(each["about"] for each in script("undo", "--list", by="elsa")["items"]) == (
        f"policy {adopted[:40]}"
    )


@pytest.mark.parametrize("hint", sorted(set(LASTING.values())))
def test_what_helps_instead_of_undo_is_a_command_that_exists(hint: str) -> None:
    for command in re.findall(r"`frontdesk ([a-z ]+)`", hint):
        assert main([*command.split(), "--help"]) == 0
