"""Bad input: one clear line, the right exit code, and nothing changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from frontdesk.__main__ import main
from frontdesk.cli import failing
from frontdesk.resources import resource_text


def kept(store: Path) -> list[Any]:
    """What stands in a store, as far as a verb could have changed it."""
    with sqlite3.connect(store) as connection:
        tables = ("ticket", "event", "operation", "requester", "asset", "repair_order", "message")
        found = [connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables]
    connection.close()
    return found


@pytest.fixture
def ticket(script: Any) -> str:
    return str(script("new", "no dial tone on my phone", "--requester", "anna")["number"])


@pytest.fixture
def unchanged(store: Path, ticket: str) -> Iterator[None]:
    before = kept(store)
    yield
    assert kept(store) == before


NEW = ["new", "no dial tone", "--requester"]


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([*NEW, "ana"], 2, "nearest: anna"),
        ([*NEW, "nobody@example.com"], 2, "there is no requester"),
        ([*NEW, "anna", "--asset", "LAP-2"], 2, "nearest: LAP-1"),
        ([*NEW, "anna", "--site", "poznna"], 2, "nearest: poznan"),
        ([*NEW, "anna", "--category", "phone"], 2, "nearest: phones"),
        ([*NEW, "anna", "--urgency", "hihg"], 2, "did you mean high?"),
        (["new", "", "--requester", "anna"], 2, "subject: is empty"),
        (["new", "x" * 10_000, "--requester", "anna"], 2, "subject: has 10000 characters"),
        (["show", "999"], 2, "there is no ticket 999"),
        (["note", "1", "   "], 2, "there is nothing to write"),
        (["assign", "1", "--to", "majja"], 2, "nearest: maja"),
        (["edit", "1", "--set", "urgncy=high"], 2, "nearest: urgency"),
        (["edit", "1", "--set", "complexity=9"], 2, "give 1 to 5"),
        (["wait", "1", "--for", "part", "--until", "2026-02-30"], 2, "there is no day"),
        (["wait", "1", "--for", "part", "--until", "2020-01-01"], 2, "that time has passed"),
        (["wait", "1", "--for", "callback"], 1, "a telephone number"),
        (["wait", "1", "--for", "part", "--until", "2026-03-29 02:30"], 2, "clocks went forward"),
        (["escalate", "1", "--to", "L9", "--reason", "x"], 2, "there is no"),
        (["escalate", "1", "--to", "L2", "--reason", " "], 1, "needs a reason"),
        (["escalate", "1", "--to", "L2", "--reason", "x"], 1, "say why it goes without: --lacking"),
        (["return", "1"], 1, "nobody passed ticket 1 on"),
        (["request"], 2, "`frontdesk request --list`"),
        (["request", "password-rset", "--requester", "anna"], 2, "password-reset"),
        (["request", "password-reset", "--requester", "anna"], 1, "who asks must be checked first"),
        (["request", "password-reset", "--requester", "anna", "--checked", "x"], 2, "no way of"),
        (["request", "password-reset", "--requester", "ana", "--checked", "badge"], 2, "nearest"),
        (["request", "password-reset", "--checked", "badge"], 2, "who asks?"),
        (["request", "password-reset", "--ticket", "1", "--checked", "badge", "--note", "PIN: 1"],
         2, "told a secret"),
        (["resolve", "1", "--code", "fixd", "--text", "x"], 2, "did you mean fixed?"),
        (["try", "1", "--fix", "999", "--worked"], 2, "there is no fix 999"),
        (["try", "1", "--fix", "17", "--worked", "--step", "99"], 2, "has no step 99"),
        (["close", "1"], 1, "resolve or cancel it first"),
        (["reopen", "1", "--reason", "x"], 1, "it is still open"),
        (["repair", "open", "1", "--vendor", "northwel"], 2, "nearest: northwell"),
        (["repair", "open", "1", "--vendor", "northwell"], 1, "names no equipment"),
        (["repair", "ship", "7", "--carrier", "c", "--tracking", "t"], 2, "no repair order 7"),
        (["undo", "999999"], 2, "there is no event 999999"),
        (["list", "--view", "mien"], 2, "one of: mine"),
        (["list", "--query", "statsu:open"], 2, "nearest: status"),
        (["list", "--after", "x"], 2, "is no cursor"),
        (["asset", "add", "X-1", "--type", "laptop", "--warranty-until", "2026-02-30"], 2,
         "there is no day"),
        (["asset", "add", "LAP-1", "--type", "laptop"], 1, "exists already"),
        (["asset", "show", "LAP-9"], 2, "nearest: LAP-1"),
        (["requester", "add", "Ola", "--phone", "x"], 2, "is no telephone number"),
        (["why", "1", "--not", "escalat"], 2, "did you mean escalate?"),
        (["take", "1", "--as", "mjaa"], 2, "nearest: maja"),
        (["take", "1", "--at", "yesterday"], 2, "is not a time"),
        (["policy", "check", "/nonexistent.toml"], 2, "there is no file"),
        (["import", "tickets", "/nonexistent.csv", "--map", "m.toml"], 2, "there is no file"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_changes_nothing(
    words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    who = [] if "--as" in words else ["--as", "maja"]
    assert main([*words, *who]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("frontdesk: ")
    assert err.count("\n") == 1
    assert said in err


def test_amounts_that_cannot_be_read_are_refused(script: Any) -> None:
    number = str(script("new", "broken", "--requester", "anna", "--asset", "LAP-1",
                        "--no-route")["number"])  # fmt: skip
    order = str(script("repair", "open", number, "--vendor", "northwell")["order"])
    script("repair", "ship", order, "--carrier", "DHL", "--tracking", "1")
    for cost, said in (("1.200", "decimals"), ("-5", "less than nothing"), ("a lot", "amount")):
        refused = script("repair", "return", order, f"--cost={cost}", code=2)
        assert said in refused["error"]["message"]
    assert script("repair", "show", order)["state"] == "shipped"


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (("close_days", "close_dyas"), 2, "did you mean"),
        (("tier = 1", "tier = 1"), 0, ""),
        (("cost = 22", "cost = 99"), 1, "costs less than tier"),
        (('"network"', '"netwrk"'), 2, "netwrk"),
    ],
)
def test_a_policy_is_checked(
    script: Any, tmp_path: Path, change: tuple[str, str], code: int, said: str
) -> None:
    text = resource_text("policy.toml")
    if code == 1:  # the front office dearer than the tier above
        text = text.replace("22", "99") if "cost = 22" not in text else text.replace(*change)
    else:
        text = text.replace(*change)
    file = tmp_path / "mine.toml"
    file.write_text(text, "utf-8")
    found = script("policy", "check", str(file), code=code)
    assert said in json.dumps(found, ensure_ascii=False)
    if code == 1:
        assert found["usable"] is True
        assert found["error"]["code"] == "check_failed"


@pytest.mark.parametrize("what", ["missing", "empty", "text", "folder", "newer"])
def test_a_store_that_cannot_be_used_is_exit_code_3(
    what: str, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.db"
    if what == "empty":
        path.touch()
    elif what == "text":
        path.write_text("number;subject\n1;x\n", "utf-8")
    elif what == "folder":
        path.mkdir()
    elif what == "newer":
        path.write_bytes(store.read_bytes())
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.close()
    for words in (["list"], ["new", "x", "--requester", "anna"], ["audit", "verify"]):
        assert main([*words, "--store", str(path)]) == 3
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert err.startswith("frontdesk: ")


def test_a_trail_that_was_tampered_with_is_said_and_exit_code_1(
    script: Any, store: Path, ticket: str
) -> None:
    assert script("audit", "verify")["intact"] is True
    script("audit", "seal", by="elsa")
    with sqlite3.connect(store) as connection:
        connection.execute("DROP TRIGGER event_no_update")
        connection.execute("UPDATE event SET actor = 'jan' WHERE subject = 'ticket' AND seq = 1")
    connection.close()
    found = script("audit", "verify", code=1)
    assert found["intact"] is False
    assert found["findings"]
    assert found["error"]["code"] == "check_failed"


def test_a_defect_is_one_line_and_its_trace_holds_no_ticket_text(
    script: Any, ticket: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from frontdesk.desk import work

    def broken(*_words: object, text: str, **_more: object) -> None:
        raise LookupError(f"cannot keep {text}")

    monkeypatch.setattr(work, "note", broken)
    capsys.readouterr()
    assert main(["note", ticket, "the password is hunter2", "--as", "maja"]) == failing.DEFECT
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "hunter2" not in err
    file = Path(err.rsplit(" is in ", 1)[1].strip())
    trace = file.read_text("utf-8")
    assert "LookupError" in trace
    assert "hunter2" not in trace
    assert file.stat().st_mode & 0o077 == 0


def test_what_the_database_refuses_does_not_leak_as_a_defect(
    ticket: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from sqlalchemy.exc import IntegrityError

    from frontdesk.desk import work

    def refused(*_words: object, **_more: object) -> None:
        raise IntegrityError("INSERT …", {"text": "hunter2"}, Exception("CHECK constraint failed"))

    monkeypatch.setattr(work, "note", refused)
    capsys.readouterr()
    assert main(["note", ticket, "hunter2", "--as", "maja"]) == 2
    err = capsys.readouterr().err
    assert "CHECK constraint failed" in err
    assert "hunter2" not in err


def test_an_interruption_is_quiet(
    ticket: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from frontdesk.desk import work

    def interrupted(*_words: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(work, "note", interrupted)
    capsys.readouterr()
    assert main(["note", ticket, "x", "--as", "maja"]) == failing.INTERRUPTED
    assert capsys.readouterr() == ("", "")
