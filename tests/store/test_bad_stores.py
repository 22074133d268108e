"""Whatever lies where the store should be: one line that says what it is, and what to do."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk.office import Office
from frontdesk.errors import RefusedError, StoreError
from frontdesk.store import place as places
from frontdesk.store.unit import Store
from tests.conftest import Enter

ROOT = os.geteuid() == 0


def lines(error: StoreError) -> None:
    """A title and a hint, each one line, and the exit code of an unusable store."""
    assert error.title
    assert error.hint
    assert "\n" not in str(error)
    assert error.exit_code == 3


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "there is no store"),
        (b"", "is empty"),
        (b"x", "is not a frontdesk store"),
        (b"Dear colleague,\nthis is a letter.\n" * 400, "is not a store"),
        (b"SQLite format 3\x00", "is not a store|cannot be used"),
        (b"SQLite format 3\x00" + b"\xff" * 8000, "is not a store|cannot be used"),
    ],
)
def test_what_is_no_store_is_called_so_and_left_as_it_is(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    path = tmp_path / "desk.db"
    if content is not None:
        path.write_bytes(content)
    before = listing(tmp_path)
    with pytest.raises(StoreError, match=why) as caught:
        Store.open(path)
    lines(caught.value)
    findings = desk.trust.doctor(path)
    assert not findings[-1].good
    assert findings[-1].hint
    assert listing(tmp_path) == before


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder") as caught:
        Store.open(tmp_path)
    lines(caught.value)


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is not a frontdesk store") as caught:
        Store.open(path)
    lines(caught.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("version", "why"), [("9999", "newer version"), (None, "not a frontdesk store")]
)
def test_another_schema_is_refused(place: Path, version: str | None, why: str) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("DELETE FROM alembic_version")
        if version:
            connection.execute("INSERT INTO alembic_version VALUES (?)", (version,))
        connection.commit()
    with pytest.raises(StoreError, match=why) as caught:
        Store.open(place)
    lines(caught.value)
    assert [finding.check for finding in desk.trust.doctor(place) if not finding.good] == ["schema"]


@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_place_where_nobody_can_write_is_refused(
    place: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    locked = place.parent if what == "folder" else place
    # Root may write anywhere, so that the answer of the system is given here.
    monkeypatch.setattr(
        places.os, "access", lambda path, mode: not (mode == os.W_OK and Path(path) == locked)
    )
    with pytest.raises(StoreError, match="is read-only") as caught:
        Store.open(place)
    lines(caught.value)


@pytest.mark.skipif(ROOT, reason="root may read and write anything")
@pytest.mark.parametrize(("mode", "why"), [(0o400, "is read-only"), (0o000, "cannot be read")])
def test_a_file_that_the_system_locks_is_refused(place: Path, mode: int, why: str) -> None:
    place.chmod(mode)
    with pytest.raises(StoreError, match=why) as caught:
        Store.open(place)
    lines(caught.value)


def test_a_network_file_system_is_refused(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "file_system", lambda _folder: "nfs4")
    with pytest.raises(StoreError, match=r"network file system \(nfs4\)") as caught:
        Store.open(place)
    lines(caught.value)


def test_the_file_system_of_a_folder_is_the_innermost_mount(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    inner = tmp_path / "my share"
    inner.mkdir()
    shown = str(inner).replace(" ", "\\040")
    mounts.write_text(f"disk / ext4 rw 0 0\nhost:/x {shown} nfs4 rw 0 0\n")
    monkeypatch.setattr(places, "MOUNTS", mounts)
    assert places.file_system(tmp_path) == "ext4"
    assert places.file_system(inner) == "nfs4"


@pytest.mark.parametrize("address", ["postgresql://host/desk", "mysql://x"])
def test_a_store_that_this_version_cannot_keep_is_refused(address: str) -> None:
    with pytest.raises(StoreError, match="in a file only") as caught:
        Store.open(address)
    lines(caught.value)


def test_the_environment_names_the_store_and_the_argument_goes_before(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTDESK_STORE", str(tmp_path / "elsewhere.db"))
    assert places.find().path == tmp_path / "elsewhere.db"
    assert places.find(f"sqlite:///{place}").path == place
    monkeypatch.delenv("FRONTDESK_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert tmp_path / "data" in places.find().path.parents


def test_looking_at_a_store_opens_it_by_the_database_alone(
    place: Path, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plain open and close would drop the locks that this process holds on it."""
    maja = enter("maja")

    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("the store's file was opened")

    for name in ("open", "read_bytes", "read_text"):
        monkeypatch.setattr(Path, name, refuse)
    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr(places, "file_system", lambda _folder: "ext4")
    Store.open(place).close()
    assert desk.trust.verify(maja).intact


def test_the_doctor_says_what_holds_too(enter: Enter, place: Path) -> None:
    findings = desk.trust.doctor(place)
    assert all(finding.good for finding in findings)
    assert {finding.check for finding in findings} == {
        "settings", "schema", "triggers", "file", "references", "search", "chains", "policy",
        "clocks", "attachments",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("DROP TRIGGER event_no_update", "triggers"),
        ("DELETE FROM fix_search WHERE rowid = 1", "search"),
        ("DROP TABLE draft", "schema"),
        ("DELETE FROM policy", "policy"),
        ("DELETE FROM team WHERE id = 1", "references"),
    ],
)
def test_the_doctor_finds_what_is_missing(place: Path, statement: str, check: str) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute(statement)
        connection.commit()
    bad = [finding for finding in desk.trust.doctor(place) if not finding.good]
    assert [finding.check for finding in bad] == [check]
    assert bad[0].hint


def test_a_damaged_page_is_found(place: Path) -> None:
    content = bytearray(place.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    with closing(sqlite3.connect(place)) as connection:
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'requester'"
        ).fetchone()[0]
    content[(root - 1) * size : root * size] = b"\xa5" * size
    place.write_bytes(content)
    bad = [finding for finding in desk.trust.doctor(place) if not finding.good]
    assert bad
    assert bad[0].check in ("file", "store")
    assert bad[0].hint


def test_rebuilding_mends_what_can_be_made_anew(place: Path) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("DROP TRIGGER event_no_update")
        connection.execute("DELETE FROM fix_search")
        connection.commit()
    assert all(finding.good for finding in desk.trust.rebuild(place))


def test_rebuilding_is_for_administrators(place: Path) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("DELETE FROM setting WHERE key = 'demo_actor'")
        connection.commit()
    with pytest.raises(RefusedError, match="for administrators"):
        desk.trust.rebuild(place, "berit")


def test_a_store_without_a_policy_says_so(place: Path) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("DELETE FROM policy")
        connection.commit()
    with pytest.raises(StoreError, match="no policy") as caught:
        Office.open(place, "maja")
    lines(caught.value)
