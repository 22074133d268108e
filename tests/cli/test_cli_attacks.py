"""What nobody means to type, and who may not do what: refused in one line, never a defect."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from frontdesk.__main__ import main
from frontdesk.cli import failing

HOSTILE = "\x1b]52;c;UFdO\x07 \x1b]0;PWN\x07 \x9b31m \u202e [@click=app.quit]x[/] [/etc/hosts]"
MAP = """
encoding = "{encoding}"
[columns]
external_ref = "number"
subject = "title"
[constants]
requester = "unknown"
"""


def refused(capsys: pytest.CaptureFixture[str], *words: str, code: int = 2) -> str:
    """The one line that a command line is refused with."""
    capsys.readouterr()
    got = main([*words])
    out, err = capsys.readouterr()
    assert (got, out) == (code, "")
    assert err.startswith("frontdesk: ")
    assert err.count("\n") == 1
    assert " — " in err
    return err


@pytest.mark.parametrize(
    "words",
    [
        ["try", "1", "--fix", "1", "--worked", "--step", "9" * 30],
        ["try", "1", "--fix", "9" * 30, "--worked"],
        ["undo", "9" * 30],
        ["list", "--limit", "9" * 30],
        ["import", "tickets", "x" * 5000, "--map", "m.toml"],
        ["policy", "check", "x" * 5000],
        ["backup", "x" * 300, "--as", "elsa"],
        ["new", "\u200b\u200b", "--requester", "anna"],
        ["take", "1", "--expect-version", "-1"],
    ],
)
def test_what_cannot_be_is_no_defect(
    words: list[str], script: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    script("new", "no dial tone", "--requester", "anna")
    refused(capsys, *words, *([] if "--as" in words else ["--as", "maja"]))


def test_no_printed_line_holds_what_a_terminal_obeys(script: Any, person: Any) -> None:
    script("new", HOSTILE, "--requester", "anna", "--body", HOSTILE, "--asset", "LAP-1")
    script("take", "1", by="elsa")
    script("note", "1", HOSTILE)
    script("vendor", "add", "v1", "--name", HOSTILE, by="elsa")
    script("fix", "add", HOSTILE, "--symptom", HOSTILE, "--step", HOSTILE, by="elsa")
    script("repair", "open", "1", "--vendor", "v1", "--fault", HOSTILE)
    script("repair", "ship", "1", "--carrier", HOSTILE, "--tracking", HOSTILE)
    said = [person("show", "1"), person("list"), person("why", "1"), person("fix", "list")]
    said += [person("repair", "show", "1"), person("vendor", "list"), person("find", "quit")]
    said += [person("list", "--query", f"status:{HOSTILE}", code=2), person(HOSTILE, code=2)]
    for text in said:
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)
    assert "[@click=app.quit]x[/]" in said[0]
    assert script("show", "1")["subject"] == HOSTILE


@pytest.mark.parametrize("encoding", ["undefined", "rot13", "utf-99"])
def test_an_encoding_that_reads_nothing_is_refused(
    encoding: str, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, rules = tmp_path / "rows.csv", tmp_path / "map.toml"
    rows.write_text("number,title\n1,x\n", "utf-8")
    rules.write_text(MAP.format(encoding=encoding), "utf-8")
    words = ["import", "tickets", str(rows), "--map", str(rules), "--as", "elsa"]
    assert "encoding" in refused(capsys, *words)


def test_what_the_system_refuses_is_no_defect(capsys: pytest.CaptureFixture[str]) -> None:
    full = OSError(28, "No space left on device", "/tmp/\x1b]0;x\x07.db")
    assert failing.told(full, []) == 2
    said = capsys.readouterr().err
    assert "No space left on device" in said
    assert "\x1b" not in said


def test_a_terminal_of_few_letters_is_shown_question_marks(
    script: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    script("new", "nie działa ☎", "--requester", "anna")
    written = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(written, "iso-8859-2", write_through=True))
    assert main(["show", "1", "--as", "maja"]) == 0
    assert "nie działa ?" in written.getvalue().decode("iso-8859-2")


def ours(store: Path, role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the store a real one, on which the person at the keyboard has a role."""
    from frontdesk.desk import office

    monkeypatch.setattr(office, "system_login", lambda: "jan")
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("DELETE FROM setting WHERE key = 'demo_actor'")
        connection.execute("UPDATE agent SET role = ? WHERE login = 'jan'", (role,))
        connection.execute("UPDATE agent SET role = 'administrator' WHERE login IN ('ada', 'kai')")
        connection.commit()


@pytest.mark.parametrize(
    "words",
    [
        ["list", "--as", "elsa"],
        ["list", "--at", "2020-01-01"],
        ["audit", "seal"],
        ["backup", "copy.db"],
        ["export", "all"],
        ["doctor", "--rebuild"],
        ["agent", "edit", "jan", "--role", "supervisor"],
        ["handover", "--from", "maja", "--to", "jan"],
    ],
)
def test_an_agent_does_not_do_what_supervisors_do(
    words: list[str],
    store: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ours(store, "agent", monkeypatch)
    refused(capsys, *words, code=1)


@pytest.mark.parametrize(
    "words",
    [
        ["agent", "edit", "jan", "--role", "administrator", "--as", "ada"],
        ["list", "--as", "ada"],
        ["agent", "edit", "jan", "--role", "administrator"],
        ["agent", "edit", "ada", "--role", "agent"],
        ["agent", "edit", "ada", "--active", "no"],
    ],
)
def test_a_supervisor_is_no_administrator_by_another_name(
    words: list[str],
    store: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ours(store, "supervisor", monkeypatch)
    refused(capsys, *words, code=1)
    assert main(["list", "--as", "elsa"]) == 0
