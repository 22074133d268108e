"""From a seed and a moment to the plan of a demonstration: who, what, and a year of tickets.

Pure: the same content, sizes, seed and moment give the same plan, value for value. It reads no
clock and stores nothing; carrying the plan out through the desk's verbs is for ``build``.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from frontdesk.demo import cast as casting
from frontdesk.demo.acts import Act, Planned, Verb
from frontdesk.demo.cast import Cast, Person, Thing
from frontdesk.demo.content import Audience, Content, Fate, Scenario
from frontdesk.demo.fates import PLAYS, repairer
from frontdesk.demo.hand import SPOKEN, Hand
from frontdesk.demo.roster import Roster
from frontdesk.demo.standing import Stand, apportion, cut, spread, waiting
from frontdesk.terms import Channel, Impact

SHARES: dict[Fate, int] = {
    Fate.FIXED: 44,
    Fate.INSTRUCTED: 18,
    Fate.WAITING: 5,
    Fate.ESCALATED: 7,
    Fate.DEEP: 5,
    Fate.RETURNED: 4,
    Fate.HANDED_BACK: 4,
    Fate.VENDOR: 5,
    Fate.REOPENED: 4,
    Fate.WITHDRAWN: 4,
}
"""How tickets end, of a hundred."""

_MONTHS = (1.2, 1.05, 1.05, 0.95, 0.95, 0.9, 0.6, 0.85, 1.2, 1.1, 1.1, 0.85)
_WEEK = (1.3, 1.1, 1.0, 1.0, 0.9, 0.4, 0.3)
_OPEN = 45
_MOST_OPEN = 150  # what sixteen people can have on their hands
_LATELY = 4.0
_FULL = 400


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole demonstration; ``tickets`` in the order in which they are opened."""

    now: datetime
    cast: Cast
    tickets: tuple[Planned, ...]


def moment(today: date) -> datetime:
    """The moment of a demonstration on that day: 14:07 in Poznań, in the busy afternoon."""
    return datetime.combine(today, time(14, 7), ZoneInfo("Europe/Warsaw"))


