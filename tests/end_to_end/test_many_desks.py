"""Eight desks claim and note on one store at once: no update is lost, nobody sees a lock."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from frontdesk import desk
from frontdesk.desk.inputs import NewTicket
from frontdesk.store import chains
from frontdesk.store.place import Place
from frontdesk.store.reader import connect
from tests.conftest import Enter
from tests.end_to_end.desks_at_work import DESKS

ROOT = Path(__file__).parents[2]
TICKETS = 6
CLAIMS = {"take": {"status", "assignee_id"}, "unassign": {"assignee_id"}, "edit": {"urgency"}}
"""What each verb that names a version touches at least; the status counts always."""


@pytest.mark.parametrize(
    ("operations", "seconds"),
    [
        pytest.param(30, 0, id="some"),
        pytest.param(0, 20, id="20s", marks=pytest.mark.long),
        pytest.param(0, 60, id="60s", marks=pytest.mark.long),
    ],
)
def test_eight_desks_on_one_store_lose_nothing(
    enter: Enter, place: Path, tmp_path: Path, operations: int, seconds: int
) -> None:
    maja = enter("maja")
    for n in range(TICKETS):
        desk.intake.open_ticket(maja, NewTicket(subject=f"shared {n}"), route_it=False)
    maja.close()
    folder = tmp_path / "said"
    folder.mkdir()
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.end_to_end.desks_at_work"),
            *(str(place), str(folder), str(operations), str(seconds)),
        ],
        cwd=ROOT, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stderr == ""
    assert done.returncode == 0
    said = [
        json.loads(line)
        for path in sorted(folder.iterdir())
        for line in path.read_text("utf-8").splitlines()
    ]
    assert len(list(folder.iterdir())) == len(DESKS)
    assert len(said) >= max(operations, 1) * len(DESKS)
    with closing(connect(Place(place))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert chains.verify(connection).findings == ()
        nobody_saw_a_lock(said)
        every_answer_is_true(connection, said)
        nothing_seen_was_overwritten(connection, said)
        every_ticket_is_what_its_history_says(connection)


def nobody_saw_a_lock(said: list[dict[str, Any]]) -> None:
    refusals = Counter(one["refused"] for one in said if "refused" in one)
    assert set(refusals) <= {"OvertakenError", "RefusedError"}, refusals
    assert not [one for one in said if "locked" in one.get("words", "").lower()]


class Written(NamedTuple):
    """An event, as far as it is compared with what a desk was told."""

    event: int
    number: int
    seq: int
    verb: str


def written(connection: sqlite3.Connection) -> dict[str, list[Written]]:
    """The events of every operation, in their order."""
    found: dict[str, list[Written]] = {}
    for operation, *event in connection.execute(
        "SELECT operation, id, subject_id, seq, verb FROM event WHERE seq > 1 ORDER BY id"
    ):
        found.setdefault(operation, []).append(Written(*event))
    return found


def every_answer_is_true(connection: sqlite3.Connection, said: list[dict[str, Any]]) -> None:
    """What was acknowledged is there, once; what was refused has left nothing."""
    kept = written(connection)
    for one in said:
        if "event" in one:
            own, *_later = events = kept.pop(one["operation"])
            assert (own.number, own.verb) == (one["number"], one["verb"])
            # What matters is decided about again, by the same act.
            assert [each.verb for each in events[1:]] in ([], ["decide"])
            assert (events[-1].event, events[-1].seq) == (one["event"], one["version"])
        else:
            assert one["operation"] not in kept
    assert kept == {}
    noted = connection.execute("SELECT count(*) FROM message").fetchone()[0]
    assert noted == sum(one["verb"] == "note" and "event" in one for one in said)


def nothing_seen_was_overwritten(
    connection: sqlite3.Connection, said: list[dict[str, Any]]
) -> None:
    """Between what a desk had seen and what it wrote, nobody changed what it touched."""
    changed = {
        (number, seq): set(json.loads(after))
        for number, seq, after in connection.execute("SELECT subject_id, seq, after FROM event")
    }
    kept, checked = written(connection), 0
    for one in said:
        if "event" not in one or one["verb"] not in CLAIMS:
            continue
        own = kept[one["operation"]][0].seq
        touched = {"status"} | CLAIMS[one["verb"]] & changed[one["number"], own]
        for seq in range(one["seen"] + 1, own):
            assert not touched & changed[one["number"], seq], one
            checked += 1
    assert checked > 0 or len(said) < 1000


def every_ticket_is_what_its_history_says(connection: sqlite3.Connection) -> None:
    for number in range(1, TICKETS + 1):
        told: dict[str, Any] = {}
        for (after,) in connection.execute(
            "SELECT after FROM event WHERE subject = 'ticket' AND subject_id = ? ORDER BY seq",
            (number,),
        ):
            told |= json.loads(after)
        row = connection.execute(
            "SELECT status, assignee_id, team_id, urgency, priority FROM ticket WHERE id = ?",
            (number,),
        ).fetchone()
        names = ("status", "assignee_id", "team_id", "urgency", "priority")
        assert row == tuple(told.get(name) for name in names)
