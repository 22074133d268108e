"""Verbs in any order, by anybody: whatever happens, the desk and its trail stay whole."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from frontdesk import desk
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.desk.request import Asked, Served
from frontdesk.errors import BadInputError, OvertakenError, RefusedError
from frontdesk.terms import Channel, Direction, Pending, Resolution, Subject, Tie
from tests import promises
from tests.conftest import Clock, Enter
from tests.promises import OFFICE, PROMISES, warning

STEPS = 220
LOGINS = ("maja", "emil", "nadia", "berit", "berit", "berit")
HELD = "team_id IS NOT NULL OR assignee_id IS NOT NULL"
OUT = [Direction.OUT, Direction.IN]
POLICIES = (
    promises.policy(OFFICE, PROMISES, warning("resolution", 0.5, "raise_priority reassign")),
    promises.policy(
        OFFICE, PROMISES.replace("16h", "2h"), warning("accept", 1.0), warning("vendor", 1.0),
        '\n[clocks]\non_change = "forward"\non_reopen = "reset"\n',
    ),
    promises.policy(),
)  # fmt: skip
CIRCLE = (
    "id IN (WITH RECURSIVE up(start, id) AS (SELECT id, {0} FROM ticket WHERE {0} IS NOT NULL"
    " UNION SELECT up.start, t.{0} FROM up JOIN ticket t ON t.id = up.id WHERE t.{0} IS NOT NULL)"
    " SELECT start FROM up WHERE up.id = start)"
)
NEVER = {
    "version is not the head of the chain": "version <> (SELECT max(seq) FROM event e"
    " WHERE e.subject = 'ticket' AND e.subject_id = ticket.id)",
    "new, but held": f"status = 'new' AND ({HELD})",
    "assigned to nobody": f"status = 'assigned' AND NOT ({HELD})",
    "in progress at nobody": "status = 'in_progress' AND assignee_id IS NULL",
    "open, but resolved once": "open AND (resolved_at IS NOT NULL OR closed_at IS NOT NULL)",
    "done at no time": "status IN ('resolved', 'closed') AND resolved_at IS NULL"
    " AND merged_into_id IS NULL",
    "leads in a circle": CIRCLE.format("merged_into_id"),
    "is below itself": CIRCLE.format("parent_id"),
    "a time to wake, but not waiting": "status <> 'pending' AND pending_until IS NOT NULL",
    "finished while its equipment is away": "NOT open AND EXISTS (SELECT 1 FROM repair_order r"
    " WHERE r.ticket_id = ticket.id AND r.state IN ('open', 'shipped', 'at_vendor'))",
}
MACROS = [
    desk.macros.parse(json.dumps(steps))
    for steps in (
        [{"verb": "take"}, {"verb": "note", "text": "{number}"}, {"verb": "wait", "for": "part"}],
        [
            {"verb": "resolve", "code": "fixed", "text": "it works"},
            {"verb": "close", "with_children": True},
            {"verb": "reopen", "reason": "not at all"},
        ],
        [
            {"verb": "edit", "urgency": "high"},
            {"verb": "reply", "text": "Dear {first_name}"},
            {"verb": "escalate", "reason": "beyond us", "lacking": "in haste"},
        ],
        [{"verb": "reopen", "reason": "again"}, {"verb": "cancel", "reason": "not wanted"}],
    )
]
"""Verbs that end tickets and open them again inside one operation, among others."""
TIES = [Tie.CHILD, Tie.CHILD, Tie.RELATED, Tie.CAUSED_BY]
MERGED = "SELECT id FROM ticket WHERE merged_into_id IS NOT NULL"
FOLLOWED = (
    "status", "team_id", "assignee_id", "tier", "hops", "cost", "pending", "resolved_at",
    "closed_at", "resolution_code", "fix_id", "priority", "category", "decision_id",
    "merged_into_id", "parent_id",
)  # fmt: skip

Verb = Callable[[Office], Any]


class Chance:
    """What anybody may do next, drawn from a seed."""

    def __init__(self, seed: int, clock: Clock) -> None:
        self.draw = random.Random(seed)
        self.clock = clock
        self.tickets: list[int] = []
        self.orders = [1]
        self.events: list[int] = []
        self.merged: list[int] = []

    def verbs(self) -> tuple[Verb, ...]:
        """All of them, on tickets, texts and people of the moment."""
        pick, some = self.draw.choice, self.draw.sample(self.tickets, min(2, len(self.tickets)))
        said = pick(["because", "because", "because", "  ", "żółć \x1b[31m"])
        later = self.clock.now + timedelta(hours=pick([-1, 4, 30]))
        order = [pick(self.orders)]
        to = pick(["ola", "nadia", "network", "front-office", "nobody"])
        new = NewTicket(
            subject=pick(["locked out", "two sheets at once", "VPN drops", "broken screen"]),
            requester=pick(["anna.nowak", "per.oberg"]),
            asset=pick([None, "LAP-0001"]),
        )
        one = some[:1] or [1]
        served = Served(
            "password-reset", pick(["badge", ""]), pick([None, [1]]), said, pick([True, False])
        )
        return (
            lambda o: desk.intake.open_ticket(o, new, route_it=pick([True, False])),
            lambda o: desk.intake.contact(
                o, one[0], channel=Channel.PHONE, direction=Direction.IN, text=said
            ),
            lambda o: desk.edit.edit(
                o, some, {pick(["category", "urgency"]): pick(["vpn", "low"])}
            ),
            lambda o: desk.route.route(o, one),
            lambda o: desk.assign.take(o, some),
            lambda o: desk.assign.take(o, one),
            lambda o: desk.merge.merge(o, one, into=pick(self.tickets)),
            lambda o: desk.links.link(o, one, to=pick(self.tickets), tie=pick(TIES)),
            lambda o: desk.links.unlink(o, one, to=pick(self.tickets), tie=pick(TIES)),
            lambda o: desk.attachments.attach(
                o, one[0], name=pick(["log", "../b"]), data=pick([b"a", b"b"])
            ),
            lambda o: desk.merge.unmerge(o, self.merged[-1:] or one),
            lambda o: desk.request.request(o, Asked("per.oberg"), served),
            lambda o: desk.request.serve(o, one[0], served),
            lambda o: desk.assign.assign(o, some, to=to),
            lambda o: desk.assign.unassign(o, one),
            lambda o: desk.macros.run(o.lenient(), pick(MACROS), some or one),
            lambda o: desk.macros.run(o, pick(MACROS), one),
            lambda o: desk.handover.hand_over(o, giver="berit", to=to),
            lambda o: desk.escalate.escalate(o, one, reason=said, lacking=pick(["", "in haste"])),
            lambda o: desk.escalate.accept(o, one),
            lambda o: desk.escalate.hand_back(o, one, instructions=said),
            lambda o: desk.escalate.return_incomplete(o, one, lacks=["category"]),
            lambda o: desk.work.note(o, some, text=said),
            lambda o: desk.work.wait(
                o, one, reason=pick(list(Pending)), until=later, number="+46 8"
            ),
            lambda o: desk.fix.attempt(o, one[0], fix=1, worked=pick([True, False])),
            lambda o: desk.outcome.resolve(o, one, code=Resolution.FIXED, text=said),
            lambda o: desk.outcome.reopen(o, one, reason=said),
            lambda o: desk.outcome.close(o, some),
            lambda o: desk.outcome.cancel(o, one, reason=said),
            lambda o: desk.repair.open_order(o, one, vendor="northwell", asset="LAP-0001"),
            lambda o: desk.repair.ship(o, order, carrier="DHL", tracking=said),
            lambda o: desk.repair.give_back(o, order),
            lambda o: desk.repair.cancel(o, order, reason=said),
            desk.undo.undo,
            lambda o: desk.undo.undo(o, pick(self.events[-9:] or [1])),
            desk.undo.redo,
            desk.due.run_due,
            desk.due.run_due,
            lambda o: desk.intake.contact(o, one[0], channel=Channel.PHONE, direction=pick(OUT)),
            lambda o: desk.work.reply(o, one, text=said),
            lambda o: desk.edit.edit(o, some, {"urgency": pick(["critical", "normal"])}),
            lambda o: desk.repair.arrive(o, order, promised=later),
            lambda o: desk.policies.adopt(o, pick(POLICIES)),
            lambda o: desk.register.edit(
                o, Subject.SITE, "poznan", {"timezone": pick(["Europe/Warsaw", "Asia/Tokyo"])}
            ),
            lambda o: desk.register.edit(
                o, Subject.REQUESTER, "per.oberg", {"plan": pick(["plus", ""])}
            ),
        )


def broken(connection: sqlite3.Connection) -> list[str]:
    """What should never be, and is; a column that no event tells of, among it."""
    found = [
        f"{number}: {name}"
        for name, test in NEVER.items()
        for (number,) in connection.execute(f"SELECT id FROM ticket WHERE {test}")
    ]
    told: dict[int, dict[str, object]] = {}
    chain = "SELECT subject_id, after FROM event WHERE subject = 'ticket' ORDER BY id"
    for number, after in connection.execute(chain):
        told.setdefault(number, {}).update(json.loads(after))
    columns = ", ".join(FOLLOWED)
    for number, *row in connection.execute(f"SELECT id, {columns} FROM ticket"):
        for name, value in zip(FOLLOWED, row, strict=True):
            expected = told[number].get(name)
            if name.endswith("_at"):  # the event has it as RFC 3339
                expected, value = bool(expected), bool(value)
            if name in told[number] and expected != value:
                found.append(f"{number}: {name} is {value}, the events say {expected}")
    return found


def untrue(office: Office, connection: sqlite3.Connection) -> list[str]:
    """Tickets that say otherwise than their ledger what is due when, or what came of clocks."""
    with office.store.read() as reading:
        wrong = desk.timing.differing(reading, office.policy)
        found = [f"{number}: due otherwise, {columns}" for number, columns in wrong]
    ends = (
        "SELECT id, (SELECT after FROM event e WHERE e.subject = 'ticket' AND"
        " e.subject_id = ticket.id AND after LIKE '%\"status\":%' ORDER BY seq DESC LIMIT 1),"
        " (SELECT count(*) FROM clock_result c WHERE c.ticket_id = ticket.id), status FROM ticket"
    )
    for number, after, pinned, status in connection.execute(ends):
        ended = status in ("closed", "cancelled")
        if pinned != len(json.loads(after).get("clocks", ())) * ended:
            found.append(f"{number}: {status}, and {pinned} results are pinned")
    return found


@pytest.mark.parametrize(
    "seed", [3, 11, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(20, 120))]
)
def test_no_order_of_verbs_breaks_a_ticket_or_its_trail(
    seed: int, enter: Enter, clock: Clock, place: Path
) -> None:
    chance = Chance(seed, clock)
    offices = {login: enter(login) for login in dict.fromkeys(LOGINS)}
    with closing(sqlite3.connect(place)) as connection:
        for _step in range(STEPS):
            if chance.draw.random() < 0.1:
                clock.tick(hours=chance.draw.choice([1, 9, 100]))
            verbs = chance.verbs()
            verb = chance.draw.choice(verbs if chance.tickets else verbs[:1])
            office = offices[chance.draw.choice(LOGINS)]
            try:
                done = verb(office)
            except (
                RefusedError,
                OvertakenError,
                BadInputError,
            ):  # and nothing else: no defect, no lost store
                continue
            finally:
                assert broken(connection) == []
                assert untrue(offices["berit"], connection) == []
            for change in getattr(done, "changes", ()):
                chance.tickets = sorted({*chance.tickets, change.number})
                chance.events += [change.event] if change.event else []
            chance.merged = [n for (n,) in connection.execute(MERGED)]
            chance.orders = [n for (n,) in connection.execute("SELECT id FROM repair_order")] or [1]
    assert len(chance.events) > STEPS // 8
    assert desk.trust.verify(offices["berit"]).intact
