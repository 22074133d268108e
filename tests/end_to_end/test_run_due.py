"""Whatever runs it, and however it dies: what time has made due happens exactly once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from frontdesk import desk
from frontdesk.desk.inputs import NewTicket
from frontdesk.store import chains
from frontdesk.store.place import Place
from frontdesk.store.reader import connect
from frontdesk.terms import Channel
from tests import promises
from tests.conftest import Enter
from tests.promises import OFFICE, PROMISES, warning

ROOT = Path(__file__).parents[2]
TICKETS = 30
SHARES = (0.5, 0.75, 1.0)
LATE = datetime(2026, 11, 27, 9, tzinfo=UTC)


def test_ten_processes_and_one_that_is_killed_warn_exactly_once(enter: Enter, place: Path) -> None:
    rules = "".join(warning("resolution", share) for share in SHARES)
    berit = promises.adopt(enter("berit"), OFFICE, PROMISES, rules)
    for n in range(TICKETS):
        new = NewTicket(subject=f"slow {n}", requester="zofia.w", channel=Channel.PHONE)
        desk.intake.open_ticket(berit, new, route_it=False)
    berit.close()
    done = subprocess.run(
        [sys.executable, "-m", "tests.end_to_end.running_due", str(place), LATE.isoformat()],
        cwd=ROOT, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stderr == ""
    assert done.returncode == 0
    with closing(connect(Place(place))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert chains.verify(connection).findings == ()
        said = "SELECT subject_id, after FROM event WHERE verb = 'warn' ORDER BY id"
        given = [(number, json.loads(after)["share"]) for number, after in connection.execute(said)]
    assert Counter(given) == {(n, share): 1 for n in range(1, TICKETS + 1) for share in SHARES}
    for n in range(1, TICKETS + 1):
        assert [share for number, share in given if number == n] == list(SHARES), "in their order"
    late = enter("berit")
    with late.store.read() as connection:
        assert list(desk.timing.differing(connection, late.policy)) == []
