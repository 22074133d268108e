"""The first window, read without SQLModel, is what the Desk's first view shows."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk.desk.office import Office
from frontdesk.insight import tickets, views
from frontdesk.models import Draft, Ticket
from frontdesk.query import Filter, Order
from frontdesk.rows import ListRow
from frontdesk.store.first import VIEW, first_window
from frontdesk.store.unit import Store
from frontdesk.terms import NEVER, Clock, DraftKind, Pending, Priority, Status
from tests.conftest import Enter
from tests.desks import NOW


def fill(store: Store, n: int = 120) -> None:
    """Tickets of every sort, held by several people or nobody."""
    draw = random.Random(5)
    with store.write() as unit:
        for number in range(1, n + 1):
            status = draw.choice(list(Status))
            waits = status is Status.PENDING
            unit.session.add(
                Ticket(
                    id=number,
                    version=draw.randrange(1, 9),
                    subject=f"żółć <{number}> [b]x[/b] 'quoted' \"twice\"",
                    status=status,
                    open=status.is_open,
                    pending=draw.choice(list(Pending)) if waits else None,
                    pending_until=NOW + timedelta(hours=number) if waits and number % 2 else None,
                    callback_number="+46 8 555 020 14" if waits and number % 4 else None,
                    priority=draw.choice(list(Priority)),
                    category=draw.choice([None, "printing", "access"]),
                    site_id=draw.choice([None, 1]),
                    requester_id=draw.choice([1, 2, 3, 4]),
                    tier=draw.choice([1, 2, 3]),
                    team_id=draw.choice([None, 1, 2]),
                    assignee_id=draw.choice([1, 1, 1, 2, None]),
                    opened_at=NOW - timedelta(minutes=draw.randrange(40)),
                    updated_at=NOW + timedelta(microseconds=number),
                    next_due_at=NOW + timedelta(minutes=number) if number % 3 else NEVER,
                    next_due=draw.choice([Clock.RESOLUTION, Clock.CALLBACK])
                    if number % 3
                    else None,
                )
            )
        unit.session.flush()
        for agent, number in [(1, 0), *((1 + n % 2, n) for n in range(1, n, 3))]:
            for kind in (DraftKind.NOTE, DraftKind.REPLY):
                unit.session.add(Draft(agent_id=agent, ticket_id=number, kind=kind, updated_at=NOW))
        unit.commit()


def window(store: Store, login: str, limit: int) -> list[ListRow]:
    return tickets.window(store, Filter.of(assignee=login), Order.PRIORITY, 0, limit, login)


@pytest.mark.parametrize("limit", [1, 7, 20, 500])
@pytest.mark.parametrize("login", ["maja", "ola", "berit"])
def test_it_equals_the_window_of_the_first_view(
    store: Store, place: Path, login: str, limit: int
) -> None:
    fill(store)
    first = first_window(place, login, limit)
    assert first is not None
    assert list(first.rows) == window(store, login, limit)


def test_the_data_of_the_comparison_are_varied(store: Store, place: Path) -> None:
    fill(store)
    first = first_window(place, "maja", 500)
    assert first is not None
    for column in ListRow.__slots__:
        found = {getattr(row, column) for row in first.rows}
        assert len(found) > 1 or column == "assignee", column
    for column in ("pending", "pending_until", "team", "site", "category", "due_at"):
        assert None in {getattr(row, column) for row in first.rows}, column


def test_it_is_the_view_that_the_desk_shows_first(enter: Enter) -> None:
    view = views.shipped(enter("maja").actor)[0]
    assert view.key == VIEW
    assert view.filter == Filter.of(assignee="maja")
    assert view.order is Order.PRIORITY


def test_it_says_who_is_at_work(place: Path) -> None:
    first = first_window(place, "maja", 5)
    assert first is not None
    assert (first.login, first.name, first.team) == ("maja", "Maja Lindqvist", "front-office")
    assert (first.tier, first.site, first.site_name) == (1, "poznan", "Poznań")


@pytest.mark.parametrize("login", ["maja", None])
@pytest.mark.parametrize("named", ["emil", ""])
@pytest.mark.parametrize("demo", [True, False])
def test_it_means_the_same_person_as_the_office(
    place: Path, monkeypatch: pytest.MonkeyPatch, login: str | None, named: str, demo: bool
) -> None:
    monkeypatch.setenv("FRONTDESK_AS", named)
    if not demo:
        with closing(sqlite3.connect(place)) as connection:
            connection.execute("DELETE FROM setting WHERE key = 'demo_actor'")
            connection.execute("UPDATE agent SET login = 'sys' WHERE login = 'ola'")
            connection.execute("UPDATE agent SET role = 'supervisor' WHERE login = 'sys'")
            connection.commit()
        for module in ("frontdesk.store.first", "frontdesk.desk.office"):
            monkeypatch.setattr(f"{module}.system_login", lambda: "sys")
    office = Office.open(place, login)
    first = first_window(place, login, 5)
    office.close()
    assert first is not None
    assert first.login == office.actor.login


def test_what_cannot_be_read_is_left_to_the_office(place: Path, tmp_path: Path) -> None:
    assert first_window(tmp_path / "nowhere.db", "maja", 5) is None
    assert not (tmp_path / "nowhere.db").exists()
    assert first_window(tmp_path, "maja", 5) is None
    assert first_window("postgresql://x/y", "maja", 5) is None
    assert first_window(place, "nobody", 5) is None
    (tmp_path / "text.db").write_text("no store at all")
    assert first_window(tmp_path / "text.db", "maja", 5) is None
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    assert first_window(place, "maja", 5) is None


def test_it_imports_the_standard_library_alone(place: Path) -> None:
    code = (
        "import sys; from frontdesk.store.first import first_window; "
        f"assert first_window({str(place)!r}, 'maja', 5) is not None; "
        "heavy = {'sqlalchemy', 'sqlmodel', 'pydantic', 'alembic', 'textual', 'platformdirs'}; "
        "assert not heavy & {name.split('.')[0] for name in sys.modules}"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