def plan(content: Content, *, tickets: int, seed: int, now: datetime) -> Plan:
    """Plan a demonstration.

    Args:
        tickets: how many, over the year before ``now``; 45 of 400 are open at ``now``.
        seed: of everything that is drawn.
        now: aware; the plan's acts all lie before it.
    """
    people = max(240, tickets // 40)
    things = max(300, tickets // 30)
    cast = casting.draw(content, seed, now.date(), people, things)
    return Plan(now, cast, _Planner(content, cast, seed, now).tickets(tickets))


class _Planner:
    def __init__(self, content: Content, cast: Cast, seed: int, now: datetime) -> None:
        self.rng = random.Random(f"{seed}/tickets")
        self.content, self.now, self.told = content, now, 0
        self.sent: Counter[str] = Counter()
        self.roster = Roster(content.company)
        self.people = {person.code: person for person in cast.people}
        self.zones = {site.code: ZoneInfo(site.timezone) for site in content.company.site}
        self.by_site: dict[str, list[Person]] = {}
        self.by_audience: dict[Audience, list[Person]] = {}
        for person in cast.people:
            self.by_audience.setdefault(person.audience, []).append(person)
            if person.audience is Audience.EMPLOYEE:
                self.by_site.setdefault(person.site, []).append(person)
        self.things: dict[tuple[str, Audience], list[Thing]] = {}
        for thing in cast.things:
            audience = Audience.EMPLOYEE if thing.audience is Audience.SITE else thing.audience
            self.things.setdefault((thing.type, audience), []).append(thing)
        plays = [scenario for scenario in content.scenarios if not scenario.story]
        self.choices = {
            fate: (
                [row for row in plays if fate in row.fates],
                list(accumulate(row.leaning(fate) for row in plays if fate in row.fates)),
            )
            for fate in Fate
        }
        self.days = [now.date() - timedelta(days=back) for back in range(364, -1, -1)]
        self.weights = {
            weekend: list(
                accumulate(_busy(day, back, weekend) for back, day in _numbered(self.days))
            )
            for weekend in (True, False)
        }

    def tickets(self, count: int) -> tuple[Planned, ...]:
        still = min(count // 3, _MOST_OPEN, round(_OPEN * (count / _FULL) ** 0.5))
        open_now = [self.standing(stand) for stand in spread(still)]
        keys = list(SHARES)
        order = apportion(dict(enumerate(SHARES.values())), count - still)
        self.rng.shuffle(order)
        done = [self.finished(keys[index]) for index in order]
        return tuple(sorted(open_now + done, key=lambda row: (row.opened_at, row.subject)))

    # --- tickets that are over ------------------------------------------------------------------
    def finished(self, fate: Fate) -> Planned:
        """A ticket whose history ended before now."""
        scenario = self.scenario(fate)
        thing, person = self.subject(scenario, fate)
        channel = self.rng.choice(scenario.channels)
        weekend = person.audience is Audience.HOUSEHOLD
        while True:
            opened = self.some_time(weekend)
            hand = self.hand(scenario, person, thing, channel, opened)
            PLAYS[fate](hand)
            if hand.at < self.now:
                return self.write(hand, fate)

    def scenario(self, fate: Fate) -> Scenario:
        rows, weights = self.choices[fate]
        return self.rng.choices(rows, cum_weights=weights)[0]

    def some_time(self, weekend: bool) -> datetime:
        """A moment of the year before now, in opening hours; mornings are busier."""
        while True:
            day = self.rng.choices(self.days, cum_weights=self.weights[weekend])[0]
            hours = self.roster.open_hours("front-office", day)
            if hours is None:
                continue
            length = (hours[1] - hours[0]).total_seconds()
            part = self.rng.triangular(0, 1, 0.25 if self.rng.random() < 0.65 else 0.6)
            at = hours[0] + timedelta(seconds=int(part * length * 0.97))
            if at < self.now:
                return at

    # --- tickets that are open now --------------------------------------------------------------
    def standing(self, stand: Stand) -> Planned:
        """A ticket that is open now and stands as ``stand`` says."""
        youngest, oldest = stand.youngest, stand.oldest
        while True:
            fate = self.rng.choice(stand.fates)
            scenario = self._story() if stand.story else self.scenario(fate)
            if stand.categories and scenario.category not in stand.categories:
                continue
            thing, person = self.subject(scenario, fate)
            if stand.story:
                thing, person = None, self.rng.choice(self.by_site["gdansk"])
            channel = self.rng.choice(stand.channels or scenario.channels)
            back = timedelta(seconds=round(self.rng.uniform(youngest, oldest) * 3600))
            opened = self.now - back
            if not stand.story and not self.is_open(opened):
                youngest, oldest = youngest * 1.02, oldest * 1.05 + 0.2
                continue
            hand = self.hand(scenario, person, thing, channel, opened)
            planned = self.stopped(hand, fate, stand)
            if planned is not None:
                return planned
            youngest, oldest = youngest * 1.02, oldest * 1.03

    def stopped(self, hand: Hand, fate: Fate, stand: Stand) -> Planned | None:
        """The ticket with its history cut where it stands, or nothing if that is not yet."""
        if stand.last is Verb.ASSIGN:
            boss = self.rng.choice(self.roster.supervisors)
            to = hand.roster.pick(
                self.rng, "front-office", self.now, category=hand.scenario.category
            )
            hand.pass_time(boss, 2, 60)
            hand.do(boss, Verb.ASSIGN, to=self.rng.choice((to, to, "front-office")))
        else:
            PLAYS[fate](hand)
        acts = cut(hand.acts, stand)
        if acts is None:
            return None
        if stand.waits is not None:
            acts = (*acts, waiting(hand, acts[-1], stand.waits, self.now))
        if stand.last is Verb.ACCEPT and self.rng.random() < 0.6 and stand.waits is None:
            acts = tuple(hand.acts[: len(acts) + 1])
        if acts and not self.still(acts[-1]):
            return None
        hand.acts = list(acts)
        return self.write(hand, fate, stand.name)

    def still(self, last: Act) -> bool:
        """Whether a history that ends with this act is past, and nothing has woken it since.

        A promise of a vendor that has passed wakes nothing: such a repair is overdue.
        """
        past = last.verb is Verb.WAIT and last.until is not None and last.until <= self.now
        return last.at < self.now and not past

    def is_open(self, at: datetime) -> bool:
        """Whether somebody of the front office is there."""
        return any(
            self.roster.at_work(member.login, at) for member in self.roster.teams["front-office"]
        )

    def _story(self) -> Scenario:
        return next(scenario for scenario in self.content.scenarios if scenario.story)

    # --- whom, what, which words ----------------------------------------------------------------
    def subject(self, scenario: Scenario, fate: Fate) -> tuple[Thing | None, Person]:
        """The equipment that a ticket is about, if any, and who reports it."""
        audiences = [row for row in scenario.audience if (scenario.asset, row) in self.things]
        if not scenario.asset or not audiences:
            return None, self.rng.choice(self.by_audience[self.rng.choice(scenario.audience)])
        things = self.things[scenario.asset, self.rng.choice(audiences)]
        thing = self.rng.choice(things)
        if fate is Fate.VENDOR:
            thing = self.to_send(things) or thing
        if thing.requester is None:
            return thing, self.rng.choice(self.by_site[thing.site])
        return thing, self.people[thing.requester]

    def to_send(self, things: Sequence[Thing]) -> Thing | None:
        """What goes to its repairer: of some, what went least often, for nothing is away twice."""
        some = [self.rng.choice(things) for _ in range(20)]
        able = [each for each in some if repairer(self.content, each, self.now.date())]
        thing = min(able, key=lambda each: self.sent[each.tag], default=None)
        if thing is not None:
            self.sent[thing.tag] += 1
        return thing

    def hand(
        self,
        scenario: Scenario,
        person: Person,
        thing: Thing | None,
        channel: Channel,
        opened: datetime,
    ) -> Hand:
        slots = {
            "cause": scenario.cause,
            "missing": scenario.missing,
            "orders": scenario.orders,
            "fault": scenario.fault,
            "who": person.first,
            "vendor": "the repairer",
        }
        return Hand(
            self.rng, self.content, self.roster, scenario, person, thing, channel, opened, slots
        )

    def language(self, hand: Hand) -> str:
        """Written words are the requester's own; spoken ones are mostly taken down in English."""
        own = hand.person.language
        speaks = own in self.roster.members[hand.opened_by].languages
        if hand.channel in SPOKEN and not (speaks and self.rng.random() < 0.3):
            return "en"
        return own if any(say.language == own for say in hand.scenario.says) else "en"

    def write(self, hand: Hand, fate: Fate, stand: str | None = None) -> Planned:
        """The ticket whole."""
        rng, scenario, person = self.rng, hand.scenario, hand.person
        language = self.language(hand)
        says = [row for row in scenario.says if row.language == language]
        if scenario.story:
            self.told += 1  # neighbours put the same thing differently
            say = says[self.told % len(says)]
        else:
            say = rng.choice(says)
        slots = {key: rng.choice(words) for key, words in self.content.slots[language].items()}
        names = self.content.people.swedish
        if person.site in self.content.people.polish.sites:
            names = self.content.people.polish
        slots["colleague"] = casting.full_name(names, rng)
        since = self.now - timedelta(minutes=17)
        slots["clock"] = since.astimezone(self.zones[person.site]).strftime("%H:%M")
        slots["town"] = rng.choice(self.content.notes["towns"])
        slots["model"] = hand.thing.model if hand.thing else scenario.asset.replace("_", " ")
        subject = say.subject.format_map(slots)
        impact, urgency = rng.choice(scenario.impact), rng.choice(scenario.urgency)
        if fate is Fate.VENDOR:  # what is sent away for a week stops one person, not a site
            impact = Impact.PERSON
        return Planned(
            scenario=scenario.id,
            fate=fate,
            subject=subject[0].upper() + subject[1:],
            words=say.body.format_map(slots),
            requester=person.code,
            asset=hand.thing.tag if hand.thing else None,
            category=scenario.category,
            kind=scenario.kind,
            channel=hand.channel,
            site=person.site,
            impact=impact,
            urgency=urgency,
            opened_at=hand.opened_at,
            opened_by=hand.opened_by,
            acts=tuple(hand.acts),
            stand=stand,
        )


def _numbered(days: list[date]) -> list[tuple[int, date]]:
    return list(enumerate(days))


def _busy(day: date, index: int, weekend: bool) -> float:
    """How busy a day is; the company grows a little over the year."""
    if not weekend and day.weekday() > 4:
        return 0.0
    lately = _LATELY if index >= 359 else 1.0  # so that the last days look like days
    return _WEEK[day.weekday()] * _MONTHS[day.month - 1] * (0.85 + 0.3 * index / 364) * lately
