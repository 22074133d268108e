"""The console on a million tickets, beside the smallest Textual application and a DataTable.

    python benchmarks/console.py [--store FILE] [--tickets 1000000] [--rounds 7] [--moves 200]

Everything runs in a pseudo-terminal of 120 × 40, in turns, so that ratios hold on a busy machine.
The store is that of ``large.py``; it is made in FILE unless it lies there, and a million takes some
minutes. What is printed are medians where nothing else is said. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from frontdesk import insight
from frontdesk.desk.office import Office
from frontdesk.query import Filter, Order, QueryError, parse
from large import NOW, large_store
from measures.table import Row, show
from under_fingers import Desk, Typed, filters, first_frame, memory, moves

WHO = "maja"
LINES = 36
"""About as many lines as the list has in sight."""
DEEP = 2_000


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--tickets", type=int, default=1_000_000)
    asked.add_argument("--store", type=Path, help="keep the store here, or use the one that is")
    asked.add_argument("--rounds", type=int, default=7, help="of starts, and of each filter")
    asked.add_argument("--moves", type=int, default=200, help="of the cursor")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "store.db"
        if not path.exists():
            large_store(path, given.tickets)
        desk = looked_at(path, Path(folder))
        rows: list[Row] = []
        rows += first_frame(desk, given.rounds)
        rows += moves(desk, given.moves)
        rows += filters(desk, given.rounds)
        rows += memory(desk)
    show(rows, asked="at most")


def looked_at(path: Path, folder: Path) -> Desk:
    """The store, and what its lists hold; its console has no settings of anybody."""
    office = Office.open(path, WHO, at=NOW)
    whole = Filter.of(status="all")

    def subjects(wanted: Filter, order: Order, first: int = 0, count: int = LINES) -> list[str]:
        rows = insight.tickets.window(office.store, wanted, order, first, count)
        return [row.subject for row in rows]

    mine = insight.views.views(office.store, office.actor)[0]
    total = insight.tickets.count(office.store, whole)
    filters = [_typed(office, each) for each in _queries(office)]
    desk = Desk(
        (sys.executable, "-m", "frontdesk", "--store", str(path)),
        {
            "FRONTDESK_AS": WHO,
            "FRONTDESK_NOW": NOW.isoformat(),
            "FRONTDESK_CONFIG": str(folder / "settings.toml"),
        },
        frozenset(subjects(mine.filter, mine.order)),
        frozenset(subjects(Filter(), Order.PRIORITY)),
        tuple(subjects(whole, Order.NEWEST, 0, DEEP)),
        tuple(subjects(whole, Order.NEWEST, total - LINES, LINES)),
        tuple(filters),
    )
    office.close()
    return desk


def _queries(office: Office) -> Sequence[str]:
    """Words, a number, a serial and a telephone number, as they are typed."""
    row = insight.tickets.window(office.store, Filter(), Order.NEWEST, 100, 1)[0]
    ticket = insight.tickets.ticket(office.store, row.number)
    person = insight.people.requester(office.store, ticket.requester)
    asset = insight.people.asset(office.store, ticket.asset or "")
    phone = "".join(each for each in person.phone or "" if each.isdigit())[-6:]
    return (
        "printer st",
        "team:network",
        "status:all printer st",
        str(row.number),
        asset.serial or "",
        f"{phone[:3]}-{phone[3:]}",
    )


def _typed(office: Office, query: str) -> Typed:
    """What a query brings into sight in the list of all that is open."""

    def shown(text: str) -> tuple[str, ...]:
        wanted = office.now_in(parse(text, WHO, office.actor.team or ""))
        rows = insight.tickets.window(office.store, wanted, Order.PRIORITY, 0, LINES)
        return tuple(row.subject for row in rows)

    def before(text: str) -> tuple[str, ...]:
        try:
            return shown(text)
        except QueryError:
            return ()

    # Of a number the last digit may change nothing: then it is measured at the one that does.
    for end in range(len(query), 1, -1):
        typed = Typed(
            query[: end - 1], query[end - 1], shown(query[:end]), before(query[: end - 1])
        )
        if typed.new:
            return typed
    raise ValueError(f"nothing is found by {query}")


if __name__ == "__main__":
    main()
