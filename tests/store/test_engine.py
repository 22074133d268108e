"""Every connection has what durability needs, or there is none; a write is one from its start."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import event, text

from frontdesk.errors import CalledOffError, StoreError
from frontdesk.store import engine as engines
from frontdesk.store.engine import PRAGMAS, make_engine, set_pragmas
from frontdesk.store.place import Place
from frontdesk.store.reading import Reading
from frontdesk.store.unit import Store


def test_every_connection_reads_back_what_was_set(store: Store) -> None:
    with store.read() as one, store.read() as other:
        for connection in (one, other):
            for name, (_value, expected) in PRAGMAS.items():
                assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == expected, name


def test_a_store_that_takes_no_write_ahead_log_is_refused() -> None:
    connection = sqlite3.connect(":memory:")
    with pytest.raises(StoreError, match="refuses journal_mode"):
        set_pragmas(connection)
    connection.close()


def test_a_store_without_foreign_keys_is_refused(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    off = {**PRAGMAS, "foreign_keys": ("OFF", 1)}
    monkeypatch.setattr(engines, "PRAGMAS", off)
    with pytest.raises(StoreError, match="refuses foreign_keys"):
        Store.open(place)


def test_a_write_begins_as_one_and_a_look_does_not(place: Path) -> None:
    opened = Store(Place(place), make_engine(Place(place)))
    said: list[str] = []
    event.listen(
        opened.engine, "before_cursor_execute", lambda _c, _cur, sql, *_rest: said.append(sql)
    )
    with opened.write():
        pass
    with opened.read() as connection:
        connection.execute(text("SELECT 1"))
    opened.close()
    assert said[0] == "BEGIN IMMEDIATE"
    assert said[1] == "BEGIN"


def test_a_second_writer_waits_and_sees_what_the_first_wrote(store: Store) -> None:
    seen: list[int] = []
    add = text("UPDATE agent SET capacity = capacity + 1 WHERE login = 'maja'")
    look = text("SELECT capacity FROM agent WHERE login = 'maja'")

    def second() -> None:
        with store.write() as unit:
            seen.append(unit.session.execute(look).scalar_one())
            unit.session.execute(add)
            unit.commit()

    with store.write() as unit:
        before = unit.session.execute(look).scalar_one()
        thread = threading.Thread(target=second)
        thread.start()
        unit.session.execute(add)
        unit.commit()
    thread.join()
    assert seen == [before + 1]


def test_a_unit_that_is_not_committed_leaves_nothing(store: Store) -> None:
    with store.write() as unit:
        unit.session.execute(text("DELETE FROM agent_skill"))
    with store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM agent_skill")).scalar() == 1


def test_a_busy_store_is_said_to_be_busy(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0)
    monkeypatch.setattr(engines, "PRAGMAS", {**PRAGMAS, "busy_timeout": ("0", 0)})
    opened = Store.open(place)
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="is busy"), opened.write():
        pass
    other.execute("ROLLBACK")
    other.close()
    opened.close()


def test_a_path_may_hold_what_addresses_may_not(tmp_path: Path, template: Path) -> None:
    odd = tmp_path / "a ?b=c%41#d.db"
    odd.write_bytes(template.read_bytes())
    opened = Store.open(odd)
    assert opened.watch.changes(None) == (0, frozenset())
    opened.close()
    assert {path.name for path in tmp_path.iterdir()} == {odd.name}


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


def test_a_reading_is_called_off_from_another_thread_and_the_store_reads_on(store: Store) -> None:
    reading, begun = Reading(), threading.Event()
    ended: list[type[BaseException]] = []

    def read() -> None:
        try:
            with store.read(reading) as connection:
                begun.set()
                connection.exec_driver_sql(ENDLESS)
        except CalledOffError as error:
            ended.append(type(error))

    thread = threading.Thread(target=read)
    thread.start()
    assert begun.wait(30)
    while thread.is_alive():
        # Too early, it meets nothing under way, and does no harm.
        reading.call_off()
        thread.join(0.01)
    assert ended == [CalledOffError]
    with store.read(reading) as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1


def test_who_has_the_connection_next_is_not_called_off(store: Store) -> None:
    reading = Reading()
    with store.read(reading) as connection:
        driver = connection.connection.driver_connection
    with store.read() as connection:
        assert connection.connection.driver_connection is driver
        rows = connection.exec_driver_sql(ENDLESS.replace("SELECT max(i)", "SELECT i"))
        assert rows.fetchone() == (1,)
        reading.call_off()
        assert rows.fetchone() == (2,)
