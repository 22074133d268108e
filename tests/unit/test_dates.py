from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk import dates
from frontdesk.decision.wording.voice import english
from frontdesk.i18n import use
from frontdesk.text import width

LANGUAGES = ("en", "sv", "pl")
PATTERNS = (
    dates.DAY, dates.MOMENT, dates.SHORT_DAY, dates.SHORT_MOMENT, dates.LONG_DAY, dates.MONTH,
    dates.WEEKDAY, dates.WEEKDAY_HOUR, dates.WEEKDAY_MOMENT,
)  # fmt: skip
AT = datetime(2026, 5, 3, 14, 7, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use("en")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("2026-05-03", "2026-05-03 14:07", "3 May", "3 May 14:07", "Sunday 3 May 2026")),
        ("sv", ("2026-05-03", "2026-05-03 14:07", "3/5", "3/5 14:07", "söndag 3 maj 2026")),
        ("pl", ("3.05.2026", "3.05.2026 14:07", "3.05", "3.05 14:07", "niedziela, 3 maja 2026")),
    ],
)
def test_days_and_moments_are_written_as_the_language_does(
    language: str, said: tuple[str, ...]
) -> None:
    use(language)
    ways = (dates.day, dates.moment, dates.short_day, dates.short_moment, dates.long_day)
    assert tuple(way(AT) for way in ways) == said
    assert dates.clock(AT) == "14:07"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_day_of_a_year_is_told_apart_and_fits_its_column(language: str) -> None:
    use(language)
    days = [date(2028, 1, 1) + timedelta(days=n) for n in range(366)]
    for way, cells in ((dates.short_day, 6), (dates.day, 10), (dates.long_day, 40)):
        said = [way(each) for each in days]
        assert len(set(said)) == 366
        assert max(map(width, said)) <= cells
    assert len({dates.month(each) for each in days}) == 12
    assert max(width(dates.written(each, dates.WEEKDAY)) for each in days) <= 7


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pattern", PATTERNS)
@given(at=st.datetimes(timezones=st.just(UTC)))
def test_no_letter_of_a_pattern_is_left_in_what_is_shown(
    language: str, pattern: str, at: datetime
) -> None:
    use(language)
    said = dates.written(at, pattern)
    assert not any(each in said.split() for each in ("y", "MM", "MMM", "dd", "EEE", "HH", "mm"))
    assert dates.written(at, pattern, english) == english_of(at, pattern)


def english_of(at: datetime, pattern: str) -> str:
    use("en")
    return dates.written(at, pattern)


OWN = re.compile(r"strftime|:%[A-Za-z]|\.isoformat\(")
SCRIPTS = {"failing.py", "shapes.py", "sheet.py"}
"""What names files, and what scripts read."""


@pytest.mark.parametrize("room", ["screens", "widgets", "cli", "rows", "timing"])
def test_no_room_that_speaks_to_people_writes_a_day_in_its_own_way(room: str) -> None:
    folder = Path(dates.__file__).parent / room
    files = [each for each in folder.rglob("*.py") if each.name not in SCRIPTS]
    assert files
    own = {each.name for each in files if OWN.search(each.read_text("utf-8"))}
    assert not own
