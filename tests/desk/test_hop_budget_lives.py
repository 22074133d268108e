"""Many lives of tickets through the real verbs: no decision sends one on beyond its hop budget.

The lives run side by side: in each round chance says what people do with which tickets. What people
do on their own (a return, an assignment) may cost hops as well; what is *decided* never costs one
that the budget does not hold.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace

import pytest

from frontdesk import desk, insight, policy
from frontdesk.desk.adopted import Adopted
from frontdesk.desk.office import Office
from frontdesk.resources import resource_text
from frontdesk.terms import Resolution, Route, Status
from tests.conftest import Clock, Enter

BUDGET = 1
LOOKED_AT = 100
SUBJECTS = (
    "I am locked out of my account", "the printer pulls two sheets", "VPN drops every minute",
    "the screen is broken", "mail", "nothing works at all since this morning",
)  # fmt: skip
DECIDED = frozenset({"route", "escalate", "hand_back"})


class Lives:
    """Some hundred tickets that live at the same time."""

    def __init__(self, office: Office, seed: int, many: int) -> None:
        self.office, self.draw = office.lenient(), random.Random(seed)
        desk.history.adopt(office, [self._opened(each) for each in range(many)])
        self.numbers = list(range(1, many + 1))

    def _opened(self, place: int) -> Adopted:
        return Adopted(
            place, f"R{place}", self.draw.choice(SUBJECTS), "since this morning",
            requester=self.draw.choice(["anna.nowak", "zofia.w", "per.oberg", "unknown"]),
            asset=self.draw.choice([None, None, "PRN-0001"]), status=Status.NEW,
        )  # fmt: skip

    def round(self) -> None:
        """Everybody's next hour: each ticket meets one thing that people do."""
        acts = self.draw.choices(
            (self.follow, self.follow_up, self.give_back, self.judge, self.again, self.give),
            weights=(6, 1, 4, 2, 1, 2),
            k=len(self.numbers),
        )
        for act in dict.fromkeys(acts):
            chosen = [n for n, each in zip(self.numbers, acts, strict=True) if each == act]
            act(chosen)

    def follow(self, numbers: Sequence[int]) -> None:
        desk.route.route(self.office, numbers)

    def follow_up(self, numbers: Sequence[int]) -> None:
        """A fix fails for some; then what is decided is done by hand, as the console does it."""
        for number in self.draw.sample(list(numbers), min(3, len(numbers))):
            if insight.tickets.ticket(self.office.store, number).status.is_open:
                desk.fix.attempt(self.office, number, fix=self.draw.choice([1, 2]), worked=False)
                decision = insight.receipts.latest(self.office.store, number)
                assert decision is not None
                if decision.route is Route.ESCALATE:
                    desk.escalate.escalate(
                        self.office, [number], reason="x", to=decision.target.team, lacking="y"
                    )
                if decision.route is Route.HAND_BACK:
                    desk.escalate.hand_back(self.office, [number], instructions="try fix 2")

    def give_back(self, numbers: Sequence[int]) -> None:
        desk.escalate.return_incomplete(self.office, numbers, missing="the log")

    def judge(self, numbers: Sequence[int]) -> None:
        grade = self.draw.choice("12345")
        desk.edit.edit(self.office, numbers, {"complexity": grade})

    def again(self, numbers: Sequence[int]) -> None:
        desk.outcome.resolve(self.office, numbers, code=Resolution.FIXED, text="done")
        desk.outcome.reopen(self.office, numbers, reason="it is back")

    def give(self, numbers: Sequence[int]) -> None:
        desk.assign.assign(self.office, numbers, to=self.draw.choice(["network", "ola", "desktop"]))


def hops_of_decisions(path: str) -> Iterator[tuple[int, str, int]]:
    """Each hop that a decision took: ticket, verb, and how many hops it had then."""
    statement = (
        "SELECT e.subject_id, e.verb, e.after, d.overridden_by FROM event e"
        " JOIN decision d ON d.id = json_extract(e.after, '$.decision_id')"
        " WHERE e.subject = 'ticket' ORDER BY e.id"
    )
    with closing(sqlite3.connect(path)) as connection:
        for number, verb, after, overridden in connection.execute(statement):
            hops = json.loads(after).get("hops")
            if verb in DECIDED and hops is not None and overridden is None:
                yield number, verb, hops


def live(enter: Enter, clock: Clock, *, many: int, rounds: int, seed: int) -> Lives:
    office = enter("berit")
    office.store.unsynced()
    text = resource_text("policy.toml").replace("hop_budget = 4", f"hop_budget = {BUDGET}")
    desk.policies.adopt(office, text)
    office = replace(office, policy=policy.parse(text))
    lives = Lives(office, seed, many)
    for _ in range(rounds):
        clock.tick(hours=1)
        lives.round()
    return lives


def holds(lives: Lives) -> None:
    """Whether the budget held, and was really come up against."""
    office = lives.office
    assert office.policy.desk.hop_budget == BUDGET
    taken = list(hops_of_decisions(str(office.store.place.path)))
    assert [each for each in taken if each[2] > BUDGET] == []
    assert max(hops for _number, _verb, hops in taken) == BUDGET
    stopped = sum(
        any("hop_budget" in option.blocked_by for option in decision.options)
        for number in lives.numbers[:LOOKED_AT]
        for _id, decision, _who in insight.receipts.decisions(office.store, number)
    )
    assert stopped, "no ticket came to the end of its budget: this would prove nothing"


def test_no_decision_takes_a_ticket_beyond_its_hop_budget(enter: Enter, clock: Clock) -> None:
    holds(live(enter, clock, many=150, rounds=4, seed=7))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_no_decision_of_ten_thousand_lives_does(enter: Enter, clock: Clock, seed: int) -> None:
    holds(live(enter, clock, many=1_000, rounds=14, seed=seed))
