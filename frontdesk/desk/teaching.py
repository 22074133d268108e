"""Every resolution teaches: the counts learn from it, and it enters the records of its teams.

It does so at the end of each operation. A ticket that was opened again teaches again when it is
resolved again. Of an operation on very many tickets only the first teach; ``frontdesk learn``
counts anew. It refuses to keep a text: what it keeps are words with numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy.engine import Connection

from frontdesk.desk import kept_words
from frontdesk.insight import course, openings
from frontdesk.insight.openings import Opening
from frontdesk.learning.counts import Counts, Row, wanted
from frontdesk.store import learned, team_records
from frontdesk.store.team_records import Key, Tally
from frontdesk.terms import Status

if TYPE_CHECKING:
    from frontdesk.desk.act import Act
    from frontdesk.store.ledger import Entry

MOST = 200
"""Tickets of one operation that teach: the next person must not wait for a lesson."""
_RESOLVED = f'"status":"{Status.RESOLVED}"'


def teach(act: Act) -> None:
    """Learn from what this operation has said and resolved, once its events have been written."""
    kept_words.keep(act)
    numbers = [number for number, entries in act.touched.items() if _resolves(entries)]
    if numbers:
        connection = act.session.connection()
        count(connection, openings.of(connection, numbers[:MOST]))


def _resolves(entries: list[Entry]) -> bool:
    """Whether the last change of status in this operation was a resolution."""
    changes = [entry for entry in entries if '"status":' in entry.after]
    return bool(changes) and _RESOLVED in changes[-1].after


def count(connection: Connection, resolved: Iterable[Opening]) -> int:
    """Let the counts learn from some tickets, in their order; how many."""
    several = list(resolved)
    if not several:
        return 0
    rows = learned.rows(connection, (name for one in several for name in wanted(one.features)))
    counts = Counts(learned.totals(connection), rows)
    changed: set[str] = set()
    for one in several:
        changed.update(counts.learn(one.features, one.team))
    learned.write(connection, counts.totals, {name: rows[name] for name in sorted(changed)})
    team_records.add(connection, _records(connection, [one.number for one in several]))
    return len(several)


def recount(connection: Connection) -> int:
    """Forget what was counted, and count the latest resolved tickets anew; how many."""
    learned.forget(connection)
    team_records.forget(connection)
    rows: dict[str, Row] = {}
    counts = Counts(learned.totals(connection), rows)
    done: list[int] = []
    for one in openings.latest(connection):
        counts.learn(one.features, one.team)
        done.append(one.number)
    if done:
        learned.write(connection, counts.totals, rows)
        team_records.add(connection, _records(connection, done))
    return len(done)


def _records(connection: Connection, numbers: Sequence[int]) -> dict[Key, Tally]:
    """What some resolved tickets add to the records of the teams that had them."""
    found: dict[Key, Tally] = {}
    for start in range(0, len(numbers), openings.CHUNK):
        team_records.count(course.ended(connection, numbers[start : start + openings.CHUNK]), found)
    return found
