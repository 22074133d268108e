"""Processes of their own that write to a store and say what was acknowledged, for tests.

Run as a program: ``python -m tests.store.writing STORE LOGIN KIND COUNT``. One line is printed for
each change once its verb has returned: the event's number.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


def write(store: str, login: str, kind: str, count: int) -> None:
    """Work at the desk, one change after another."""
    from frontdesk import desk
    from frontdesk.desk.inputs import NewTicket

    office = desk.office.Office.open(store, login)
    number = desk.intake.open_ticket(office, NewTicket(subject="work", words="to do")).numbers[0]
    for n in range(count):
        if kind == "note":
            done = desk.work.note(office, [number], text=f"note {n} " + "x" * 200)
        else:
            done = desk.intake.open_ticket(office, NewTicket(subject=f"call {n}", words="y" * 500))
        sys.stdout.write(f"{done.changes[0].event}\n")
        sys.stdout.flush()
    office.close()


@contextmanager
def started(
    place: Path, kind: str, count: int, login: str = "maja", prefix: tuple[str, ...] = ()
) -> Iterator[subprocess.Popen[str]]:
    """A process that writes, once it has had its first change acknowledged; ended at the end."""
    command = [sys.executable, "-m", "tests.store.writing", str(place), login, kind, str(count)]
    with subprocess.Popen(
        [*prefix, *command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert first.strip().isdigit(), process.stderr.read() if process.stderr else first
        try:
            yield process
        finally:
            process.kill()


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
