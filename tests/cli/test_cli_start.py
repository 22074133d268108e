"""The command line starts quickly, and says what is wrong in one line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from frontdesk.__main__ import main

ROOT = Path(__file__).parents[2]
HEAVY = ("textual", "sqlmodel", "sqlalchemy", "rich")


def imported_by(arguments: list[str], environment: dict[str, str] | None = None) -> set[str]:
    """The heavy packages that one run of the command line imports."""
    program = (
        "import sys\n"
        "from frontdesk.__main__ import main\n"
        "try:\n"
        f"    main({arguments!r})\n"
        "except SystemExit:\n"
        "    pass\n"
        f"print('HEAVY', *(name for name in {HEAVY!r} if name in sys.modules))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", **(environment or {})},
        capture_output=True,
        text=True,
        check=True,
    )
    last = ran.stdout.splitlines()[-1].split()
    assert last[0] == "HEAVY"
    return set(last[1:])


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["escalate", "--help"], ["lst"], ["note", "12"]],
)
def test_help_and_wrong_use_import_neither_textual_nor_sqlmodel(arguments: list[str]) -> None:
    assert imported_by(arguments) == set()


def test_shell_completion_imports_neither_textual_nor_sqlmodel() -> None:
    environment = {
        "_FRONTDESK_COMPLETE": "complete_bash",
        "COMP_WORDS": "frontdesk esc",
        "COMP_CWORD": "1",
    }
    assert imported_by([], environment) == set()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lst"], "there is no command 'lst' — nearest: list"),
        (["list", "--jsn"], "there is no option --jsn here — nearest: --json"),
        (["escalate", "5"], "--reason is missing"),
        (["note", "5"], "TEXT is missing"),
        (["list", "--limit", "x"], "--limit: it should be a whole number"),
        (["list", "--limit", "0"], "--limit: it should be 1 or more"),
        (["try", "5", "--fix", "3"], "did it work? — say --worked or --failed"),
        (["show", "-5"], "there is no option -5 here"),
        (["take", "1", "--query", "pri:1"], "numbers and --query say two things"),
        (["wait", "5", "--for", "requestor"], "did you mean requester?"),
        (["edit", "5", "--set", "urgency"], "'urgency' sets nothing"),
        (["list", "extra"], "got unexpected extra argument(s) (extra)"),
        (["route", "5", "--set", "category=x"], "--set goes with --dry-run"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("frontdesk: ")
    assert err.count("\n") == 1
    assert said in err


def test_wrong_use_answers_a_script_with_a_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lst", "--json"]) == 2
    out, err = capsys.readouterr()
    error = json.loads(out)["error"]
    assert list(error) == ["code", "message", "hint"]
    assert error["code"] == "bad_input"
    assert error["message"] in err


def test_a_store_that_is_not_there_is_exit_code_3(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["--store", str(tmp_path / "none.db"), "list"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("frontdesk: there is no store at")
    assert "frontdesk init" in err
    assert list(tmp_path.iterdir()) == []


def test_help_shows_the_global_options_at_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["take", "--help"], ["show", "--help"]):
        assert main(arguments) == 0
        out = capsys.readouterr().out
        for option in ("--store", "--as", "--json", "--at"):
            assert option in out


def test_verbs_that_change_a_ticket_take_the_version_that_was_seen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for verb in ("take", "note", "edit", "escalate", "resolve", "try", "route"):
        assert main([verb, "--help"]) == 0
        assert "--expect-version" in capsys.readouterr().out
    assert main(["list", "--help"]) == 0
    assert "--expect-version" not in capsys.readouterr().out


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("frontdesk 0.")
