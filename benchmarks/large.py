"""A large store, made row by row past the verbs: for benchmarks alone.

Its chains would not verify, but its lists, indexes and search are those of a real one. A million
tickets take some minutes and 2.5 GB; keep the file.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from frontdesk import desk
from frontdesk.learning.likeness import bag_of
from frontdesk.resources import resource
from frontdesk.store.likeness import spelt_out
from frontdesk.terms import NEVER, OPEN, Priority, Status

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
THINGS = ("printer", "phone", "screen", "laptop", "router", "mailbox", "calendar", "account")
FAULTS = ("stuck", "dead", "slow", "locked", "noisy", "blank", "missing", "looping", "offline")
GIVEN = ("Anna", "Per", "Zofia", "Emil", "Åsa", "Jan", "Ewa", "Łukasz", "Maria", "Erik", "Piotr")
FAMILY = ("Nowak", "Öberg", "Wiśniewska", "Lind", "Kowalczyk", "Ek", "Mazur", "Holm", "Król")
OPEN_SHARE, TRIED_SHARE, REOPENED_SHARE = 0.02, 0.25, 0.02
GENESIS = "0" * 64


VOCABULARY, MORE_WORDS = 50_000, 12


def spelt(n: int) -> str:
    """An invented word for a number."""
    word = ""
    while True:
        n, syllable = divmod(n, 80)
        word += "bdfghklmnprstvzj"[syllable // 5] + "aeiou"[syllable % 5]
        if not n:
            return word


def stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")


class Builder:
    """Writes a large store through the standard library's driver."""

    def __init__(self, path: Path, tickets: int, seed: int = 1) -> None:
        self.rng = random.Random(seed)
        self.raw = sqlite3.connect(path)
        self.n = tickets
        self.people = max(200, tickets // 15)

    def build(self) -> None:
        """Requesters, equipment, tickets with words, events, contacts and attempts."""
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
            self.raw.execute(f"PRAGMA {setting}")
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in self.raw.execute(triggers).fetchall():
            self.raw.execute(f"DROP TRIGGER {name}")
        self.first_person = self._next("requester")
        self.first_asset = self._next("asset")
        self._many("requester", self._requesters())
        self._many("asset", self._assets())
        self._one_operation()
        self.teams = self.raw.execute("SELECT id, tier FROM team ORDER BY id").fetchall()
        self.agents = self.raw.execute(
            "SELECT a.id, a.team_id, t.tier FROM agent a JOIN team t ON t.id = a.team_id"
        ).fetchall()
        self._many("text", self._texts())
        self._many("ticket", self._tickets())
        self._many("event", self._events())
        self._many("contact", self._contacts())
        self._many("fix_attempt", self._attempts())
        self._many("repair_order", self._repairs())
        self.raw.executemany(
            "INSERT INTO ticket_search(rowid, subject, words) VALUES (?, ?, ?)",
            ((i, self._subject(i).lower(), self._words(i).lower()) for i in range(1, self.n + 1)),
        )
        self._likeness()
        self.raw.commit()
        self.raw.execute("PRAGMA journal_mode = WAL")
        self.raw.close()

    def _likeness(self) -> None:
        """The words that similar tickets are found by."""
        bags = ((i, bag_of(f"{self._subject(i)}\n{self._words(i)}")) for i in range(1, self.n + 1))
        for i, bag in bags:
            self.raw.execute("INSERT INTO ticket_words VALUES (?, ?)", (i, bag.packed()))
            self.raw.execute(
                "INSERT INTO ticket_likeness(rowid, words) VALUES (?, ?)",
                (i, spelt_out(bag.counts)),
            )

    def _next(self, table: str) -> int:
        return int(self.raw.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])  # noqa: S608

    def _many(self, table: str, rows: Iterator[dict[str, object]]) -> None:
        first = next(rows, None)
        if first is None:
            return
        marks = ", ".join(f":{name}" for name in first)
        statement = f"INSERT INTO {table} ({', '.join(first)}) VALUES ({marks})"  # noqa: S608
        self.raw.execute(statement, first)
        self.raw.executemany(statement, rows)

    def _one_operation(self) -> None:
        self.raw.execute(
            "INSERT INTO operation (id, agent_id, verb, at) VALUES ('bench', 1, 'import', ?)",
            (stamp(NOW),),
        )

    def _requesters(self) -> Iterator[dict[str, object]]:
        for i in range(self.people):
            name = f"{self.rng.choice(GIVEN)} {self.rng.choice(FAMILY)} {i}"
            phone = f"4861{i:07d}"
            yield {
                "version": 1, "code": f"p{i}", "name": name, "folded": desk.lookup.fold(name),
                "email": f"p{i}@example.com", "phone": f"+{phone}", "phone_digits": phone,
                "kind": "internal", "organisation_id": 1, "site_id": 1, "language": "pl",
                "active": True,
            }  # fmt: skip

    def _assets(self) -> Iterator[dict[str, object]]:
        for i in range(self.people):
            yield {
                "version": 1, "tag": f"AST-{i:06d}", "serial": f"SN{i * 7919:010d}",
                "type": self.rng.choice(("laptop", "printer", "desk_phone")), "model": f"M{i % 40}",
                "state": "in_use", "site_id": 1, "requester_id": self.first_person + i,
                "vendor_id": 1, "warranty_until": "2027-05-01",
            }  # fmt: skip

    def _subject(self, i: int) -> str:
        return f"{THINGS[i % 8]} {FAULTS[(i // 8) % 9]} again {i}"

    def _words(self, i: int) -> str:
        """A sentence, and words as people use them: a few all the time, most of them seldom."""
        said = f"since this morning the {THINGS[i % 8]} is {FAULTS[(i // 7) % 9]}, room {i % 900}"
        rng = random.Random(i)
        more = (spelt(int(VOCABULARY ** rng.random())) for _word in range(MORE_WORDS))
        return f"{said}, {' '.join(more)}"

    def _digest(self, i: int) -> str:
        return hashlib.sha256(str(i).encode()).hexdigest()

    def _texts(self) -> Iterator[dict[str, object]]:
        for i in range(1, self.n + 1):
            yield {"digest": self._digest(i), "salt": "x", "body": self._words(i)}

    def _opened(self, i: int) -> datetime:
        return NOW - timedelta(minutes=(self.n - i) * 2 + 1)

    def _tickets(self) -> Iterator[dict[str, object]]:
        rng = self.rng
        for i in range(1, self.n + 1):
            live = rng.random() < OPEN_SHARE
            status = rng.choice(sorted(OPEN)) if live else Status.CLOSED
            agent, team, tier = rng.choice(self.agents)
            held = not live or status in (Status.IN_PROGRESS, Status.PENDING)
            opened = self._opened(i)
            waits = rng.choice(("requester", "vendor", "callback"))
            pending = waits if status is Status.PENDING else None
            # As a desk is that keeps up: a tenth is late, the rest is due within a week.
            due = NOW + timedelta(minutes=rng.randrange(-1_000, 9_000))
            runs = live and (pending is None or pending == "callback")
            yield {
                "id": i, "version": 2, "kind": "incident", "subject": self._subject(i),
                "words": self._digest(i), "status": str(status), "open": live,
                "pending": pending,
                "pending_until": stamp(due) if pending == "callback" else None,
                "callback_number": "+48 61 555 0142" if pending == "callback" else None,
                "next_due_at": stamp(due if runs else NEVER),
                "next_due": "resolution" if runs else None,
                "priority": rng.choice(list(Priority)).value, "impact": "person",
                "urgency": "normal", "category": rng.choice(("printing", "access", "wifi")),
                "channel": "phone", "site_id": 1,
                "requester_id": self.first_person + rng.randrange(self.people),
                "asset_id": self.first_asset + rng.randrange(self.people), "tier": tier,
                "team_id": None if status is Status.NEW else team,
                "assignee_id": agent if held and status is not Status.NEW else None,
                "opened_at": stamp(opened), "updated_at": stamp(opened),
                "resolved_at": None if live else stamp(opened), "hops": 0, "cost": 2200,
                "currency": "USD", "imported": False, "facts": "{}", "watchers": "[]",
            }  # fmt: skip

    def _events(self) -> Iterator[dict[str, object]]:
        for i in range(1, self.n + 1):
            verbs = ["new", "assign"]
            if self.rng.random() < REOPENED_SHARE:
                verbs += ["resolve", "reopen"]
            for seq, verb in enumerate(verbs, 1):
                at = stamp(self._opened(i) + timedelta(hours=seq))
                yield {
                    "subject": "ticket", "subject_id": i, "seq": seq, "at": at, "recorded_at": at,
                    "actor": "maja", "typed_by": "root", "verb": verb, "operation": "bench",
                    "before": "{}", "after": '{"status":"assigned","team_id":1,"tier":1}',
                    "imported": False, "previous": GENESIS, "hash": GENESIS,
                }  # fmt: skip

    def _contacts(self) -> Iterator[dict[str, object]]:
        for i in range(1, self.n + 1):
            yield {
                "ticket_id": i, "at": stamp(self._opened(i)), "agent_id": 1, "channel": "phone",
                "direction": "in", "minutes": 4,
            }  # fmt: skip

    def _attempts(self) -> Iterator[dict[str, object]]:
        for i in range(1, self.n + 1):
            if self.rng.random() < TRIED_SHARE:
                yield {
                    "ticket_id": i, "fix_id": 1 + i % 30, "agent_id": 1,
                    "at": stamp(self._opened(i)), "minutes": 6, "undone": False,
                    "operation": "bench",
                    "outcome": "worked" if self.rng.random() < 0.7 else "failed",
                }  # fmt: skip

    def _repairs(self) -> Iterator[dict[str, object]]:
        for i in range(1, self.n + 1, 25):
            state = "returned" if self.rng.random() < OPEN_SHARE else "closed"
            yield {
                "version": 1, "ticket_id": i, "vendor_id": 1, "state": state,
                "under_warranty": True, "opened_at": stamp(self._opened(i)),
                "shipped_at": stamp(self._opened(i) + timedelta(days=1)),
                "returned_at": stamp(self._opened(i) + timedelta(days=9)), "result": "repaired",
            }  # fmt: skip


def large_store(path: Path, tickets: int) -> None:
    """Makes a store of so many tickets, with the small register of the demo; maja is at work.

    It appears under its name when it is whole.
    """
    source = resource("policy.toml").parent / "demo" / "register.toml"
    growing = path.with_name(f"{path.name}.growing")
    desk.founding.found(growing, source=source, login="maja", settings={"demo_actor": "maja"})
    Builder(growing, tickets).build()
    growing.rename(path)
