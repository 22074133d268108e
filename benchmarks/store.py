"""What lists, completion and evidence cost on a large store: processor time, plans on demand.

    python benchmarks/store.py [--tickets 30000] [--store FILE] [--plans]

The store is that of ``large.py``. Prints, asserts nothing.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from sqlalchemy import event

from frontdesk import desk, insight
from frontdesk.query import Filter, Order
from frontdesk.screens.finding_reading import stored
from large import NOW, large_store


def timed(act: Callable[[], object], rounds: int = 20) -> tuple[float, float]:
    """Shortest and median of several runs but the first: milliseconds of processor time."""
    act()
    spans = []
    for _round in range(rounds):
        start = time.process_time()
        act()
        spans.append((time.process_time() - start) * 1000)
    spans.sort()
    return spans[0], spans[len(spans) // 2]


def cases(office: desk.office.Office) -> dict[str, Callable[[], object]]:
    """What is measured, by name."""
    store, policy, me = office.store, office.policy, office.actor
    mine, everything = Filter.of(assignee=me.login), Filter.of(status="all")
    team = Filter.of(team=me.team or "")
    views = [replace(v, filter=office.now_in(v.filter)) for v in insight.views.views(store, me)]
    # Those of a supervisor hold the whole desk's, so they are the longest.
    lead = office.acting_as("elsa")
    whole = {
        v.key: (lead.now_in(v.filter), v.order) for v in insight.views.views(store, lead.actor)
    }
    late, on_time = whole["overdue"], whole["soon"]
    call, back = whole["callbacks"], whole["back"]
    everybody = [replace(v, filter=whole[v.key][0]) for v in views]
    total = insight.tickets.count(store, everything)
    opened = insight.tickets.count(store, Filter())
    last = insight.tickets.window(store, Filter(), Order.PRIORITY, opened - 1, 1)[0].number
    t, p = insight.tickets, insight.people

    def alike() -> object:
        with store.read() as c:
            return insight.fixes.alike(c, "printer pulls two sheets at once", "printer", "printing")

    def gathered() -> object:
        with store.read() as c:
            case = insight.evidence.case_of(c, last, NOW)
            return insight.evidence.gather(c, policy, case, 100)

    return {
        "one line by number": lambda: t.lines(store, [1]),
        "first window: all open": lambda: t.window(store, Filter(), limit=50),
        "first window: mine": lambda: t.window(store, mine, limit=50),
        "first window: my team": lambda: t.window(store, team, limit=50),
        "first window: everything, newest": lambda: t.window(store, everything, Order.NEWEST),
        "first window: open, last changed": lambda: t.window(store, Filter(), Order.UPDATED),
        "window in the middle of open": lambda: t.window(
            store, Filter(), Order.PRIORITY, opened // 2
        ),
        "window in the middle of everything": lambda: t.window(
            store, everything, Order.NEWEST, total // 2
        ),
        "window of words": lambda: t.window(store, Filter.of(words=("printer", "stuck")), limit=50),
        "palette: a letter": lambda: stored(office, "p"),
        "palette: a common word": lambda: stored(office, "printer"),
        "palette: a number": lambda: stored(office, "4127"),
        "palette: digits of a telephone": lambda: stored(office, "61 555 01"),
        "100 lines by number": lambda: t.lines(store, range(1, 101)),
        "count: all open": lambda: t.count(store, Filter()),
        "count: everything": lambda: t.count(store, everything),
        "position: last of open": lambda: t.position(store, Filter(), Order.PRIORITY, last),
        "views and their counts": lambda: insight.views.counts(store, views),
        "the same, of a supervisor": lambda: insight.views.counts(store, everybody),
        "first window: due soon": lambda: t.window(store, *on_time),
        "first window: overdue": lambda: t.window(store, *late),
        "first window: overdue, my team": lambda: t.window(
            store, late[0].narrowed(team), Order.DUE
        ),
        "first window: callbacks": lambda: t.window(store, *call),
        "first window: back from repair": lambda: t.window(store, *back),
        "first window: open, due first": lambda: t.window(store, Filter(), Order.DUE),
        "count: due soon": lambda: t.count(store, on_time[0]),
        "count: overdue": lambda: t.count(store, late[0]),
        "count: callbacks": lambda: t.count(store, call[0]),
        "count: back from repair": lambda: t.count(store, back[0]),
        "find: common word": lambda: t.find(store, "printer"),
        "find: rare word": lambda: t.find(store, "room 17 printer stuck"),
        "caller: anna n": lambda: p.requesters(store, "anna n"),
        "caller: wisn": lambda: p.requesters(store, "wisn"),
        "caller: digits": lambda: p.requesters(store, "0000 123"),
        "caller: nobody": lambda: p.requesters(store, "xyzzy"),
        "caller's screen": lambda: p.of_requester(store, "p7"),
        "equipment by tag": lambda: p.assets(store, "AST-000123"),
        "equipment by part of it": lambda: p.assets(store, "ast00012"),
        "ticket whole": lambda: t.ticket(store, last),
        "timeline": lambda: insight.timeline.events(store, last),
        "fixes alike": alike,
        "fixes with their records": lambda: insight.fixes.fixes(store),
        "evidence": gathered,
        "people and loads": lambda: insight.load.people(store, NOW),
        "people ranked": lambda: insight.picking.ranked(store, policy, [last], NOW),
    }


def plans(office: desk.office.Office, act: Callable[[], object]) -> None:
    """How SQLite goes about each statement of an act."""
    said: list[tuple[str, object]] = []

    def note(_c: object, _cur: object, statement: str, params: object, *_rest: object) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            said.append((statement, params))

    event.listen(office.store.engine, "before_cursor_execute", note)
    act()
    event.remove(office.store.engine, "before_cursor_execute", note)
    raw = sqlite3.connect(office.store.place.path)
    for statement, params in said:
        for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", params):
            print(f"      {row[3]}")
        print()
    raw.close()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--tickets", type=int, default=30_000)
    asked.add_argument("--store", type=Path, help="keep the store here, or use the one that is")
    asked.add_argument("--plans", action="store_true", help="also how SQLite goes about it")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "store.db"
        if not path.exists():
            start = time.process_time()
            large_store(path, given.tickets)
            print(f"built in {time.process_time() - start:.0f} s")
        office = desk.office.Office.open(path, "maja", at=NOW)
        base = 0.0
        print(f"{'':36}{'least':>9}{'median':>9}  ms")
        for name, act in cases(office).items():
            least, middle = timed(act)
            base = base or least
            print(f"{name:36}{least:9.2f}{middle:9.2f}{least / base:9.1f} ×")
            if given.plans:
                plans(office, act)
        office.close()


if __name__ == "__main__":
    main()
