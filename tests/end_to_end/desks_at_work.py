"""Eight desks in eight processes on one store, for tests; what each was told, it writes down.

``python -m tests.end_to_end.desks_at_work STORE FOLDER OPERATIONS SECONDS``: each desk does so many
operations, or goes on for so many seconds (0: only the one that is given counts). In FOLDER lies
a file of each desk, one JSON document for each operation: what it asked for, and the answer.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
import traceback
from pathlib import Path

from frontdesk import desk, insight
from frontdesk.desk.office import Office, draw
from frontdesk.errors import FrontdeskError
from frontdesk.rows import Done, TicketRow

DESKS = ("maja", "ola", "berit", "root", "maja", "ola", "berit", "root")
URGENCIES = ("low", "normal", "high", "critical")


def main(store: str, folder: str, operations: int, seconds: float) -> int:
    """Start all desks at once and wait for them; gives how many of them fell over."""
    fallen = 0
    children = []
    for number, login in enumerate(DESKS):
        child = os.fork()
        if child == 0:
            try:
                _desk(store, login, number, Path(folder) / f"{number}.jsonl", operations, seconds)
            except BaseException:  # noqa: BLE001  a child must not go on as its parent
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        children.append(child)
    for child in children:
        _pid, status = os.waitpid(child, 0)
        fallen += status != 0
    return fallen


def _desk(store: str, login: str, seed: int, log: Path, operations: int, seconds: float) -> None:
    choose = random.Random(seed)
    office = Office.open(store, login)
    numbers = [row.number for row in insight.tickets.find(office.store, "shared", 100)]
    end = time.monotonic() + seconds
    done = 0
    with log.open("w", encoding="utf-8") as file:
        while done < operations or (not operations and time.monotonic() < end):
            done += 1
            seen = insight.tickets.ticket(office.store, choose.choice(numbers))
            verb = choose.choice(("take", "note", "note", "unassign", "edit"))
            operation = draw()
            said: dict[str, object] = {
                "verb": verb, "number": seen.number, "seen": seen.version, "operation": operation,
            }  # fmt: skip
            try:
                result = _do(office, verb, seen, operation, choose)
                said |= {"event": result.changes[0].event, "version": result.changes[0].version}
            except FrontdeskError as error:
                said |= {"refused": type(error).__name__, "words": str(error)}
            file.write(json.dumps(said) + "\n")
    office.close()


def _do(office: Office, verb: str, seen: TicketRow, operation: str, choose: random.Random) -> Done:
    numbers, expect = [seen.number], seen.version
    if verb == "take":
        return desk.assign.take(office, numbers, expect=expect, operation=operation)
    if verb == "unassign":
        return desk.assign.unassign(office, numbers, expect=expect, operation=operation)
    if verb == "edit":
        urgency = choose.choice([word for word in URGENCIES if word != seen.urgency])
        changes = {"urgency": urgency}
        return desk.edit.edit(office, numbers, changes, expect=expect, operation=operation)
    return desk.work.note(office, numbers, text=f"note {operation}", operation=operation)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])))
