"""The roster by hand: nights, the two changes of the clocks, single days, absences and deputies."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from frontdesk.errors import BadInputError, FrontdeskError, RefusedError
from frontdesk.timing import absences
from frontdesk.timing.absences import Absence
from frontdesk.timing.roster import Rota, overlap, shift_of, week_of
from frontdesk.timing.week import WeekRow, away_words, days, remarks

STOCKHOLM = "Europe/Stockholm"
NIGHT = shift_of("22:00", "06:00")
EARLY = shift_of("07:00", "15:00")
NIGHTS = week_of((day, NIGHT) for day in range(7))
OFFICE = week_of((day, EARLY) for day in range(5))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_night_shift_holds_on_both_sides_of_midnight() -> None:
    rota = Rota(STOCKHOLM, NIGHTS)
    for at in ("2026-06-10 21:30", "2026-06-11 02:00"):
        there = rota.present(utc(at))
        assert (there.on, there.until) == (True, utc("2026-06-11 04:00"))
    off = rota.present(utc("2026-06-11 04:00"))
    assert (off.on, off.back) == (False, utc("2026-06-11 20:00"))


@pytest.mark.parametrize(
    ("night", "length", "said"),
    [
        (date(2026, 3, 28), 7, "Sat 28: the clock goes forward, 7 h worked"),
        (date(2026, 10, 24), 9, "Sat 24: the clock goes back, 9 h worked"),
    ],
)
def test_a_night_over_the_change_of_time_is_shorter_or_longer_and_the_week_says_so(
    night: date, length: int, said: str
) -> None:
    rota = Rota(STOCKHOLM, NIGHTS)
    [span] = rota.worked(night)
    assert span.ends - span.starts == timedelta(hours=length)
    week = days({"maja": rota}, "maja", night - timedelta(days=5))
    row = WeekRow("maja", "Maja", "front-office", STOCKHOLM, True, week)
    assert remarks(row) == (said,)
    assert row.hours == timedelta(hours=7 * 8 + length - 8)


def test_an_hour_that_the_clock_jumps_over_is_worked_by_nobody_and_the_week_says_so() -> None:
    gone = shift_of("02:15", "02:45")
    rota = Rota(STOCKHOLM, week_of([(6, gone)]))
    week = days({"maja": rota}, "maja", date(2026, 3, 23))
    assert week[6].spans == ()
    assert week[6].lost == (gone,)
    row = WeekRow("maja", "Maja", "x", STOCKHOLM, True, week)
    assert remarks(row) == ("Sun 29: the clock jumps over 02:15–02:45: nobody works it",)


def test_a_shift_that_ends_in_the_hour_that_comes_twice_ends_at_its_second_time() -> None:
    rota = Rota(STOCKHOLM, week_of([(5, shift_of("22:00", "02:30"))]))
    [span] = rota.worked(date(2026, 10, 24))
    assert span.ends == utc("2026-10-25 01:30")
    assert span.jump == timedelta(hours=-1)


def test_a_single_day_stands_in_place_of_the_pattern() -> None:
    monday, tuesday = date(2026, 6, 8), date(2026, 6, 9)
    rota = Rota(STOCKHOLM, OFFICE, {monday: (), tuesday: (shift_of("10:00", "12:00"),)})
    assert rota.present(utc("2026-06-08 08:00")).back == utc("2026-06-09 08:00")
    assert rota.present(utc("2026-06-09 08:30")).until == utc("2026-06-09 10:00")
    assert [day.differs for day in days({"a": rota}, "a", monday)[:3]] == [True, True, False]


def test_who_is_away_is_off_and_back_on_the_first_shift_after() -> None:
    away = Absence(date(2026, 6, 8), date(2026, 6, 12))
    rota = Rota(STOCKHOLM, OFFICE, away=(away,))
    there = rota.present(utc("2026-06-09 08:00"))
    assert (there.on, there.away, there.back) == (False, away, utc("2026-06-15 05:00"))


def test_a_night_begun_before_the_absence_is_worked_to_its_end() -> None:
    rota = Rota(STOCKHOLM, NIGHTS, away=(Absence(date(2026, 6, 9), date(2026, 6, 9)),))
    assert rota.present(utc("2026-06-09 03:00")).on is True
    assert rota.present(utc("2026-06-09 21:00")).on is False
    assert rota.present(utc("2026-06-10 03:00")).on is False


def test_nothing_is_said_of_who_has_no_roster_but_that_they_are_away() -> None:
    day = date(2026, 6, 9)
    assert Rota(STOCKHOLM).present(utc("2026-06-09 08:00")).on is None
    away = Rota(STOCKHOLM, away=(Absence(day, day),))
    assert away.present(utc("2026-06-09 08:00")).on is False
    assert away.present(utc("2026-06-10 08:00")).on is None


def test_shifts_that_follow_on_each_other_are_one_presence() -> None:
    morning, afternoon = shift_of("07:00", "12:00"), shift_of("12:00", "16:00")
    rota = Rota("UTC", week_of([(1, morning), (1, afternoon)]))
    assert rota.present(utc("2026-06-09 08:00")).until == utc("2026-06-09 16:00")


def test_the_zone_is_that_of_the_persons_site() -> None:
    at = utc("2026-06-09 06:30")
    assert Rota("Europe/Stockholm", OFFICE).present(at).on is True
    assert Rota("Europe/London", OFFICE).present(at).on is True
    assert Rota("America/New_York", OFFICE).present(at).on is False


def test_a_shift_of_a_whole_day_is_written_with_the_end_of_the_day() -> None:
    whole = shift_of("00:00", "24:00")
    assert (str(whole), whole.ends - whole.starts) == ("00:00–24:00", 1440)
    with pytest.raises(BadInputError, match="starts and ends"):
        shift_of("08:00", "08:00")


@pytest.mark.parametrize("text", ["", "8", "8:0", "24:30", "25:00", "08:60", "-1:00", "٠٨:00"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(BadInputError):
        shift_of(text, "12:00")


def test_shifts_that_meet_are_found_also_across_midnight() -> None:
    assert overlap((), (EARLY, shift_of("14:00", "16:00"))) is not None
    assert overlap((NIGHT,), (shift_of("05:00", "07:00"),)) is not None
    assert overlap((NIGHT,), (shift_of("06:00", "07:00"), NIGHT)) is None


# Absences and deputies

JUNE = date(2026, 6, 1)


def away(since: int, until: int, deputy: str | None = None) -> Absence:
    return Absence(JUNE.replace(day=since), JUNE.replace(day=until), deputy)


def test_a_chain_of_deputies_is_followed_to_its_end() -> None:
    everybody = {"a": [away(1, 10, "b")], "b": [away(5, 6, "c")], "c": [away(6, 6)]}
    said = [absences.stand_in(everybody, "a", JUNE.replace(day=n)) for n in (1, 5, 6, 7, 11)]
    assert said == ["b", "c", None, "b", None]


def test_a_circle_of_deputies_is_refused_on_the_day_it_would_close() -> None:
    everybody = {"b": [away(8, 12, "c")], "c": [away(10, 20, "a")]}
    with pytest.raises(RefusedError, match=r"2026-06-10 .* a → b → c → a"):
        absences.check(everybody, "a", away(1, 30, "b"))
    absences.check(everybody, "a", away(1, 9, "b"))
    absences.check(everybody, "a", away(13, 30, "b"))


@pytest.mark.parametrize(
    ("new", "wrong"),
    [
        (away(5, 4), "is before"),
        (away(1, 2, "a"), "cannot stand in for themselves"),
        (away(9, 10), "is away from 2026-06-10"),
        (Absence(JUNE, date(2036, 6, 1)), "is not believed"),
    ],
)
def test_absences_that_cannot_be_are_refused(new: Absence, wrong: str) -> None:
    with pytest.raises(FrontdeskError, match=wrong):
        absences.check({"a": [away(10, 12)]}, "a", new)


def test_a_week_says_who_is_away_and_who_stands_in() -> None:
    rotas = {
        "a": Rota("UTC", OFFICE, away=(away(8, 12, "b"),)),
        "b": Rota("UTC", OFFICE, away=(away(9, 9, "c"),)),
        "c": Rota("UTC", OFFICE),
    }
    week = days(rotas, "a", date(2026, 6, 8))
    assert [day.stand_in for day in week] == ["b", "c", "b", "b", "b", None, None]
    assert [bool(day.spans) for day in week] == [False] * 7
    assert [bool(day.planned) for day in week] == [True] * 5 + [False] * 2
    assert away_words(away(8, 12), "Bo") == "away until 2026-06-12; Bo stands in"
