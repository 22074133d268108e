"""The policy on the command line: golden cases, differences, adoption."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from frontdesk.__main__ import main
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
