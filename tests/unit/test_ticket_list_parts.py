"""The parts of the ticket list that need no screen: pages and columns."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from rich.cells import cell_len

from frontdesk.presence import tag
from frontdesk.rows import ListRow, PresentRow
from frontdesk.terms import Clock, Doing, Pending, Priority, Status
from frontdesk.timing.glance import Haste, age, due
from frontdesk.widgets.ticket_columns import (
    Column,
    fit,
    heading,
    line,
    where,
)
from frontdesk.widgets.ticket_pages import KEPT, PAGE, Pages
from tests.screens.rows import NOW, SUBJECT
from tests.screens.rows import row as any_row


def row(number: int = 4127, **fields: object) -> ListRow:
    """A new one, of the first priority, opened twelve minutes ago."""
    fields = {"subject": SUBJECT, "status": Status.NEW, "priority": Priority.P1, **fields}
    return any_row(number, **{"opened_at": NOW - timedelta(minutes=12), **fields})


def rows(first: int, count: int) -> list[ListRow]:
    return [row(number) for number in range(first, first + count)]


@pytest.mark.parametrize("wide", [40, 52, 60, 72, 80, 100, 128, 142, 200])
@pytest.mark.parametrize("subject", ["plain", "漢字" * 60, "e\u0301" * 80, "", "\x1b[31m[/x] " * 9])
def test_a_line_fills_its_width_exactly(wide: int, subject: str) -> None:
    columns = fit(wide)
    cells = line(row(subject=subject), columns, NOW, marked=True)
    assert 1 + sum(cell_len(text) for text, _style in cells) == wide
    assert cell_len(heading(columns)) == wide


def present(login: str, doing: Doing = Doing.OPEN) -> PresentRow:
    return PresentRow(4127, login, login.title(), doing, NOW)


@pytest.mark.parametrize("wide", [40, 52, 60, 72, 80, 100, 128, 142, 200])
@pytest.mark.parametrize("subject", ["plain", "漢字" * 60, "e\u0301" * 80, ""])
@pytest.mark.parametrize("login", ["ola", "x" * 64, "漢字" * 20, "\x1b[31m"])
def test_who_else_has_it_open_pushes_nothing_out_of_its_place(
    wide: int, subject: str, login: str
) -> None:
    ticket, columns = row(subject=subject), fit(wide)
    alone = "".join(text for text, _style in line(ticket, columns, NOW))
    others = (present(login, Doing.WRITING), present("emil"))
    cells = line(ticket, columns, NOW, others=others)
    text = "".join(text for text, _style in cells)
    assert 1 + cell_len(text) == wide
    here = next(text for text, style in cells if style == "present")
    assert here.startswith("✎")
    assert here.endswith("+1 ")

    def ends(line: str) -> tuple[int, int]:
        return cell_len(line[: line.index("4127")]), cell_len(line[: line.rindex("12m")])

    assert ends(text) == ends(alone)


@pytest.mark.parametrize(
    ("cells", "said"), [(9, "✎ola+2"), (6, "✎ola+2"), (5, "✎o…+2"), (3, "✎+2"), (1, "✎"), (0, "")]
)
def test_of_several_the_glyph_stays_longest(cells: int, said: str) -> None:
    others = [present("ola", Doing.WRITING), present("emil"), present("maja")]
    assert tag(others, cells) == said
    assert tag([], cells) == ""


@pytest.mark.parametrize("wide", [40, 60, 80, 200])
def test_number_subject_and_age_are_never_left_out(wide: int) -> None:
    columns = fit(wide, digits=7)
    text = "".join(text for text, _style in line(row(1234567), columns, NOW))
    assert "1234567" in text
    assert "12m" in text
    assert columns.of(Column.SUBJECT) >= 10


def test_priority_and_state_are_letters_and_glyphs() -> None:
    assert "1!" in "".join(text for text, _style in line(row(), fit(80), NOW))
    waiting = row(status=Status.PENDING, pending=Pending.VENDOR)
    assert where(waiting) == "⏸ L1 front-office"
    assert due(waiting, NOW) == ("⏸ vendor", Haste.NONE)
    late = replace(waiting, due_at=NOW, due_clock=Clock.NEXT_UPDATE)
    assert where(late) == "⏸ vendor"
    assert where(row(assignee="maja", status=Status.IN_PROGRESS)) == "▶ L1 maja"


@pytest.mark.parametrize(
    ("left", "clock", "cell"),
    [
        (130, Clock.RESOLUTION, ("2h 10m", Haste.TIME)),
        (41, Clock.RESOLUTION, ("41m", Haste.SOON)),
        (-35, Clock.FIRST_RESPONSE, ("−35m", Haste.LATE)),
        (41, Clock.CALLBACK, ("☎ 41m", Haste.SOON)),
        (-3 * 24 * 60, Clock.CALLBACK, ("☎ −3d", Haste.LATE)),
    ],
)
def test_when_it_is_due_is_a_sign_and_a_haste(
    left: int, clock: Clock, cell: tuple[str, Haste]
) -> None:
    one = row(due_at=NOW + timedelta(minutes=left), due_clock=clock)
    assert due(one, NOW) == cell


def test_an_agreed_call_shows_the_number_to_dial_where_the_holder_stood() -> None:
    call = row(status=Status.PENDING, pending=Pending.CALLBACK, callback="+46 8 555 020 14")
    assert "+46 8 555 020 14" in "".join(text for text, _ in line(call, fit(120), NOW))
    assert "+46855502014" in "".join(text for text, _ in line(call, fit(80), NOW))


def test_what_has_ended_or_is_not_promised_shows_its_age() -> None:
    assert due(row(), NOW) == ("12m", Haste.NONE)
    assert due(row(status=Status.CLOSED, due_at=NOW), NOW) == ("12m", Haste.NONE)


def test_a_draft_shows_before_news() -> None:
    cells = line(row(draft=True), fit(80), NOW, fresh=True)
    assert cells[1][0].strip() == "✎"
    assert line(row(), fit(80), NOW, fresh=True)[1][0].strip() == "●"


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=59), "59m"),
        (timedelta(hours=2, minutes=7), "2h07"),
        (timedelta(hours=30), "30h"),
        (timedelta(days=99), "99d"),
        (timedelta(days=400), "57w"),
        (timedelta(days=5000), "13y"),
        (timedelta(days=-1), "now"),
    ],
)
def test_an_age_takes_five_cells_at_most(span: timedelta, shown: str) -> None:
    assert age(NOW - span, NOW) == shown


def test_pages_in_sight_are_wanted_before_their_neighbours() -> None:
    pages = Pages(count=1_000)
    assert pages.wanted(310, 330) == [300, 400, 200]
    pages.put(300, rows(300, PAGE), PAGE)
    assert pages.wanted(310, 330) == [400, 200]
    assert pages.row(310) == row(310)
    assert pages.index(310) == 310


def test_nothing_is_wanted_beyond_the_end() -> None:
    pages = Pages()
    pages.put(0, rows(0, 7), 2 * PAGE)
    assert pages.count == 7
    assert pages.wanted(0, 20) == []


def test_a_short_first_window_is_read_again_whole_once_counted() -> None:
    pages = Pages()
    pages.put(0, rows(0, 50), 50)
    assert pages.wanted(0, 20) == [PAGE]
    pages.count = 80
    assert pages.wanted(0, 20) == [0]


def test_a_long_journey_keeps_few_pages() -> None:
    pages = Pages(count=1_000_000)
    for offset in range(0, 100 * PAGE, PAGE):
        pages.put(offset, rows(offset, PAGE), PAGE)
    held = [at for at in range(0, 100 * PAGE, PAGE) if pages.row(at) is not None]
    assert len(held) == KEPT
    assert pages.index(0) is None
