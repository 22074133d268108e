"""Lists, bulk acts, previews, versions, and what people see of hostile text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from frontdesk.__main__ import main
from tests.cli.test_cli_chains import TICKET

HOSTILE = "\x1b]52;c;aGk=\x07[@click=app.quit]x[/] \u202egnp.exe [EXTERN] 😀"


@pytest.fixture
def three(script: Any) -> list[int]:
    subjects = ("no dial tone", "printer is jammed", "cannot sign in")
    opened = [script("new", each, "--requester", "anna", "--no-route") for each in subjects]
    return [each["number"] for each in opened]


def test_a_list_goes_on_where_it_ended(script: Any, three: list[int]) -> None:
    first = script("list", "--limit", "2", "--order", "number")
    assert list(first) == ["items", "next"]
    assert [list(each) for each in first["items"]] == [TICKET, TICKET]
    rest = script("list", "--limit", "2", "--order", "number", "--after", first["next"])
    assert [each["number"] for each in first["items"] + rest["items"]] == three
    assert rest["next"] is None


def test_a_cursor_stays_on_its_ticket_when_those_before_it_are_gone(
    script: Any, three: list[int]
) -> None:
    first = script("list", "--limit", "2", "--order", "number")
    script("cancel", str(three[0]), "--reason", "not needed")
    rest = script("list", "--limit", "2", "--order", "number", "--after", first["next"])
    assert [each["number"] for each in rest["items"]] == three[2:]


def test_plain_filters_queries_and_views_narrow_a_list(script: Any, three: list[int]) -> None:
    script("take", str(three[1]))
    assert [t["number"] for t in script("list", "--assignee", "me")["items"]] == [three[1]]
    assert [t["number"] for t in script("list", "--view", "mine")["items"]] == [three[1]]
    assert [t["number"] for t in script("list", "--query", "@me dial")["items"]] == []
    found = script("list", "--status", "new", "--requester", "anna", "--order", "number")
    assert [t["number"] for t in found["items"]] == [three[0], three[2]]
    assert [t["number"] for t in script("find", "printer")["items"]] == [three[1]]


def test_what_is_due_can_be_listed_sorted_and_worked_on(script: Any, three: list[int]) -> None:
    assert [t["number"] for t in script("list", "--sort", "due")["items"]]
    assert script("list", "--view", "overdue")["items"] == []
    due = script("list", "--query", "due:<90d")["items"]
    rest = script("list", "--query", "due:none")["items"]
    assert {t["number"] for t in due} | {t["number"] for t in rest} == set(three)
    done = script("take", "--query", "due:<90d" if due else "due:none")
    assert len(done.get("items", [done])) == len(due or rest)


def test_several_tickets_are_one_act(script: Any, three: list[int]) -> None:
    done = script("take", *map(str, three))
    assert list(done) == ["items", "next"]
    assert [list(each) for each in done["items"]] == [[*TICKET, "event"]] * 3
    back = script("undo", str(done["items"][0]["event"]))
    assert {each["status"] for each in back["items"]} == {"new"}


def test_all_of_several_tickets_or_none(script: Any, three: list[int]) -> None:
    script("cancel", str(three[2]), "--reason", "not needed")
    refused = script("take", *map(str, three), code=1)
    assert str(three[2]) in refused["error"]["message"]
    assert script("show", str(three[0]))["status"] == "new"


def test_a_preview_says_what_each_would_do_and_does_nothing(
    script: Any, person: Any, three: list[int]
) -> None:
    script("cancel", str(three[2]), "--reason", "not needed")
    said = script("take", *map(str, three), "--preview")
    assert [each["would_change"] for each in said["items"]] == [True, True, False]
    assert list(said["items"][0]) == ["number", "version", "would_change", "becomes", "refused"]
    assert said["items"][0]["becomes"]["assignee"] == "maja"
    shown = person("take", *map(str, three), "--preview")
    assert "assignee – → maja" in shown
    assert "status new → in progress" in shown
    assert "nothing was changed" in shown
    assert script("show", str(three[0]))["status"] == "new"


def test_a_query_names_the_tickets_of_an_act(script: Any, three: list[int]) -> None:
    done = script("assign", "--query", "status:new printer", "--to", "network", by="elsa")
    assert [(each["number"], each["team"]) for each in done["items"]] == [(three[1], "network")]
    nothing = script("close", "--query", "status:resolved")
    assert nothing == {"items": [], "next": None}


def test_a_change_of_what_somebody_else_has_changed_is_refused(
    script: Any, three: list[int]
) -> None:
    number = str(three[0])
    seen = str(script("show", number)["version"])
    script("edit", number, "--set", "urgency=high", by="jan")
    merged = script("edit", number, "--set", "category=phones", "--expect-version", seen)
    assert (merged["urgency"], merged["category"]) == ("high", "phones")
    refused = script("edit", number, "--set", "urgency=low", "--expect-version", seen, code=1)
    assert refused["error"]["code"] == "overtaken"
    assert "jan" in refused["error"]["message"]


def test_hostile_text_is_stored_as_it_came_and_shown_as_pictures(script: Any, person: Any) -> None:
    number = str(script("new", HOSTILE, "--body", HOSTILE, "--requester", "anna")["number"])
    script("note", number, HOSTILE)
    whole = script("show", number)
    assert (whole["subject"], whole["body"]) == (HOSTILE, HOSTILE)
    for shown in (person("show", number), person("list"), person("find", "extern")):
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "\x07" not in shown
        assert "[@click=app.quit]x[/]" in shown

    assert "[EXTERN] 😀" in person("show", number)


def test_a_reply_from_standard_input_keeps_its_lines(
    script: Any, three: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.StringIO("Hello Anna,\n\nit is mended.\n"))
    script("reply", str(three[0]), "-")
    [message] = script("show", str(three[0]))["messages"]
    assert message["text"] == "Hello Anna,\n\nit is mended."
    assert message["visibility"] == "public"


def test_waiting_takes_a_span_or_a_local_time(script: Any, three: list[int]) -> None:
    now = "2026-11-18T11:00:00Z"
    script("wait", str(three[0]), "--for", "part", "--until", "2d", "--at", now)
    script("wait", str(three[1]), "--for", "visit", "--until", "2026-11-20 09:00", "--at", now)
    assert script("show", str(three[0]))["pending_until"] == "2026-11-20T11:00:00Z"
    assert script("show", str(three[1]))["pending_until"] == "2026-11-20T08:00:00Z"
    woken = script("run-due", "--at", "2026-11-21T00:00:00Z")
    assert sorted(woken["woken"]) == three[:2]


def test_a_decision_is_tried_without_writing(script: Any, three: list[int]) -> None:
    number = str(three[0])
    tried = script("route", number, "--dry-run", "--set", "impact=everyone")
    assert tried["id"] is None
    alone = script("route", "--text", "no dial tone\nthe whole floor is silent")
    assert alone["options"]
    filed = script("new", "no dial tone", "--requester", "anna", "--dry-run")
    assert filed["id"] is None
    whole = script("show", number)
    assert (whole["status"], whole["decisions"]) == ("new", [])
    assert len(script("list")["items"]) == 3


def test_why_another_route_was_not_taken(script: Any, person: Any) -> None:
    number = str(script("new", "no dial tone on my phone", "--requester", "anna")["number"])
    said = script("why", number, "--not", "escalate")
    assert list(said) == [
        "number", "route", "not", "decision", "text", "smallest_change", "searched",
    ]  # fmt: skip
    assert said["text"]
    assert list(said["smallest_change"]) == ["changes", "route", "target"]
    assert list(said["smallest_change"]["changes"][0]) == ["field", "from", "to"]
    told = person("why", number, "--not", "escalate:network")
    assert "the smallest change that would choose it" in told
    assert "▸" in person("why", number)
    changes = ("--set", "category=network", "--set", "complexity=3", "--set", "kind=request")
    made = script("route", number, "--dry-run", *changes)
    assert (made["id"], made["complexity"]) == (None, 3)
    assert any("Somebody judged" in each["text"] for each in made["reasons"])
    assert any("It is about: Network" in each["text"] for each in made["reasons"])
    whole = script("show", number)
    assert (whole["kind"], len(whole["decisions"])) == ("incident", 1)
    assert [each["verb"] for each in whole["timeline"]] == ["new", "route"]


def test_an_unknown_caller_can_be_entered_with_the_ticket(script: Any) -> None:
    new = script("new", "no dial tone", "--requester", "piotr.zielony@example.com",
                 "--create-requester", "--external")  # fmt: skip
    [entry] = script("requester", "list", "zielony")["items"]
    assert (entry["code"], entry["name"], entry["kind"], entry["email"]) == (
        new["requester"], "Piotr Zielony", "external", "piotr.zielony@example.com",
    )  # fmt: skip


def test_lines_fit_a_narrow_terminal(
    person: Any, script: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = str(script("new", "no dial tone " * 20, "--requester", "anna")["number"])
    monkeypatch.setenv("COLUMNS", "70")
    for words in (
        ["list"],
        ["why", number],
        ["fix", "list"],
        ["asset", "list"],
        ["fix", "show", "17"],
    ):
        assert max(len(line) for line in person(*words).splitlines()) <= 70, words


def test_the_store_may_stand_before_or_after_the_verb(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FRONTDESK_STORE")
    assert main(["--store", str(store), "team", "list"]) == 0
    before = capsys.readouterr().out
    assert main(["team", "--store", f"sqlite:///{store}", "list"]) == 0
    assert main(["team", "list", f"--store={store}"]) == 0
    assert capsys.readouterr().out == before * 2


def test_a_shift_is_handed_over_listed_and_taken_back(script: Any, person: Any) -> None:
    made = [script("new", f"case {each}", "--requester", "anna", "--no-route") for each in "abc"]
    numbers = [str(each["number"]) for each in made]
    script("assign", *numbers, "--to", "jan", by="elsa")
    moved = script(
        "handover", "--from", "jan", "--to", "maja", "--note", "off now",
        "--note-on", f"{numbers[1]}=she calls at ten", by="elsa",
    )["items"]  # fmt: skip
    assert {each["assignee"] for each in moved} == {"maja"}
    texts = [each["text"] for each in script("show", numbers[1])["messages"]]
    assert texts == ["off now\n\nshe calls at ten"]
    deeds = script("undo", "--list", by="elsa")["items"]
    assert [(each["verb"], each["tickets"]) for each in deeds] == [("handover", 3), ("assign", 3)]
    assert "3 tickets" in person("undo", "--list", by="elsa")
    script("assign", numbers[0], "--to", "olof")
    back = script("undo", str(deeds[0]["event"]), "--rest", by="elsa")
    assert {each["assignee"] for each in back["items"]} == {"jan"}
    assert [each["number"] for each in back["left"]] == [int(numbers[0])]
    spread = script("handover", "--from", "jan", "--balance", by="elsa")
    assert {each["assignee"] for each in spread["items"]} == {"maja"}
