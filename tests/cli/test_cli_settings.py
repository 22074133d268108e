"""``settings``: what holds, where it lies, whether a file can be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frontdesk.__main__ import main


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of a settings file that is not there yet."""
    place = tmp_path / "settings.toml"
    monkeypatch.setenv("FRONTDESK_CONFIG", str(place))
    return place


def test_what_holds_is_shown_with_the_defaults(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["settings", "path", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"path": str(own), "exists": False}
    own.write_text('theme = "light"\n[keys]\n"ticket.take" = ["Ö", "f10"]\n', "utf-8")
    assert main(["settings", "show", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "theme": "light",
        "language": None,
        "reduced_motion": False,
        "keys": {"ticket.take": ["Ö", "F10"]},
    }
    assert main(["settings", "show"]) == 0
    assert "ticket.take = Ö F10" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "code"),
    [('theme = "dark"', 0), ('[keys]\n"ticket.take" = "]"', 1), ('theme = "drak"', 2)],
)
def test_a_check_says_usable_odd_or_unusable_by_its_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, code: int
) -> None:
    place = tmp_path / "other.toml"
    place.write_text(text, "utf-8")
    assert main(["settings", "check", str(place), "--json"]) == code
    document = json.loads(capsys.readouterr().out)
    assert document.get("usable", False) is (code < 2)


def test_a_file_that_cannot_be_used_stops_no_verb_and_is_said_on_standard_error(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own.write_text("languge = 'sv'", "utf-8")
    assert main(["settings", "path"]) == 0
    out, err = capsys.readouterr()
    assert out == f"{own}\n"
    assert err == f"frontdesk: {own}:1: languge is not a setting — did you mean language?\n"
