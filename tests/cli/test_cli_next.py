"""``next``, wishes and fairness on the command line."""

from __future__ import annotations

from typing import Any

from tests.cli.conftest import Typed


def test_next_says_which_ticket_and_why_and_takes_it(script: Typed, person: Typed) -> None:
    for subject in ("Printer pulls two sheets", "Printer makes a noise"):
        made = script("new", subject, "--requester", "anna", "--no-route", by="elsa")
        script("assign", str(made["number"]), "--to", "front-office", by="elsa")
    looked = script("next", by="maja")
    assert (looked["login"], looked["waits"], looked["passed_over"]) == ("maja", 2, 0)
    assert looked["ticket"]["number"] == 1
    assert looked["mentor"] is None
    assert script("show", "1")["assignee"] is None
    assert "1  Printer pulls two sheets\nP4, waiting " in person("next", by="maja")
    taken = script("next", "--take", by="maja")
    assert (taken["number"], taken["assignee"], taken["status"]) == (1, "maja", "in_progress")
    given = script("next", "jan", "--take", by="elsa")
    assert (given["number"], given["assignee"], given["status"]) == (2, "jan", "assigned")
    nothing = script("next", by="maja")
    assert (nothing["ticket"], nothing["waits"]) == (None, 0)
    refused = script("next", "--take", by="maja", code=1)
    assert refused["error"]["message"] == "No ticket waits in the queue of front-office"


def test_wishes_are_set_shown_and_imported(script: Typed, tmp_path: Any) -> None:
    edited = script("agent", "edit", "maja", "--set", "wishes=network,vpn", by="elsa")
    assert edited["wishes"] == ["network", "vpn"]
    file = tmp_path / "people.csv"
    rows = ("login,name,team,wishes", "jan,Jan,front-office,wifi", "maja,Maja,front-office,")
    file.write_text("\n".join(rows))
    script("agent", "import", str(file), by="elsa")
    listed = {each["login"]: each["wishes"] for each in script("agent", "list")["items"]}
    assert (listed["jan"], listed["maja"]) == (["wifi"], ["network", "vpn"])
    assert script("agent", "edit", "maja", "--wishes", "", by="elsa")["wishes"] == []


def test_teams_and_people_show_the_largest_over_the_median_load(script: Typed) -> None:
    for number, login in ((1, "maja"), (2, "maja"), (3, "jan")):
        script("new", "Printer", "--requester", "anna", "--no-route", by="elsa")
        script("assign", str(number), "--to", login, by="elsa")
    team = script("team", "show", "front-office")
    assert (team["largest_load"], team["median_load"], team["largest_over_median"]) == (
        2,
        1.5,
        1.33,
    )
    listed = {each["login"]: each for each in script("agent", "list")["items"]}
    assert listed["jan"]["largest_over_median"] == 1.33
    assert listed["olof"]["largest_over_median"] is None
