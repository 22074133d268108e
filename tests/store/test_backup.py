"""A backup counts when it has been opened; it never harms the store or a backup that is there."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk.inputs import NewTicket
from frontdesk.errors import BadInputError, RefusedError, StoreError
from frontdesk.store import backup, chains
from frontdesk.store.place import Place
from frontdesk.store.unit import Store
from tests.conftest import Enter
from tests.store.writing import started


def test_a_backup_holds_everything_and_opens_as_a_store(enter: Enter, tmp_path: Path) -> None:
    berit = enter("berit")
    desk.intake.open_ticket(berit, NewTicket(subject="printer", words="jams"))
    saved = desk.trust.backup(berit, tmp_path / "saved.db")
    assert saved.audit.intact
    assert saved.events == desk.trust.verify(berit).events - 1  # its own event came after
    copy = Store.open(saved.path)
    with copy.read() as connection:
        assert connection.exec_driver_sql("SELECT subject FROM ticket").scalars().all() == [
            "printer"
        ]
    copy.close()


def test_it_stands_on_the_trail_and_is_a_supervisors(enter: Enter, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="supervisors"):
        desk.trust.backup(enter("maja"), tmp_path / "saved.db")
    assert not (tmp_path / "saved.db").exists()
    berit = enter("berit")
    desk.trust.backup(berit, tmp_path / "saved.db")
    with berit.store.read() as connection:
        row = connection.exec_driver_sql("SELECT verb, subject, actor FROM event").one()
    assert tuple(row) == ("backup", "store", "berit")


def test_it_does_not_stand_in_the_way_of_undo(enter: Enter, tmp_path: Path) -> None:
    berit = enter("berit")
    desk.intake.open_ticket(berit, NewTicket(subject="printer"))
    desk.assign.take(berit, [1])
    desk.trust.backup(berit, tmp_path / "saved.db")
    assert desk.undo.undo(berit).numbers == (1,)


def test_a_backup_is_one_file_as_private_as_the_store(enter: Enter, tmp_path: Path) -> None:
    berit = enter("berit")
    berit.store.place.path.chmod(0o600)
    folder = tmp_path / "backups"
    folder.mkdir()
    desk.trust.backup(berit, folder / "saved.db")
    assert [path.name for path in folder.iterdir()] == ["saved.db"]
    assert stat.S_IMODE((folder / "saved.db").stat().st_mode) == 0o600


def test_it_verifies_while_another_process_writes(place: Path, tmp_path: Path) -> None:
    with started(place, "note", 10_000) as writer:
        saved = backup.save(Place(place), tmp_path / "saved.db")
        assert writer.poll() is None
    assert saved.audit.intact
    assert saved.events > 0
    with closing(sqlite3.connect(tmp_path / "saved.db")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with closing(sqlite3.connect(place, isolation_level=None)) as there:
        assert chains.verify(there).intact


def test_the_store_itself_is_refused(enter: Enter, place: Path, tmp_path: Path) -> None:
    berit = enter("berit")
    os.link(place, tmp_path / "same.db")
    (tmp_path / "link.db").symlink_to(place)
    for file in (place, tmp_path / "same.db", tmp_path / "link.db", f"{place}-wal"):
        with pytest.raises(BadInputError, match="is the store itself"):
            desk.trust.backup(berit, file, keep=3)


@pytest.mark.parametrize(
    ("file", "keep", "why"),
    [
        ("there.db", None, "exists"),
        (".", None, "is a folder"),
        ("no/such/folder.db", None, "there is no folder"),
        ("new.db", 0, "keeps nothing"),
    ],
)
def test_what_cannot_be_a_backup_is_refused(
    enter: Enter, tmp_path: Path, file: str, keep: int | None, why: str
) -> None:
    (tmp_path / "there.db").write_text("precious")
    with pytest.raises(BadInputError, match=why):
        desk.trust.backup(enter("berit"), tmp_path / file, keep=keep)
    assert (tmp_path / "there.db").read_text() == "precious"


def test_so_many_are_kept_as_asked_for(enter: Enter, tmp_path: Path) -> None:
    berit = enter("berit")
    folder = tmp_path / "backups"
    folder.mkdir()
    events = [desk.trust.backup(berit, folder / "b.db", keep=3).events for _ in range(5)]
    assert sorted(path.name for path in folder.iterdir()) == ["b.db", "b.db.1", "b.db.2"]
    kept = [backup.examine(Place(folder / name)).events for name in ("b.db", "b.db.1", "b.db.2")]
    assert kept == events[:1:-1]


def test_a_copy_that_does_not_verify_replaces_nothing(
    enter: Enter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    berit = enter("berit")
    desk.trust.backup(berit, tmp_path / "b.db", keep=2)
    before = (tmp_path / "b.db").read_bytes()
    real = backup._copy

    def torn(place: Place, beside: Path) -> None:
        real(place, beside)
        with beside.open("r+b") as file:
            file.seek(4096 * 3)
            file.write(b"\xff" * 4096)

    monkeypatch.setattr(backup, "_copy", torn)
    with pytest.raises(StoreError, match="does not verify"):
        desk.trust.backup(berit, tmp_path / "b.db", keep=2)
    assert (tmp_path / "b.db").read_bytes() == before
    assert not list(tmp_path.glob("*.tmp*"))


def test_a_full_disk_leaves_no_half_backup(place: Path, tmp_path: Path) -> None:
    code = (
        "import resource, sys; from frontdesk.store import backup; "
        "from frontdesk.store.place import Place; from frontdesk.errors import StoreError\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        f"try: backup.save(Place({place!r}), {str(tmp_path / 'b.db')!r})\n"
        "except StoreError as error: print(error)\n"
    ).replace("PosixPath(", "__import__('pathlib').Path(")
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "full or failing" in done.stdout
    assert not list(tmp_path.glob("b.db*"))
