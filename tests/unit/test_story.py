"""A ticket's history as lines: nothing raw reaches the screen, long texts stay quick."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from frontdesk.rows import EventRow
from frontdesk.text import width
from frontdesk.widgets.story import Tone, story
from frontdesk.widgets.timeline import PAGE, lines_of
from frontdesk.widgets.wrapping import wrap

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def event(verb: str, **given: object) -> EventRow:
    values = {
        "event": 1, "seq": 1, "at": NOW, "actor": "maja", "verb": verb, "before": {}, "after": {},
        "texts": {}, **given,
    }  # fmt: skip
    return EventRow(**values)  # type: ignore[arg-type]


def words(*events: EventRow, whole: bool = False, cells: int = 70) -> list[str]:
    lines = lines_of(story(events, {31: "Red light"}), cells, NOW, UTC, whole=whole)
    return ["".join(text for text, _style in line) for line in lines]


def test_a_story_says_who_did_what_and_what_was_said() -> None:
    lines = words(
        event("new", after={"channel": "phone", "priority": "P4"}, texts={"words": "red light"}),
        event("try_failed", after={"fix": 31, "step": 2}),
        event("decide", after={"decision": 7}),
        event("decide", after={"decision": 8, "proposes": "escalate:network"}),
        event("escalate", after={"team": "network"}, texts={"reason": "tried 31"}),
    )
    assert lines == [
        "today",
        "09:00  maja opened it  phone · P4",
        "       red light",
        "09:00  maja ran a known fix: it failed  31 Red light · at step 2",
        "09:00  the policy now proposes  escalation to network",
        "09:00  maja escalated it  → network",
        "       tried 31",
    ]


def test_days_are_headed_and_what_was_undone_is_marked() -> None:
    lines = words(event("take", at=NOW - timedelta(days=1), undone=True), event("take"))
    assert lines[0] == "Sunday 22 November 2026"
    assert "undone" in lines[1]
    assert lines[3] == "today"


def test_an_erased_text_says_so_and_a_note_is_no_reply() -> None:
    (entry,) = story([event("note", texts={"text": None})], {})
    assert entry.text == "(erased)"
    assert entry.tone is Tone.NOTE


def test_hostile_and_wide_text_stays_within_the_line() -> None:
    text = "\x1b]0;x\x07 [b]bold[/b] 漢字漢字漢字" * 9
    lines = words(event("note", texts={"text": text}), cells=30, whole=True)
    assert not any("\x1b" in line or "\x07" in line for line in lines)
    assert max(width(line) for line in lines) <= 30


def test_a_long_text_is_a_page_until_it_is_asked_for() -> None:
    note = event("note", texts={"text": "\n".join(f"line {n}" for n in range(500))})
    assert len(words(note)) == PAGE + 3
    assert "z shows the whole" in words(note)[-1]
    assert len(words(note, whole=True)) == 502


def test_a_text_of_a_megabyte_is_cut_with_a_remark() -> None:
    note = event("note", texts={"text": "x" * 1_000_000})
    assert len(words(note)) == PAGE + 3
    assert "900000 more characters" in words(note, whole=True)[-1]


def test_wrapping_breaks_at_spaces_and_inside_what_has_none() -> None:
    assert list(wrap("the printer pulls two", 11)) == ["the printer", "pulls two"]
    assert list(wrap("a\n\nb", 9)) == ["a", "", "b"]
    assert list(wrap("abcdefghij", 4)) == ["abcd", "efgh", "ij"]


def test_a_warning_says_which_clock_and_who_was_told() -> None:
    after = {"clock": "first_response", "share": 0.75, "informed": ["ingrid", "elsa"], "did": []}
    entry = story([event("warn", after=after)], {})[0]
    assert entry.who == "the policy"
    assert entry.facts == "first response 75 % used · told ingrid, elsa"
