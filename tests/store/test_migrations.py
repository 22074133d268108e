"""Old stores come up to date, whole or not at all, and end up as a fresh one is."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from frontdesk.errors import StoreError
from frontdesk.models import Row
from frontdesk.store import migrate, schema
from frontdesk.store.engine import WRITE, make_engine
from frontdesk.store.place import Place
from frontdesk.store.revisions import REVISIONS
from frontdesk.store.unit import Store


def fresh(path: Path) -> None:
    engine = make_engine(Place(path))
    with engine.connect().execution_options(**{WRITE: True}) as connection, connection.begin():
        schema.create(connection)
    engine.dispose()


def parts(path: Path) -> dict[tuple[str, str], object]:
    """Everything that a store's schema consists of, by kind and name."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
        ).fetchall()
        made: dict[tuple[str, str], object] = {}
        for kind, name, sql in found:
            if kind != "table":
                made[kind, name] = re.sub(r"\s+", " ", sql)
                continue
            columns = connection.execute(f'PRAGMA table_xinfo("{name}")').fetchall()
            body = re.sub(r"\s+", " ", sql)
            # The order of a table's constraints means nothing; that of its columns does.
            clauses = sorted(part.strip(" ,\n\t") for part in sql.split("\n"))
            made[kind, name] = (columns, clauses if "CONSTRAINT" in sql else body)
        return made


def test_a_store_migrated_from_nothing_equals_a_fresh_one(tmp_path: Path) -> None:
    fresh(tmp_path / "fresh.db")
    migrate.run(Place(tmp_path / "migrated.db"))
    one, other = parts(tmp_path / "fresh.db"), parts(tmp_path / "migrated.db")
    assert sorted(one) == sorted(other)
    for part in one:
        assert one[part] == other[part], part
    kinds = {kind for kind, _name in one}
    assert kinds == {"table", "index", "trigger"}
    assert ("table", "ticket_search") in one
    assert ("trigger", "event_next") in one


def test_every_constraint_has_a_name() -> None:
    for table in Row.metadata.tables.values():
        for constraint in table.constraints:
            assert constraint.name, (table.name, constraint)


def test_every_version_has_its_migration() -> None:
    scripts = {path.stem for path in (migrate.SCRIPTS / "versions").glob("[0-9]*.py")}
    assert scripts == set(REVISIONS)


def test_a_store_that_is_up_to_date_is_left_alone(place: Path) -> None:
    before = sorted(place.parent.iterdir())
    assert migrate.upgrade(Place(place)) is None
    assert sorted(place.parent.iterdir()) == before


def test_a_store_without_our_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE x (y)")
        connection.commit()
    with pytest.raises(StoreError, match="is not a frontdesk store"):
        migrate.upgrade(Place(path))


def older(path: Path, monkeypatch: pytest.MonkeyPatch, statement: str) -> Place:
    """Make a store look like version 0000, one statement before the present one."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
        connection.execute("DROP TRIGGER event_no_update")
        connection.commit()
    monkeypatch.setattr(migrate, "REVISIONS", ("0000", *REVISIONS))
    scripts = path.parent / "migrations"
    scripts.mkdir()
    (scripts / "versions").mkdir()
    (scripts / "env.py").write_text((migrate.SCRIPTS / "env.py").read_text())
    (scripts / "versions" / "0000.py").write_text(
        "revision = '0000'\ndown_revision = None\ndef upgrade():\n    pass\n"
    )
    (scripts / "versions" / "0001.py").write_text(
        "from alembic import op\nrevision = '0001'\ndown_revision = '0000'\n"
        f"def upgrade():\n    {statement}\n"
    )
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    return Place(path)


COPIED_TABLE = (
    "from sqlalchemy import Column, String\n"
    "    with op.batch_alter_table('team', recreate='always') as team:\n"
    "        team.add_column(Column('nickname', String()))"
)


def test_an_older_store_is_backed_up_and_brought_up_to_date(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = older(place, monkeypatch, COPIED_TABLE)
    done = migrate.upgrade(old)
    assert done is not None
    assert (done.before, done.after) == ("0000", "0001")
    with closing(sqlite3.connect(done.backup)) as kept:
        assert kept.execute("SELECT version_num FROM alembic_version").fetchone() == ("0000",)
        assert "nickname" not in kept.execute("SELECT sql FROM sqlite_master").fetchall()
    with closing(sqlite3.connect(place)) as now:
        columns = [row[1] for row in now.execute("PRAGMA table_info(team)")]
        assert "nickname" in columns
        assert now.execute("SELECT count(*) FROM agent").fetchone() == (7,)
        triggers = {sql for (sql,) in now.execute("SELECT sql FROM sqlite_master")}
        assert set(schema.TRIGGERS) <= triggers
    Store.open(place).close()


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("op.execute('DELETE FROM team WHERE id = 1')", "rows name others"),
        ("op.execute('no SQL at all')", "brought up to date"),
    ],
)
def test_a_migration_that_fails_changes_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch, statement: str, why: str
) -> None:
    before = parts(place)
    old = older(place, monkeypatch, f"{COPIED_TABLE}\n    {statement}")
    with pytest.raises(StoreError, match=why):
        migrate.upgrade(old)
    after = parts(place)
    del before["trigger", "event_no_update"]  # taken away by ``older``
    assert after == before


def test_opening_and_making_a_store_need_no_alembic(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from frontdesk import desk; "
        f"path = Path({str(tmp_path / 'x.db')!r}); desk.founding.found(path); "
        "desk.trust.doctor(path); desk.office.Office.open(path).close(); "
        "assert not any(name.split('.')[0] == 'alembic' for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
