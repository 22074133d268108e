"""How the plain values of a policy file are read: numbers compared, patterns, hours, days."""

from __future__ import annotations

import pytest

from frontdesk.clock import OwnDay, Window
from frontdesk.errors import BadInputError
from frontdesk.rulebook.calendars import CalendarEntry, Place, Places, SpecialDay, written
from frontdesk.rulebook.values import Compare, minor, several, sound_pattern


@pytest.mark.parametrize(
    ("asked", "bounds", "shown"),
    [
        (4, (4, 4), "4"),
        ("=4", (4, 4), "4"),
        (">4", (5, None), ">=5"),
        (">=4", (4, None), ">=4"),
        ("<4", (None, 3), "<=3"),
        ("<=4", (None, 4), "<=4"),
        ("2 .. 4", (2, 4), "2..4"),
    ],
)
def test_a_comparison_is_kept_as_bounds_and_written_again(
    asked: object, bounds: tuple[int | None, int | None], shown: str
) -> None:
    found = Compare.read(asked)
    assert (found.low, found.high) == bounds
    assert str(found) == shown
    assert Compare.read(found) is found
    assert Compare.read(shown) == found


@pytest.mark.parametrize(
    ("narrow", "wide", "within"),
    [
        (">=3", ">=3", True), (">=4", ">=3", True), (">=2", ">=3", False), ("<=3", ">=3", False),
        ("<=3", "<=3", True), ("<=2", "<=3", True), ("<=4", "<=3", False), ("2..3", "1..3", True),
        ("2..4", "1..3", False), ("0..2", "1..3", False), (">=2", "1..3", False),
        ("<=2", "1..3", False), ("2..3", ">=2", True), ("2..3", "<=3", True), (2, "1..3", True),
    ],
)  # fmt: skip
def test_one_comparison_lies_within_another(narrow: object, wide: object, within: bool) -> None:
    assert Compare.read(narrow).within(Compare.read(wide)) is within


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("x" * 201, "200 characters"),
        ("a*b+", "once without an upper bound"),
        ("a{2,}b*", "once without an upper bound"),
        ("a{1}b{2}c{3}d{4}", "three times at most"),
        ("a{0,51}", "50 at most"),
        ("a{51}b{1,60}", "50 at most"),
        ("(ab)*", "no repeated groups"),
        ("(?!a)b", "no repeated groups"),
        (r"(a)\1", "back-references"),
        ("[a", "is not a regular expression"),
    ],
)
def test_a_pattern_that_is_refused_says_why(pattern: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        sound_pattern(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["x" * 200, "a{0,50}", r"a\*b\+c*", "a{2}b{3}c{4}", "a{3}b{4}c+", "(?:ab)c", r"a{2,}"],
)
def test_a_pattern_within_the_limits_is_taken(pattern: str) -> None:
    assert sound_pattern(pattern) == pattern


def test_amounts_are_exact_in_minor_units() -> None:
    assert [minor(each) for each in (0.0, 22.5, 1.15, 0.29, 1_000_000.01)] == [
        0, 2250, 115, 29, 100_000_001
    ]  # fmt: skip


def test_one_value_is_a_list_of_one() -> None:
    assert several("a") == ("a",)
    assert several(["a", "b"]) == several(("a", "b")) == ("a", "b")


# --- calendars ----------------------------------------------------------------------------------
def open_in(hours: str) -> tuple[Window, ...]:
    entry = CalendarEntry.model_validate({"name": "c", "hours": {"mon": hours}})
    return entry.week[0]


@pytest.mark.parametrize(
    ("hours", "starts", "ends", "shown"),
    [
        ("08:00-17:00", 480, 1020, "08:00-17:00"),
        ("8:05 – 17:59", 485, 1079, "08:05-17:59"),
        ("00:00-24:00", 0, 1440, "00:00-24:00"),
        ("22:00-06:00", 1320, 1800, "22:00-06:00"),
        ("23:59-00:00", 1439, 1440, "23:59-24:00"),
        ("10:00-09:59", 600, 2039, "10:00-09:59"),
    ],
)
def test_a_window_is_kept_in_minutes_and_written_again(
    hours: str, starts: int, ends: int, shown: str
) -> None:
    (window,) = open_in(hours)
    assert (window.starts, window.ends) == (starts, ends)
    assert written(window) == shown


@pytest.mark.parametrize(
    "hours", ["8-17", "08:60-17:00", "08:00-17:60", "24:00-06:00", "08:00-24:01", "09:00-09:00", ""]
)
def test_a_window_that_is_none_is_refused(hours: str) -> None:
    with pytest.raises(ValueError, match=r"hours are written|times of day|no length"):
        open_in(hours)


def days(*keys: str) -> str:
    """The days that are open, by their first letters."""
    hours = dict.fromkeys(keys, "08:00-17:00")
    week = CalendarEntry.model_validate({"name": "c", "hours": hours}).week
    return "".join(letter if day else "-" for letter, day in zip("MTWTFSS", week, strict=True))


def test_days_are_written_one_by_one_and_in_ranges_over_the_weekend() -> None:
    assert days("mon") == "M------"
    assert days("sun") == "------S"
    assert days("mon-fri") == "MTWTF--"
    assert days("sat-mon") == "M----SS"
    assert days("tue-tue") == "-T-----"
    assert days("mon-sun") == "MTWTFSS"
    assert days("wed-tue") == "MTWTFSS"
    assert days("mon", "thu-fri") == "M--TF--"


@pytest.mark.parametrize("key", ["monday", "mon-", "-fri", "mon-xyz", "", "mon-tue-wed"])
def test_days_that_are_none_are_refused(key: str) -> None:
    with pytest.raises(ValueError, match="days are mon tue wed"):
        days(key)


def test_the_windows_of_a_day_stand_in_their_order() -> None:
    entry = CalendarEntry.model_validate(
        {"name": "c", "hours": {"mon": ["13:00-17:00", "08:00-12:00"]}}
    )
    assert [written(each) for each in entry.week[0]] == ["08:00-12:00", "13:00-17:00"]


def test_a_day_that_has_its_hours_twice_is_found() -> None:
    def twice(*keys: str) -> str | None:
        hours = dict.fromkeys(keys, "08:00-17:00")
        return CalendarEntry.model_validate({"name": "c", "hours": hours}).twice()

    assert twice("mon-fri", "sat") is None
    assert twice("mon-wed", "wed-thu") == "wed"
    assert twice("thu", "mon", "mon-thu") == "mon"

    def double(*dates: str) -> str | None:
        own = tuple({"date": date} for date in dates)
        return CalendarEntry.model_validate({"name": "c", "days": own}).double()

    assert double("12-24", "12-31", "2026-12-24") is None
    assert double("12-24", "12-31", "12-31") == "12-31"


@pytest.mark.parametrize(
    ("day", "kept", "own"),
    [
        ("12-23", "12-23", OwnDay(12, 23, None, (), "")),
        ("1-5", "01-05", OwnDay(1, 5, None, (), "")),
        ("02-29", "02-29", OwnDay(2, 29, None, (), "")),
        ("2026-5-2", "2026-05-02", OwnDay(5, 2, 2026, (), "")),
    ],
)
def test_a_day_of_the_desk_s_own_is_of_one_year_or_of_all(day: str, kept: str, own: OwnDay) -> None:
    special = SpecialDay.model_validate({"date": day})
    assert special.date == kept
    assert special.own == own


@pytest.mark.parametrize("day", ["23-12", "2026-02-29", "02-30", "26-05-02", "christmas"])
def test_a_day_that_there_is_not_is_refused(day: str) -> None:
    with pytest.raises((ValueError, BadInputError)):
        SpecialDay.model_validate({"date": day})


LUND, LIMA = Place("Europe/Stockholm", "SE"), Place("America/Lima", "PE")


def test_what_is_left_to_the_site_comes_from_its_place() -> None:
    holidays = {"categories": ["public", "de_facto"]}
    entry = CalendarEntry.model_validate(
        {"name": "c", "hours": {"mon": "08:00-17:00"}, "holidays": holidays, "bridge_days": True}
    )
    lund, lima, nowhere = entry.at(LUND), entry.at(LIMA), entry.at()
    assert (lund.zone, lund.country, lund.categories) == (
        "Europe/Stockholm", "SE", ("public", "de_facto")
    )  # fmt: skip
    assert (lima.zone, lima.country, lima.categories) == ("America/Lima", "PE", ("public",))
    assert (nowhere.zone, nowhere.country, nowhere.categories) == ("UTC", "", ())
    assert (lund.week, lund.bridges, lund.always) == (entry.week, True, False)


def test_what_is_written_stands_above_the_place() -> None:
    holidays = {"country": "PL", "region": "X", "categories": ["public", "odd"]}
    entry = CalendarEntry.model_validate(
        {"name": "c", "zone": "Europe/Warsaw", "holidays": holidays, "days": ({"date": "12-24"},)}
    )
    found = entry.at(LUND)
    assert (found.zone, found.country, found.region, found.categories) == (
        "Europe/Warsaw", "PL", "X", ("public", "odd")
    )  # fmt: skip
    assert found.own == (OwnDay(12, 24, None, (), ""),)


def test_what_is_always_open_has_neither_hours_nor_holidays() -> None:
    entry = CalendarEntry.model_validate({"name": "c", "always": True, "holidays": {}})
    found = entry.at(LUND)
    assert (found.always, found.zone, found.country) == (True, "UTC", "")
    assert found.week == ((),) * 7


def test_a_ticket_without_a_site_is_at_home_or_at_the_first_site() -> None:
    sites = {"lima": ("America/Lima", "PE"), "lund": ("Europe/Stockholm", "SE")}
    assert Places.of(sites).home == LIMA
    assert Places.of(sites, "lund").home == LUND
    assert Places.of(sites, "moon").home == LIMA
    assert Places.of({}).home == Place()
    assert Places.of(sites).sites == (("lima", LIMA), ("lund", LUND))
