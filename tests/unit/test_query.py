"""The query language: what is typed becomes a filter, or a line that points at the character."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.query import (
    FIELDS,
    NOBODY,
    Between,
    Filter,
    Moments,
    QueryError,
    Term,
    When,
    parse,
    spelt,
)
from frontdesk.query.fields import WORDS
from frontdesk.query.moments import when
from frontdesk.terms import OPEN, Status

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
SOON = timedelta(hours=4)


def asked(typed: str) -> Filter:
    return parse(typed, "maja", "front-office")


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("", Filter()),
        ("@me", Filter.of(assignee="maja")),
        ("@team @nobody", Filter.of(team="front-office", assignee=NOBODY)),
        ("assignee:me,ola", Filter.of(assignee=("maja", "ola"))),
        ("status:open", Filter.of(status=tuple(s for s in Status if s in OPEN))),
        ("is:in-progress", Filter.of(status="in_progress")),
        ("status:new status:pending", Filter.of(status=("new", "pending"))),
        ("pri:1,3", Filter.of(priority=("P1", "P3"))),
        ("PRI:p1..3", Filter.of(priority=("P1", "P2", "P3"))),
        ("pri:>=4", Filter.of(priority=("P4", "P5"))),
        ("tier:L2..", Filter.of(tier=("L2", "L3", "L4", "L5", "L6"))),
        ("complexity:>=4", Filter.of(complexity=(Between(4, None),))),
        ("number:4000..4100", Filter.of(number=(Between(4000, 4100),))),
        ("fix:#31", Filter.of(fix=(Between(31, 31),))),
        ("site:poznan,gdansk", Filter.of(site=("poznan", "gdansk"))),
        ('site:"Hus 3, plan 2"', Filter.of(site="Hus 3, plan 2")),
        ("due:overdue", Filter.of(due="overdue")),
        ('no "dial tone"', Filter.of(words=("no", "dial tone"))),
        ("„brak sygnału”", Filter.of(words="brak sygnału")),
        ("61 555 0142", Filter.of(words="61 555 0142")),
        ("10:30 https://intra/x", Filter.of(words=("10:30", "https://intra/x"))),
    ],
)
def test_what_is_typed_means(typed: str, same: Filter) -> None:
    assert asked(typed) == same


def test_a_term_is_turned_round() -> None:
    assert asked("!site:poznan").terms == (Term("site", ("poznan",), negated=True),)
    assert asked("!closed").terms == (Term("status", ("closed",), negated=True),)
    assert asked("!printer").terms == (Term(WORDS, ("printer",), negated=True),)
    assert asked('!"second floor"').terms == (Term(WORDS, ("second floor",), negated=True),)
    assert asked("!@me").terms == (Term("assignee", ("maja",), negated=True),)


@pytest.mark.parametrize(
    ("typed", "at", "named"),
    [
        ("statsu:open", 0, "status"),
        ("@me sitee:poznan", 4, "site"),
        ("status:opne", 7, "open"),
        ("pri:1,9", 6, "P1"),
        ("tier:3..1", 5, "L1"),
        ("@tema", 0, "@team"),
        ("due:tomorow", 4, "tomorrow"),
        ("opened:<2x", 7, "2d"),
        ("opened:2026-02-30", 7, "2026-02-28"),
        ("hops:many", 5, "hops:>2"),
        ("jam site:", 4, "site:poznan"),
        ('jam "second floor', 4, "quote"),
        ("jam ! tray", 4, "!closed"),
        ("!kidn:request", 1, "kind"),
    ],
)
def test_an_error_points_at_the_character_and_names_the_nearest(
    typed: str, at: int, named: str
) -> None:
    with pytest.raises(QueryError) as caught:
        asked(typed)
    assert caught.value.at == at
    assert named in str(caught.value)
    assert f"character {at + 1}" in caught.value.title


LIKE_A_QUERY = st.from_regex(r"(!?(pri|due|site|no|opened):?[\"0-9a-z<>.,@ ]*){1,4}")


def understood(typed: str) -> Filter | QueryError:
    try:
        return asked(typed)
    except QueryError as error:
        return error


@given(st.text(max_size=60) | LIKE_A_QUERY)
def test_whatever_is_typed_is_a_filter_or_an_error_inside_it(typed: str) -> None:
    found = understood(typed)
    if isinstance(found, QueryError):
        assert 0 <= found.at <= len(typed)
        assert "\n" not in str(found)
    else:
        told = found.at(NOW, STOCKHOLM, SOON)
        assert not told.moves
        assert all(one.values for one in told.terms)


@given(st.sampled_from(sorted(FIELDS)))
def test_each_fields_example_is_understood_as_that_field(name: str) -> None:
    (only,) = asked(FIELDS[name].example).terms
    assert only.field == name


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", True),
        ("@me pri:1", True),
        ("status:open", True),
        ("status:new !pending", True),
        ("!closed", False),
        ("status:all", False),
        ("status:open,closed", False),
        ("resolved:<30d", False),
        ("!code:known_fix", True),
        ("number:12", False),
    ],
)
def test_only_open_tickets_are_meant_unless_something_says_otherwise(
    typed: str, shown: bool
) -> None:
    assert asked(typed).only_open is shown


def test_a_field_that_is_typed_takes_the_place_of_the_views() -> None:
    view = Filter.of(assignee="maja", site="poznan")
    assert view.narrowed(asked("@nobody jam")) == Filter.of(
        site="poznan", assignee=NOBODY, words="jam"
    )
    assert view.narrowed(asked("!site:gdansk")).terms[:2] == view.terms


def midnight(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, tzinfo=STOCKHOLM).astimezone(UTC)


@pytest.mark.parametrize(
    ("typed", "ahead", "moments"),
    [
        ("overdue", True, Moments(until=NOW)),
        ("soon", True, Moments(NOW, NOW + SOON)),
        ("<2h", True, Moments(until=NOW + timedelta(hours=2))),
        ("<2d", False, Moments(since=NOW - timedelta(days=2))),
        ("2d", False, Moments(since=NOW - timedelta(days=2))),
        (">1w", False, Moments(until=NOW - timedelta(days=7))),
        ("today", False, Moments(midnight(28), midnight(29))),
        ("yesterday", False, Moments(midnight(27), midnight(28))),
        ("week", False, Moments(midnight(23), midnight(30))),
        ("last-month", False, Moments(midnight(1, 10), midnight(1))),
        ("2026-11", False, Moments(midnight(1), midnight(1, 12))),
        ("2026-10-24..2026-10-25", False, Moments(midnight(24, 10), midnight(26, 10))),
        ("..2026-11-03", False, Moments(until=midnight(4))),
        (">2026-11-03", False, Moments(since=midnight(4))),
        ("<=2026-11-03", False, Moments(until=midnight(4))),
        ("none", False, Moments(none=True)),
    ],
)
def test_times_mean_moments_in_the_zone_of_whoever_looks(
    typed: str, ahead: bool, moments: Moments
) -> None:
    assert when(typed, 0, ahead=ahead).at(NOW, STOCKHOLM, SOON) == moments


def test_a_day_on_which_the_clocks_change_has_its_own_length() -> None:
    day = When("2026-10-25").at(NOW, STOCKHOLM, SOON)
    assert day.since is not None
    assert day.until is not None
    assert day.until - day.since == timedelta(hours=25)


@given(st.text(max_size=60) | LIKE_A_QUERY)
def test_a_filter_as_it_is_typed_is_read_back_as_the_same(typed: str) -> None:
    found = understood(typed)
    if isinstance(found, Filter):
        again = spelt(found, "maja", "front-office")
        assert asked(again) == found


def test_a_kept_view_means_whoever_looks() -> None:
    assert spelt(asked("@me team:network !@nobody"), "maja", "front-office") == (
        "@me team:network !@nobody"
    )


@pytest.mark.parametrize(
    ("typed", "vague"),
    [
        ("p", True),
        ("pr", False),
        ("7", True),
        ("42", False),
        ("@me x", True),
        ("case b", True),
        ("b case", False),
        ("pri:1", False),
    ],
)
def test_a_single_letter_is_nothing_yet_to_look_for(typed: str, vague: bool) -> None:
    assert asked(typed).vague is vague


def test_a_state_that_means_all_or_all_open_leaves_nothing_out() -> None:
    assert asked("status:all").terms_but_state == ()
    assert asked("status:open").terms_but_state == ()
    for typed in ("status:closed", "!closed", "!status:all", "pri:1", "printer", "@me"):
        assert asked(typed).terms_but_state == asked(typed).terms
