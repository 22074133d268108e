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
from functools import partial
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


Cases = dict[str, Callable[[], object]]


def cases(office: desk.office.Office) -> Cases:
    """What is measured, by name."""
    opened = insight.tickets.count(office.store, Filter())
    at = opened - 1
    last = insight.tickets.window(office.store, Filter(), Order.PRIORITY, at, 1)[0].number
    return {
        **_windows(office, opened, last),
        **_views(office),
        **_searches(office),
        **_of_one_ticket(office, last),
    }


def _windows(office: desk.office.Office, opened: int, last: int) -> Cases:
    """Lists, and how many they hold; ``last`` stands at the end of the ``opened`` open ones."""
    store, t = office.store, insight.tickets
    mine, everything = Filter.of(assignee=office.actor.login), Filter.of(status="all")
    team, words = Filter.of(team=office.actor.team or ""), Filter.of(words=("printer", "stuck"))
    middle = t.count(store, everything) // 2
    return {
        "one line by number": lambda: t.lines(store, [1]),
        "100 lines by number": lambda: t.lines(store, range(1, 101)),
        "first window: all open": lambda: t.window(store, Filter(), limit=50),
        "first window: mine": lambda: t.window(store, mine, limit=50),
        "first window: my team": lambda: t.window(store, team, limit=50),
        "first window: everything, newest": lambda: t.window(store, everything, Order.NEWEST),
        "first window: open, last changed": lambda: t.window(store, Filter(), Order.UPDATED),
        "first window: open, due first": lambda: t.window(store, Filter(), Order.DUE),
        "middle of open": lambda: t.window(store, Filter(), Order.PRIORITY, opened // 2),
        "middle of everything": lambda: t.window(store, everything, Order.NEWEST, middle),
        "window of words": lambda: t.window(store, words, limit=50),
        "count: all open": lambda: t.count(store, Filter()),
        "count: everything": lambda: t.count(store, everything),
        "position: last of open": lambda: t.position(store, Filter(), Order.PRIORITY, last),
    }


def _views(office: desk.office.Office) -> Cases:
    """The shipped views. Those of a supervisor hold the whole desk's, so they are the longest."""
    store, t, views = office.store, insight.tickets, insight.views
    own = [replace(v, filter=office.now_in(v.filter)) for v in views.views(store, office.actor)]
    lead = office.acting_as("elsa")
    whole = {v.key: (lead.now_in(v.filter), v.order) for v in views.views(store, lead.actor)}
    everybody = [replace(v, filter=whole[v.key][0]) for v in own]
    late, team = whole["overdue"][0], Filter.of(team=office.actor.team or "")
    found: Cases = {
        "views and their counts": lambda: views.counts(store, own),
        "the same, of a supervisor": lambda: views.counts(store, everybody),
        "first window: overdue, my team": lambda: t.window(store, late.narrowed(team), Order.DUE),
    }
    names = {
        "soon": "due soon",
        "overdue": "overdue",
        "callbacks": "callbacks",
        "back": "back from repair",
    }
    for key, name in names.items():
        found[f"first window: {name}"] = partial(t.window, store, *whole[key])
        found[f"count: {name}"] = partial(t.count, store, whole[key][0])
    return found


def _searches(office: desk.office.Office) -> Cases:
    """What is found while somebody types."""
    store, t, p = office.store, insight.tickets, insight.people
    return {
        "palette: a letter": lambda: stored(office, "p"),
        "palette: a common word": lambda: stored(office, "printer"),
        "palette: a number": lambda: stored(office, "4127"),
        "palette: digits of a telephone": lambda: stored(office, "61 555 01"),
        "find: common word": lambda: t.find(store, "printer"),
        "find: rare word": lambda: t.find(store, "room 17 printer stuck"),
        "caller: anna n": lambda: p.requesters(store, "anna n"),
        "caller: wisn": lambda: p.requesters(store, "wisn"),
        "caller: digits": lambda: p.requesters(store, "0000 123"),
        "caller: nobody": lambda: p.requesters(store, "xyzzy"),
        "caller's screen": lambda: p.of_requester(store, "p7"),
        "equipment by tag": lambda: p.assets(store, "AST-000123"),
        "equipment by part of it": lambda: p.assets(store, "ast00012"),
    }


def _of_one_ticket(office: desk.office.Office, number: int) -> Cases:
    """What is read when a ticket is opened, decided about, or given to somebody."""
    store, policy = office.store, office.policy

    def alike() -> object:
        with store.read() as c:
            return insight.fixes.alike(c, "printer pulls two sheets at once", "printer", "printing")

    def gathered() -> object:
        with store.read() as c:
            case = insight.evidence.case_of(c, number, NOW)
            return insight.evidence.gather(c, policy, case, 100)

    return {
        "ticket whole": lambda: insight.tickets.ticket(store, number),
        "timeline": lambda: insight.timeline.events(store, number),
        "fixes alike": alike,
        "fixes with their records": lambda: insight.fixes.fixes(store),
        "evidence": gathered,
        "people and loads": lambda: insight.load.people(store, NOW),
        "people ranked": lambda: insight.picking.ranked(store, policy, [number], NOW),
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
