"""Power, disk and other programs: what was acknowledged stays, what was not leaves nothing."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from frontdesk.store import chains
from frontdesk.store.place import Place
from frontdesk.store.reader import connect
from tests.store.writing import ROOT, started


def events(place: Path) -> set[int]:
    """The events of a store that verifies; the file is sound too."""
    with closing(connect(Place(place))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert chains.verify(connection).findings == ()
        return {number for (number,) in connection.execute("SELECT id FROM event")}


@pytest.mark.parametrize(("kind", "after"), [("note", 1), ("note", 40), ("call", 15)])
def test_nothing_acknowledged_is_lost_when_a_desk_is_killed(
    place: Path, kind: str, after: int
) -> None:
    with started(place, kind, 100_000) as writer:
        assert writer.stdout is not None
        acknowledged = {int(writer.stdout.readline()) for _ in range(after)}
        writer.kill()  # SIGKILL: nothing is tidied up
        acknowledged |= {int(line) for line in writer.stdout.read().split("\n")[:-1]}
    assert len(acknowledged) >= after
    assert acknowledged <= events(place)


FULL = """
import resource, signal, sys
from pathlib import Path
from frontdesk import desk
from frontdesk.desk.inputs import NewTicket
from frontdesk.errors import StoreError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Path(sys.argv[1])
office = desk.office.Office.open(store, "maja")
desk.intake.open_ticket(office, NewTicket(subject="before"))
room = max(path.stat().st_size for path in store.parent.glob("desk.db*")) + 150_000
resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
done = []
try:
    for n in range(100):
        new = NewTicket(subject=f"call {n}", words=f"{n} " * 20_000)
        done.append(desk.intake.open_ticket(office, new).numbers[0])
except StoreError as error:
    assert error.exit_code == 3, error
    sys.stdout.write(f"{error}\\n")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
done.append(desk.intake.open_ticket(office, NewTicket(subject="after")).numbers[0])
office.close()
sys.stdout.write(f"{done}\\n")
"""


def test_a_full_disk_changes_nothing_and_work_goes_on_afterwards(place: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(place)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    said, numbers = done.stdout.splitlines()
    assert "full or failing" in said
    assert "nothing was changed; make room" in said
    assert done.stderr == ""
    events(place)
    with closing(connect(Place(place))) as connection:
        there = [n for (n,) in connection.execute("SELECT id FROM ticket WHERE id > 1")]
    assert str(there) == numbers


MEDDLER = """
import sqlite3, sys
for line in sys.stdin:
    with open(sys.argv[1], "rb") as file:  # a backup program, a virus scanner
        file.read()
    connection = sqlite3.connect(sys.argv[1])  # somebody's shell, as it comes
    connection.execute("SELECT count(*) FROM event").fetchall()
    connection.close()
    sys.stdout.write("done\\n")
    sys.stdout.flush()
"""


def test_other_programs_may_look_at_the_file_while_desks_write(place: Path) -> None:
    command = [sys.executable, "-c", MEDDLER, str(place)]
    with (
        started(place, "note", 25) as one,
        started(place, "note", 25, "ola") as two,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as meddler,
    ):
        assert meddler.stdin is not None
        assert meddler.stdout is not None
        looks = 0
        while one.poll() is None or two.poll() is None:
            meddler.stdin.write("look\n")
            meddler.stdin.flush()
            assert meddler.stdout.readline() == "done\n"
            looks += 1
        meddler.stdin.close()
        acknowledged = {
            int(line) for desk in (one, two) if desk.stdout for line in desk.stdout.read().split()
        }
        errors = [desk.stderr.read() for desk in (one, two) if desk.stderr]
    assert errors == ["", ""]
    assert looks > 0
    assert len(acknowledged) == 2 * 24  # the first of each was read when it started
    assert acknowledged <= events(place)
