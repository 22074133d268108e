"""The hand that writes one ticket's history: it moves time on in somebody's shift and adds acts.

It knows the desk's everyday moves (take, try, pass on, ask, resolve); which moves make a fate is
for ``fates``. Pure but for the random numbers it is given.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from frontdesk.demo.acts import Act, Verb
from frontdesk.demo.cast import Person, Thing
from frontdesk.demo.content import Content, Scenario
from frontdesk.demo.roster import Roster
from frontdesk.terms import Channel, Direction, Kind, Pending, Resolution

SPOKEN = frozenset({Channel.PHONE, Channel.COUNTER, Channel.CHAT})


class _Details(TypedDict, total=False):
    text: str
    to: str
    fix: int | None
    worked: bool
    step: int | None
    minutes: int
    channel: Channel | None
    direction: Direction | None
    pending: Pending | None
    until: datetime | None
    code: Resolution | None
    could: bool | None
    cost: int | None


class Hand:
    """Writes the acts of one ticket.

    Attributes:
        at: the moment that the story has come to.
        front: the agent of the front office who has it; ``above``: the one on a higher tier.
    """

    def __init__(
        self,
        rng: random.Random,
        content: Content,
        roster: Roster,
        scenario: Scenario,
        person: Person,
        thing: Thing | None,
        channel: Channel,
        opened_at: datetime,
        slots: Mapping[str, str],
    ) -> None:
        self.rng, self.content, self.roster = rng, content, roster
        self.scenario, self.person, self.thing, self.channel = scenario, person, thing, channel
        self.slots = slots
        self.at = self.opened_at = opened_at
        here = self.roster.at_counter(person.site, opened_at)
        if channel is Channel.COUNTER and here:
            self.opened_by = self.front = rng.choice(here)
        else:
            self.opened_by = self.front = self._somebody("front-office")
            self.channel = Channel.PHONE if channel is Channel.COUNTER else channel
        self.above = ""
        self.acts: list[Act] = []

    def _somebody(self, team: str, but: tuple[str, ...] = ()) -> str:
        return self.roster.pick(
            self.rng,
            team,
            self.at,
            category=self.scenario.category,
            site=self.person.site,
            language=self.person.language,
            but=but,
        )

    # --- words ----------------------------------------------------------------------------------
    def note(self, key: str) -> str:
        """A note of the desk, filled in."""
        return self.rng.choice(self.content.notes[key]).format_map(self.slots)

    def letter(self, key: str) -> str:
        """Something written to or by the requester, in the requester's language."""
        letters = self.content.letters.get(self.person.language, self.content.letters["en"])
        return self.rng.choice(letters[key]).format_map(self.slots)

    # --- time and acts --------------------------------------------------------------------------
    def pass_time(self, who: str, least: float, most: float) -> None:
        """Move on by some working minutes of ``who``, rather few than many."""
        self.at = self.roster.after(who, self.at, self.rng.triangular(least, most, least))

    def pass_days(self, who: str, least: float, most: float) -> None:
        """Move on by some days of the calendar, then into the next shift of ``who``."""
        ahead = self.at + timedelta(seconds=round(self.rng.uniform(least, most) * 86400))
        self.at = self.roster.after(who, ahead, self.rng.uniform(1, 90))

    def do(self, by: str, verb: Verb, **details: Unpack[_Details]) -> None:
        """Add one act at the present moment."""
        self.acts.append(Act(self.at, by, verb, **details))

    # --- everyday moves -------------------------------------------------------------------------
    def take(self) -> None:
        """The front office takes it up: at once with a caller, later what is written."""
        if self.channel in SPOKEN:
            self.pass_time(self.front, 0.3, 2)
        else:
            self.front = self._somebody("front-office")
            self.pass_time(self.front, 4, 150)
        self.do(self.front, Verb.TAKE)
        if self.channel not in SPOKEN:
            self._acknowledge()

    def _acknowledge(self) -> None:
        """Most who wrote are told at once that somebody looks at it."""
        own = random.Random(f"{self.person.code}/{self.opened_at}")
        if own.random() < 0.8:
            letters = self.content.letters.get(self.person.language, self.content.letters["en"])
            self.do(self.front, Verb.REPLY, text=letters["inform"][0].format_map(self.slots))

    def attempt(self, by: str, *, worked: bool) -> None:
        """The known fix is run with the caller to its end, which resolves, or to where it fails."""
        number = self.scenario.fix
        assert number is not None
        fix = self.content.fixes[number]
        minutes = max(1, round(fix.minutes * self.rng.uniform(0.6, 1.5)))
        self.at = self.roster.after(by, self.at, minutes)
        step = None if worked else self.rng.randint(1, len(fix.steps))
        self.do(by, Verb.ATTEMPT, fix=number, worked=worked, step=step, minutes=minutes)

    def try_first(self) -> bool:
        """Most go through the known fix before they pass a ticket on; whether that was done."""
        number = self.scenario.fix
        if number is None or self.content.fixes[number].tier > 1 or self.rng.random() > 0.85:
            return False
        self.attempt(self.front, worked=False)
        return True

    def pass_up(self, by: str, team: str, key: str) -> None:
        """Escalate to a team."""
        self.pass_time(by, 1, 15)
        self.do(by, Verb.ESCALATE, to=team, text=self.note(key))

    def accept(self, team: str, least: float, most: float) -> None:
        """Somebody of the higher team accepts it and looks into it."""
        self.above = self._somebody(team)
        self.pass_time(self.above, least, most)
        self.do(self.above, Verb.ACCEPT)
        self.pass_time(self.above, 5, 60)
        self.do(self.above, Verb.NOTE, text=self.note("working"))

    def ask(self, by: str) -> None:
        """Write to the requester and wait for the answer."""
        self.pass_time(by, 2, 20)
        self.do(by, Verb.REPLY, text=self.letter("ask"))
        self.pass_time(by, 0.2, 1)
        until = self.roster.after(by, self.at + timedelta(days=self.rng.randint(3, 7)), 1)
        self.do(by, Verb.WAIT, pending=Pending.REQUESTER, until=until)

    def answer(self, by: str) -> None:
        """The requester answers, and ``by`` takes it up again."""
        self.pass_days(by, 0.2, 2.8)
        channel = Channel.EMAIL if self.channel not in SPOKEN else self.channel
        text = self.letter("answered")
        self.do(by, Verb.CONTACT, channel=channel, direction=Direction.IN, minutes=4, text=text)
        self.pass_time(by, 0.5, 5)
        self.do(by, Verb.TAKE)

    def resolve(self, by: str, key: str, code: Resolution) -> None:
        """Resolve it; who stands above tier 1 says whether tier 1 could have."""
        self.pass_time(by, 0.5, 3)
        above = self.content.tier_of[self.roster.members[by].team] > 1
        could = self.rng.random() < 0.22 if above else None
        self.do(by, Verb.RESOLVE, text=self.note(key), code=code, could=could)

    def done_at_front(self) -> None:
        """Resolve in the first tier without a known fix."""
        self.pass_time(self.front, 2, 25)
        if self.scenario.kind is Kind.REQUEST:
            self.resolve(self.front, "fulfilled", Resolution.FULFILLED)
        else:
            self.resolve(self.front, "instructed", Resolution.INSTRUCTED)

    def done_above(self, least: float, most: float) -> None:
        """Resolve by whoever holds it above; a fix that needs their rights is run as such."""
        self.pass_time(self.above, least, most)
        number = self.scenario.fix
        higher = number is not None and self.content.fixes[number].tier > 1
        if higher and self.rng.random() < self.scenario.works:
            self.attempt(self.above, worked=True)
        else:
            code = Resolution.FULFILLED if self.scenario.kind is Kind.REQUEST else Resolution.FIXED
            if code is Resolution.FIXED and self.rng.random() < 0.12:
                code = Resolution.WORKAROUND
            self.resolve(self.above, "solved_above", code)
