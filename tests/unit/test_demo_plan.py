"""The plan of the demonstration: the same from the same seed, and a year that makes sense."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from frontdesk.demo.acts import Act, Verb
from frontdesk.demo.content import Content, Fate, load
from frontdesk.demo.plan import Plan, moment, plan
from frontdesk.demo.roster import Roster
from frontdesk.demo.standing import STANDS
from frontdesk.lifecycle import REPAIR, TICKET, step, step_repair
from frontdesk.resources import resource
from frontdesk.terms import Channel, Pending, Repair, Status

FRIDAY, SUNDAY, SUMMER = date(2026, 11, 20), date(2026, 11, 22), date(2027, 3, 28)


@pytest.fixture(scope="module")
def content() -> Content:
    return load(resource("policy.toml").parent)


@pytest.fixture(scope="module")
def friday(content: Content) -> Plan:
    return plan(content, tickets=400, seed=1, now=moment(FRIDAY))


def test_the_same_seed_and_moment_give_the_same_plan(content: Content, friday: Plan) -> None:
    assert plan(content, tickets=400, seed=1, now=moment(FRIDAY)) == friday


def test_another_seed_gives_another_plan(content: Content, friday: Plan) -> None:
    assert plan(content, tickets=400, seed=2, now=moment(FRIDAY)).tickets != friday.tickets


@pytest.mark.parametrize("today", [FRIDAY, SUNDAY, SUMMER])
def test_the_past_lies_before_now_and_in_order(content: Content, today: date) -> None:
    now = moment(today)
    tickets = plan(content, tickets=400, seed=3, now=now).tickets
    assert len(tickets) == 400
    assert [t.opened_at for t in tickets] == sorted(t.opened_at for t in tickets)
    for ticket in tickets:
        times = [ticket.opened_at, *(act.at for act in ticket.acts)]
        assert times == sorted(times)
        assert now - timedelta(days=366) < times[0] <= times[-1] < now


@pytest.mark.parametrize("today", [FRIDAY, SUNDAY])
def test_about_45_of_400_tickets_are_open_in_all_states(content: Content, today: date) -> None:
    tickets = plan(content, tickets=400, seed=5, now=moment(today)).tickets
    stands = Counter(ticket.stand for ticket in tickets if ticket.stand)
    assert sum(stands.values()) == 45
    assert set(stands) == {stand.name for stand in STANDS}
    waits = {t.acts[-1].pending for t in tickets if t.stand and t.acts}
    assert waits >= {
        Pending.REQUESTER,
        Pending.CALLBACK,
        Pending.PART,
        Pending.CHANGE,
        Pending.MONITORING,
    }


def test_nothing_that_waits_now_should_have_woken_before(friday: Plan) -> None:
    for ticket in friday.tickets:
        last = ticket.acts[-1] if ticket.acts else None
        if ticket.stand and last and last.verb is Verb.WAIT:
            assert last.until is not None
            assert last.until > friday.now


def test_the_rates_are_those_of_a_plausible_front_office(content: Content) -> None:
    tickets = [
        ticket
        for seed in range(3)
        for ticket in plan(content, tickets=400, seed=seed, now=moment(FRIDAY)).tickets
        if ticket.stand is None
    ]

    def share(hits: int) -> float:
        return hits / len(tickets)

    fates = Counter(ticket.fate for ticket in tickets)
    assert 0.57 <= share(fates[Fate.FIXED] + fates[Fate.INSTRUCTED]) <= 0.65
    assert 0.17 <= share(sum(bool(t.teams_above) for t in tickets)) <= 0.25
    deep = sum(any(content.tier_of[team] == 3 for team in t.teams_above) for t in tickets)
    assert 0.035 <= share(deep) <= 0.07
    assert 0.06 <= share(fates[Fate.RETURNED] + fates[Fate.HANDED_BACK]) <= 0.10
    assert 0.03 <= share(fates[Fate.VENDOR]) <= 0.07
    assert 0.03 <= share(fates[Fate.REOPENED]) <= 0.05


def test_every_act_falls_in_the_shift_of_who_does_it(content: Content, friday: Plan) -> None:
    roster = Roster(content.company)
    for ticket in friday.tickets:
        for act in ticket.acts:
            assert roster.at_work(act.by, act.at), (ticket.subject, act)


def test_only_people_of_the_site_serve_at_its_counter(content: Content, friday: Plan) -> None:
    site = {member.login: member.site for member in content.company.agent}
    counter = [t for t in friday.tickets if t.channel is Channel.COUNTER]
    assert counter
    assert all(site[ticket.opened_by] == ticket.site for ticket in counter)


def test_every_history_is_one_that_the_lifecycle_allows(friday: Plan) -> None:
    for ticket in friday.tickets:
        status, order = Status.NEW, None
        for act in ticket.acts:
            status, order = _followed(act, status, order)
        assert (ticket.stand is not None) == status.is_open, ticket


def test_what_is_passed_on_goes_to_a_higher_tier_and_is_taken_there(
    content: Content, friday: Plan
) -> None:
    team = {member.login: member.team for member in content.company.agent}
    for ticket in friday.tickets:
        holder = ""
        for act in ticket.acts:
            if act.verb is Verb.ESCALATE:
                assert content.tier_of[act.to] > content.tier_of[team[act.by]]
                holder = act.to
            elif act.verb in (Verb.ACCEPT, Verb.RETURN):
                assert team[act.by] == holder


def test_only_customers_call_at_the_weekend(friday: Plan) -> None:
    staff = {person.code for person in friday.cast.people if person.organisation == "ambervik"}
    for ticket in friday.tickets:
        if ticket.opened_at.weekday() > 4 and ticket.stand is None:
            assert ticket.requester not in staff


def test_the_cast_has_three_hundred_pieces_of_equipment_with_owners(friday: Plan) -> None:
    things, people = friday.cast.things, {person.code for person in friday.cast.people}
    assert len(things) == 300
    assert len({thing.tag for thing in things}) == len({thing.serial for thing in things}) == 300
    assert len(people) == len(friday.cast.people) == 240
    assert all(thing.requester is None or thing.requester in people for thing in things)
    covered = sum(thing.warranty_until >= FRIDAY for thing in things)
    assert 60 <= covered <= 240


def test_a_small_plan_is_possible(content: Content) -> None:
    for count in (0, 1, 7, 30):
        assert len(plan(content, tickets=count, seed=1, now=moment(FRIDAY)).tickets) == count


def test_the_moment_is_the_afternoon_in_poznan() -> None:
    assert moment(FRIDAY).astimezone(UTC) == datetime(2026, 11, 20, 13, 7, tzinfo=UTC)


_GIVEN = {
    "reason": "x",
    "missing": "x",
    "instructions": "x",
    "number": "x",
    "fix": 1,
    "code": "x",
    "text": "x",
    "carrier": "x",
    "tracking": "x",
}


def _followed(act: Act, status: Status, order: Repair | None) -> tuple[Status, Repair | None]:
    given = {
        **_GIVEN,
        "repair_closed": order in (None, Repair.RETURNED, Repair.CLOSED),
        "pending_reason": act.pending,
        "until": act.until,
    }
    if act.verb is Verb.REPAIR_OPEN:
        return Status.PENDING, Repair.OPEN
    if act.verb.startswith("repair_"):
        assert order is not None
        verb = act.verb.removeprefix("repair_")
        assert verb in REPAIR
        return status, step_repair(verb, order, given)
    verb = {Verb.ATTEMPT: "try_worked" if act.worked else "try_failed"}.get(act.verb, act.verb)
    assert verb in TICKET
    return step(verb, status, given, team="team", assignee="person"), order


def test_texts_are_filled_in(friday: Plan) -> None:
    for ticket in friday.tickets:
        for text in (ticket.subject, ticket.words, *(act.text for act in ticket.acts)):
            assert "{" not in text
            assert text.strip() == text
    assert len({ticket.subject for ticket in friday.tickets}) > 90


@pytest.mark.parametrize("hour", [1, 7, 12, 22])
def test_a_plan_is_possible_at_every_hour_of_the_day(content: Content, hour: int) -> None:
    for day in (20, 21, 22, 23):
        now = datetime(2026, 11, day, hour, 30, tzinfo=UTC)
        tickets = plan(content, tickets=120, seed=1, now=now).tickets
        assert len(tickets) == 120
        assert all(ticket.ends_at < now for ticket in tickets)
