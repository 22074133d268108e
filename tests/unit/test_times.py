from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from frontdesk.errors import BadInputError
from frontdesk.times import LONGEST, age, parse_date, parse_span, parse_time, rfc3339, zone

STOCKHOLM = ZoneInfo("Europe/Stockholm")
ZONES = [STOCKHOLM, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kolkata"), ZoneInfo("UTC")]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-11-22T14:30:00Z", utc(2026, 11, 22, 14, 30)),
        ("2026-11-22t14:30:00.25z", utc(2026, 11, 22, 14, 30, 0, 250_000)),
        ("2026-11-22T14:30:00+01:00", utc(2026, 11, 22, 13, 30)),
        ("2026-11-22 14:30 -0530", utc(2026, 11, 22, 20, 0)),
        ("2026-11-22 14:30", utc(2026, 11, 22, 13, 30)),
        ("2026-07-22 14:30:05", utc(2026, 7, 22, 12, 30, 5)),
        (" 2026-11-22 ", utc(2026, 11, 21, 23, 0)),
        ("9:05", utc(2026, 11, 23, 8, 5)),
        ("2026-10-25 02:30", utc(2026, 10, 25, 0, 30)),
    ],
)
def test_times_as_people_type_them(typed: str, meant: datetime) -> None:
    found = parse_time(typed, STOCKHOLM, now=utc(2026, 11, 22, 23, 30))
    assert found == meant
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "is not a time"),
        ("tomorrow", "is not a time"),
        ("2026-11-22T", "is not a time"),
        ("22/11/2026", "is not a time"),
        ("2026-11-22 25:00", "there is no time"),
        ("2026-11-22 14:60", "there is no time"),
        ("2026-11-22T14:30:00+29:00", "there is no time"),
        ("2026-02-30", "that month ends on 2026-02-28"),
        ("2026-02-30 10:00", "there is no day"),
        ("2026-13-01", "months go from 01 to 12"),
        ("0000-12-31", "months go"),
        ("9999-12-31T23:59:00-12:00", "is not believed"),
        ("٢٠٢٦-١١-٢٢", "is not a time"),
        ("2026-11-22 14:30\x1b[31m", "␛[31m"),
    ],
)
def test_times_that_cannot_be_say_why(typed: str, says: str) -> None:
    with pytest.raises(BadInputError) as refusal:
        parse_time(typed, STOCKHOLM)
    assert says in str(refusal.value)
    assert refusal.value.hint


def test_a_local_time_that_never_was_is_refused_with_its_neighbours() -> None:
    with pytest.raises(BadInputError) as refusal:
        parse_time("2026-03-29 02:30", STOCKHOLM)
    assert refusal.value.hint == "write 2026-03-29 01:30 or 2026-03-29 03:30"


def test_a_day_whose_midnight_was_jumped_over_starts_when_it_starts() -> None:
    assert parse_time("2026-03-29", ZoneInfo("Asia/Beirut")) == utc(2026, 3, 28, 22, 0)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)),  # noqa: DTZ001
    st.sampled_from(ZONES),
)
@example(datetime(2026, 3, 29, 2, 30), STOCKHOLM)  # noqa: DTZ001
@example(datetime(2026, 10, 25, 2, 30), STOCKHOLM)  # noqa: DTZ001
def test_a_local_time_is_what_the_wall_clock_showed_or_is_refused(
    wall: datetime, where: ZoneInfo
) -> None:
    try:
        found = parse_time(wall.isoformat(" "), where)
    except BadInputError:
        assert wall.replace(tzinfo=where).astimezone(UTC).astimezone(where).hour != wall.hour
    else:
        assert found.astimezone(where).replace(tzinfo=None) == wall
        assert parse_time(rfc3339(found), where) == found


@given(st.text())
def test_any_text_is_a_time_or_bad_input(typed: str) -> None:
    for parse in (lambda t: parse_time(t, STOCKHOLM), parse_date, parse_span):
        try:
            parse(typed)
        except BadInputError as refusal:
            assert refusal.title  # noqa: PT017


def test_dates() -> None:
    assert parse_date("2026-1-2") == date(2026, 1, 2)
    for typed in ("2026-02-30", "26-01-02", "2026-01-02 10:00", "1066-10-14"):
        with pytest.raises(BadInputError):
            parse_date(typed)


def test_spans() -> None:
    assert parse_span("90m") == timedelta(minutes=90)
    assert parse_span("8H") == timedelta(hours=8)
    assert parse_span(" 2d ") == timedelta(days=2)
    assert parse_span("1h30m") == parse_span("1h 30min") == timedelta(hours=1, minutes=30)
    assert parse_span("1w2d") == timedelta(days=9)


@pytest.mark.parametrize(
    "typed", ["", " ", "0m", "-5m", "5", "m", "1m1h", "999999d", "1h-1m", "five"]
)
def test_spans_that_are_none_are_refused(typed: str) -> None:
    with pytest.raises(BadInputError):
        parse_span(typed)


@given(st.timedeltas(timedelta(minutes=1), LONGEST))
def test_ages_are_short_and_never_say_more_than_is_true(span: timedelta) -> None:
    shown = age(span)
    assert len(shown) <= 7
    told = parse_span(shown)
    assert told <= span
    slack = timedelta(minutes=1)
    if span >= timedelta(days=10):
        slack = timedelta(days=1)
    elif span >= timedelta(days=1):
        slack = timedelta(hours=1)
    assert span - told < slack
    assert age(-span) == "−" + shown


def test_ages_at_their_edges() -> None:
    shown = {59: "0m", -59: "0m", 60: "1m", 3600: "1h", 7_800: "2h 10m", 97_200: "1d 3h"}
    assert {seconds: age(timedelta(seconds=seconds)) for seconds in shown} == shown


def test_times_for_scripts_are_utc() -> None:
    assert rfc3339(datetime(2026, 11, 22, 14, 30, tzinfo=STOCKHOLM)) == "2026-11-22T13:30:00Z"
    assert rfc3339(utc(2026, 11, 22, 13, 30, 0, 5)) == "2026-11-22T13:30:00.000005Z"
    with pytest.raises(ValueError, match="zone"):
        rfc3339(datetime(2026, 11, 22))  # noqa: DTZ001


def test_zones() -> None:
    assert zone("Europe/Warsaw").key == "Europe/Warsaw"
    with pytest.raises(BadInputError, match="Europe/Stockholm"):
        zone("Stockholm")
    for odd in ("", "Europe", "../../etc/passwd", "/etc/passwd", "a\0b", "localtime", "\x1b[2J"):
        with pytest.raises(BadInputError):
            zone(odd)
