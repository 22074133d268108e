"""The roster on the command line: weeks, single days, absences, files good and bad."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import NOON, Typed

AT = ("--at", NOON)


def ics(folder: Path, *events: str, head: str = "") -> str:
    """A calendar file of some events."""
    body = "".join(f"BEGIN:VEVENT\r\nUID:{n}\r\n{each}\r\nEND:VEVENT\r\n" for n, each in
                   enumerate((e.replace("\n", "\r\n") for e in events), 1))  # fmt: skip
    path = folder / "roster.ics"
    path.write_bytes(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{head}{body}END:VCALENDAR\r\n".encode()
    )
    return str(path)


def of(week: dict[str, Any], login: str) -> list[list[str]]:
    [row] = [each for each in week["items"] if each["agent"] == login]
    return [[shift["written"] for shift in day["shifts"]] for day in row["days"]]


def test_a_week_shows_nights_single_days_and_the_change_of_the_clocks(
    script: Typed, person: Typed
) -> None:
    script("shift", "add", "jan", "--weekdays", "mon-sun", "--starts", "22:00", "--ends", "06:00",
           by="elsa")  # fmt: skip
    script("shift", "day", "jan", "2026-10-21", "--off", by="elsa")
    week = script("shift", "week", "jan", "--of", "2026-10-25", by="elsa")
    assert (week["from"], week["to"]) == ("2026-10-19", "2026-10-25")
    night = ["22:00–06:00"]
    assert of(week, "jan") == [night, night, [], night, night, night, night]
    [row] = week["items"]
    assert row["days"][5]["shifts"][0]["clock_change"] == -3600
    assert row["remarks"] == ["Sat 24: the clock goes back, 9 h worked"]
    assert "22–06±" in person("shift", "week", "jan", "--of", "2026-10-25")
    again = script("shift", "day", "jan", "2026-10-21", "--usual", by="elsa")
    assert again["items"] == []


def test_an_absence_is_entered_listed_and_ended(script: Typed, person: Typed) -> None:
    made = script("agent", "absence", "maja", "--from", "2026-11-16", "--to", "2026-11-27",
                  "--deputy", "jan", "--note", "sea", *AT)  # fmt: skip
    assert made["items"] == [
        {"number": 1, "agent": "maja", "name": "Maja Lindqvist", "since": "2026-11-16",
         "until": "2026-11-27", "deputy": "jan", "deputy_name": "Jan Kowalski", "note": "sea"}
    ]  # fmt: skip
    shown = script("agent", "show", "maja", *AT)
    assert (shown["on_shift"], shown["away_until"], shown["deputy"]) == (False, "2026-11-27", "jan")
    assert "Jan Kowalski" in person("agent", "absence", *AT)
    script("agent", "absence", "--end", "1", "--back", "2026-11-18", *AT)
    assert script("agent", "show", "maja", *AT)["away_until"] is None
    assert script("agent", "absence", "maja")["items"][0]["until"] == "2026-11-17"


def test_who_may_enter_whose_absence(script: Typed) -> None:
    days = ("--from", "2026-12-01", "--to", "2026-12-02")
    refused = script("agent", "absence", "jan", *days, code=1)
    assert "absence is for supervisors, and everybody for themselves" in refused["error"]["message"]
    script("agent", "absence", "jan", *days, by="elsa")
    script("agent", "absence", "maja", *days, "--deputy", "olof")
    assert script("shift", "day", "maja", "2026-12-01", "--off", code=1)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (("--from", "2026-12-02", "--to", "2026-12-01"), "before"),
        (("--from", "2026-12-01", "--to", "2026-12-02", "--deputy", "maja"), "for themselves"),
        (("--from", "2026-12-01", "--to", "2026-12-02", "--deputy", "majja"), "no agent"),
        (
            (
                "--from",
                "2026-12-01",
            ),
            "first and a last day",
        ),
        (("--deputy", "jan"), "from when to when"),
        (("--end", "7"), "no absence 7"),
    ],
)
def test_absences_that_cannot_be_are_refused(
    script: Typed, words: tuple[str, ...], wrong: str
) -> None:
    refused = script("agent", "absence", "maja", *words, code=2)
    assert wrong in refused["error"]["message"]
    assert script("agent", "absence", "maja")["items"] == []


def test_deputies_in_a_circle_are_refused(script: Typed) -> None:
    days = ("--from", "2026-12-01", "--to", "2026-12-02")
    script("agent", "absence", "maja", *days, "--deputy", "jan", by="elsa")
    refused = script("agent", "absence", "jan", *days, "--deputy", "maja", by="elsa", code=1)
    assert "jan → maja → jan" in refused["error"]["message"]


def test_a_file_by_date_is_loaded_once_and_bad_rows_are_named(
    script: Typed, tmp_path: Path
) -> None:
    path = tmp_path / "days.csv"
    path.write_text(
        "who,date,starts,ends,off\njan,2026-12-24,08:00,12:00,\njan,2026-12-24,13:00,15:00,\n"
        "maja,2026-12-24,,,yes\n"
    )
    load = ("shift", "import", str(path), "--map", "agent=who", "--map", "date=date",
            "--map", "starts=starts", "--map", "ends=ends", "--map", "off=off")  # fmt: skip
    assert script(*load, by="elsa")["added"] == 2
    assert script(*load, by="elsa")["unchanged"] == 2
    assert of(script("shift", "week", "--of", "2026-12-24"), "jan")[3] == [
        "08:00–12:00", "13:00–15:00"
    ]  # fmt: skip
    path.write_text("agent,date,starts,ends\nbob,2026-12-24,08:00,12:00\n")
    refused = script("shift", "import", str(path), by="elsa", code=2)
    assert "row 2, column agent: there is no agent 'bob'" in refused["error"]["message"]


def test_a_calendar_is_loaded_with_its_recurrences_zones_days_off_and_absences(
    script: Typed, tmp_path: Path
) -> None:
    path = ics(
        tmp_path,
        "SUMMARY:Maja Lindqvist - early\nDTSTART;TZID=Europe/Stockholm:20261116T070000\n"
        "DTEND;TZID=Europe/Stockholm:20261116T150000\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4",
        "ATTENDEE;CN=Jan:mailto:jan@example.com\nSUMMARY:night\nDTSTART:20261116T210000Z\n"
        "DURATION:PT8H",
        "SUMMARY:jan\nDTSTART;VALUE=DATE:20261124",
        "SUMMARY:maja\nDTSTART;VALUE=DATE:20261207\nDTEND;VALUE=DATE:20261212\n"
        "X-FRONTDESK-ROW:no number",
    )
    load = ("shift", "import", path, "--from", "2026-11-16")
    loaded = script(*load, by="elsa")
    assert (loaded["added"], loaded["skipped"]) == (7, [])
    assert script(*load, by="elsa")["unchanged"] == 7
    week = script("shift", "week", "--of", "2026-11-16")
    assert of(week, "maja") == [["07:00–15:00"], [], ["07:00–15:00"], [], [], [], []]
    assert of(week, "jan")[0] == ["22:00–06:00"]
    assert script("agent", "absence", "maja")["items"][0]["until"] == "2026-12-11"


def test_what_recurs_without_end_is_read_a_year_ahead_and_said(
    script: Typed, tmp_path: Path
) -> None:
    path = ics(tmp_path, "SUMMARY:jan\nDTSTART:20260105T080000\nDTEND:20260105T120000\n"
                         "RRULE:FREQ=DAILY")  # fmt: skip
    loaded = script("shift", "import", path, "--from", "2026-11-16", by="elsa")
    assert loaded["added"] == 401
    assert "1 event goes on after 2027-12-21" in loaded["remarks"][0]


BAD = {
    "SUMMARY:bob\nDTSTART:20261201T080000Z\nDTEND:20261201T120000Z": "nobody here is 'bob'",
    "SUMMARY:jan\nDTSTART:20261201T080000Z": "column ends: the event has none",
    "SUMMARY:jan\nDTSTART;TZID=Mars/Base:20261201T080000\nDTEND;TZID=Mars/Base:20261201T090000": (
        "no time zone “Mars/Base”"
    ),
    "SUMMARY:jan\nDTSTART:20261201T080000Z\nDTEND:20261201T070000Z": "no later than it starts",
    "SUMMARY:jan\nDTSTART:20261201T080000Z\nDTEND:20261203T080000Z": "a day at most",
    "SUMMARY:jan\nDTSTART:20261201T080000Z\nDTEND:20261201T080001Z\nRRULE:FREQ=SECONDLY": (
        "recurs within a day"
    ),
    "SUMMARY:jan\nDTSTART:20261201T080000Z\nDTEND:20261201T090000Z\nRRULE:FREQ=DAILY;INTERVAL=0": (
        "the event is broken: FREQ=DAILY;INTERVAL=0"
    ),
    "SUMMARY:jan\nDTSTART:20261201T080000Z\nDTEND:20261201T090000Z\nRRULE:FREQ=NEVER": (
        "the event is broken"
    ),
    "SUMMARY:jan\nDTSTART:20269901T080000Z\nDTEND:20261201T090000Z": "the event is broken",
    "SUMMARY:jan": "column starts: the event has none",
}


@pytest.mark.parametrize("event", BAD)
def test_a_bad_event_is_named_by_its_row_and_can_be_left_out(
    script: Typed, tmp_path: Path, event: str
) -> None:
    good = "SUMMARY:maja\nDTSTART:20261201T080000Z\nDTEND:20261201T120000Z"
    path = ics(tmp_path, good, event)
    refused = script("shift", "import", path, "--from", "2026-11-16", by="elsa", code=2)
    assert "row 2" in refused["error"]["message"]
    assert BAD[event] in str(refused["error"])
    loaded = script("shift", "import", path, "--from", "2026-11-16", "--skip-bad", by="elsa")
    assert (loaded["added"], [each["row"] for each in loaded["skipped"]]) == (1, [2])


def test_events_that_share_a_uid_are_all_loaded(script: Typed, tmp_path: Path) -> None:
    text = "SUMMARY:jan\nDTSTART:2026120{n}T080000Z\nDTEND:2026120{n}T120000Z\nUID:same"
    path = ics(tmp_path, *(text.format(n=n) for n in (1, 2, 3)))
    Path(path).write_bytes(
        Path(path).read_bytes().replace(b"UID:1", b"").replace(b"\r\n\r\n", b"\r\n")
    )
    assert script("shift", "import", path, "--from", "2026-11-16", by="elsa")["added"] == 3


def test_a_series_with_a_moved_and_a_cancelled_day_is_loaded_as_it_is_meant(
    script: Typed, tmp_path: Path
) -> None:
    hours = "SUMMARY:jan\nDTSTART:202612{d}T{h}0000Z\nDTEND:202612{d}T120000Z"
    path = ics(
        tmp_path,
        hours.format(d="01", h="08") + "\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE:20261204T080000Z",
        hours.format(d="02", h="09") + "\nRECURRENCE-ID:20261202T080000Z",
        hours.format(d="03", h="08") + "\nRECURRENCE-ID:20261203T080000Z\nSTATUS:CANCELLED",
    )
    same = Path(path).read_bytes().replace(b"UID:2", b"UID:1").replace(b"UID:3", b"UID:1")
    Path(path).write_bytes(same)
    script("shift", "import", path, "--from", "2026-11-16", by="elsa")
    assert of(script("shift", "week", "--of", "2026-12-01"), "jan") == [
        [], ["09:00–13:00"], ["10:00–13:00"], [], [], [], []
    ]  # fmt: skip


def test_a_file_that_is_no_calendar_is_one_line(script: Typed, tmp_path: Path) -> None:
    path = tmp_path / "x.ics"
    for text in ("", "BEGIN:VEVENT\nEND:VCALENDAR\n", "hello", "\0" * 100):
        path.write_text(text)
        refused = script("shift", "import", str(path), by="elsa", code=2)
        assert "no calendar" in refused["error"]["message"]
