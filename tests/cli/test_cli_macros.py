"""Macros on the command line: written in a file, kept, shown as they were written, run."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk.channels import macros
from tests.cli.conftest import Typed

PRINTER = """
letter = "k"
[[steps]]
verb = "edit"
category = "printing"
[[steps]]
verb = "note"
text = "Dear {first_name}, this is {number}"
[[steps]]
verb = "wait"
for = "requester"
until = "2d"
"""
TEXT = st.text(max_size=20)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "printer.toml"
    path.write_text(PRINTER, "utf-8")
    return path


def new(script: Typed, *more: str) -> int:
    number: int = script("new", "two sheets at once", "--requester", "anna", "--no-route", *more)[
        "number"
    ]
    return number


def show(script: Typed, number: int) -> Any:
    return script("show", str(number))


@given(
    letter=st.sampled_from(["", "k", "7"]),
    steps=st.lists(
        st.fixed_dictionaries(
            {"verb": TEXT, "text": TEXT},
            optional={"lacks": st.lists(TEXT, max_size=3), "with_children": st.booleans()},
        ),
        min_size=1,
        max_size=4,
    ),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_macro_in_a_file_is_read_as_it_was_written(
    letter: str, steps: list[dict[str, Any]]
) -> None:
    found = macros.one(macros.written(letter, 1, steps))
    assert json.loads(str(found["steps"])) == steps
    assert (found.get("letter", ""), found["format"]) == (letter, 1)


def test_a_macro_is_kept_shown_as_a_file_and_kept_again_from_that(
    script: Typed, person: Typed, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = script("macro", "add", "To the printer", "--from", str(file))
    assert [step["verb"] for step in kept["steps"]] == ["edit", "note", "wait"]
    assert (kept["letter"], kept["owner"], kept["cannot"]) == ("k", "maja", None)
    written = person("macro", "show", "to the PRINTER")
    monkeypatch.setattr("sys.stdin", io.StringIO(written.replace('"k"', '"p"')))
    again = script("macro", "add", "Again", "--from", "-")
    assert again["steps"] == kept["steps"]
    assert "already" in person("macro", "add", "Again", "--from", str(file), code=1)
    edited = script("macro", "edit", "Again", "--set", "letter=q")
    assert (edited["letter"], edited["steps"]) == ("q", kept["steps"])
    table = person("macro", "list")
    assert "Again" in table
    assert "edit: category printing → note: Dear {first_name}" in table
    script("macro", "drop", "Again")
    assert [each["name"] for each in script("macro", "list")["items"]] == ["To the printer"]


def test_it_is_run_on_many_tickets_as_one_act_and_undone_as_one(
    script: Typed, person: Typed, file: Path
) -> None:
    script("macro", "add", "printer", "--from", str(file))
    first, second, done = new(script), new(script), new(script)
    script("resolve", str(done), "--code", "fixed", "--text", "it works")
    looked = script("macro", "run", "printer", "--query", "two sheets", "--preview")["items"]
    assert [(each["number"], each["would_change"]) for each in looked] == [
        (first, True),
        (second, True),
    ]
    assert looked[0]["becomes"]["category"] == "printing"
    assert show(script, first)["status"] == "new"
    ran = script("macro", "run", "printer", str(first), str(second), str(done))
    assert [each["number"] for each in ran["items"]] == [first, second]
    assert ran["left"][0]["number"] == done
    assert "out of place" in ran["left"][0]["why"]
    assert [message["text"] for message in show(script, second)["messages"]] == [
        f"Dear Anna, this is {second}"
    ]
    undone = script("undo", str(ran["items"][0]["event"]))
    assert sorted(each["number"] for each in undone["items"]) == [first, second]
    assert [show(script, each)["status"] for each in (first, second)] == ["new", "new"]
    said = person("macro", "run", "printer", str(done), code=1)
    assert "wait is out of place: the ticket is resolved" in said
    other = new(script)
    script("cancel", str(other), "--reason", "not wanted")
    said = person("macro", "run", "printer", str(done), str(other), code=1)
    assert "no ticket takes all of it" in said


def test_one_ticket_that_somebody_has_changed_since_it_was_seen_is_refused(
    script: Typed, person: Typed, file: Path
) -> None:
    script("macro", "add", "printer", "--from", str(file))
    number = new(script)
    seen = show(script, number)["version"]
    script("edit", str(number), "--set", "category=vpn", by="jan")
    said = person("macro", "run", "printer", str(number), "--expect-version", str(seen), code=1)
    assert "jan has changed category" in said
    assert show(script, number)["category"] == "vpn"


def test_several_macros_of_a_file_are_kept_all_or_none(
    script: Typed, person: Typed, tmp_path: Path
) -> None:
    path = tmp_path / "macros.toml"
    one = '[[macro]]\nname = "one"\nletter = "a"\n[[macro.steps]]\nverb = "take"\n'
    path.write_text(one + one.replace("one", "two"), "utf-8")
    assert "two: a runs 'one' already" in person("macro", "import", str(path), code=1)
    assert script("macro", "list")["items"] == []
    path.write_text(one + one.replace("one", "two").replace('"a"', '"b"'), "utf-8")
    kept = script("macro", "import", str(path), "--shared", by="elsa")["items"]
    assert [(each["name"], each["shared"], each["letter"]) for each in kept] == [
        ("one", True, "a"), ("two", True, "b"),
    ]  # fmt: skip
    assert [each["name"] for each in script("macro", "list", by="jan")["items"]] == ["one", "two"]
    assert "supervisors" in person("macro", "import", str(path), "--shared", code=1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("steps = [", "the macro cannot be read as TOML"),
        ("", "steps: is empty"),
        ('colour = "red"\n[[steps]]\nverb = "take"', "colour is no field here"),
        ('[[steps]]\nverb = "tak"', "step 1, tak"),
        ("format = 9\n[[steps]]\nverb = 'take'", "written in format 9, this frontdesk reads 1"),
        ("steps = 4", "not written as they should be"),
        ("[[steps]]\nverb = 'note'\ntext = 4", "text"),
        ("[[steps]]\nverb = 'wait'\nfor = 'vendor'\nuntil = 2026-12-24", "is one day"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_line_and_nothing_is_kept(
    script: Typed, person: Typed, tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, "utf-8")
    line = person("macro", "add", "bad", "--from", str(path), code=2)
    assert said in line
    assert line.count("\n") == 1
    assert script("macro", "list")["items"] == []


def test_what_is_not_there_or_somebody_elses_is_not_run(
    script: Typed, person: Typed, file: Path
) -> None:
    script("macro", "add", "printer", "--from", str(file), by="jan")
    number = str(new(script))
    assert "there is no macro 'printer'" in person("macro", "run", "printer", number, code=2)
    assert "there is no macro" in person("macro", "show", "printer", code=2)
    assert "there is no macro" in person("macro", "edit", "printer", "--set", "letter=x", code=2)
    assert "there is no file" in person("macro", "add", "x", "--from", "/nowhere.toml", code=2)


def test_a_name_of_control_characters_reaches_no_terminal(
    script: Typed, person: Typed, file: Path
) -> None:
    name = "\x1b]0;owned\x07\x1b[31m[@click=app.quit]x[/]"
    assert script("macro", "add", name, "--from", str(file))["name"] == name
    for said in (
        person("macro", "list"),
        person("macro", "show", name),
        person("macro", "add", name, "--from", str(file), code=1),
        person("macro", "drop", name),
    ):
        assert "\x1b" not in said
        assert "\x07" not in said
