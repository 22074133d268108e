"""Whom a ticket goes to: on shift, suited, with room, and known to the requester."""

from __future__ import annotations

from datetime import UTC, date, datetime

from frontdesk import policy
from frontdesk.routing import (
    Caller,
    Target,
)
from frontdesk.terms import Channel, Role, Route, Status
from tests.unit.routing_cases import (
    DEFAULT,
    PEOPLE,
    person,
    route,
    said,
)


class TestPeople:
    def picked(self, *people: object, **values: object) -> str | None:
        return route(known={"people": people}, **values).target.assignee

    def test_who_is_on_shift_comes_before_who_keeps_no_roster(self) -> None:
        assert self.picked(person("a", on_shift=None), person("b")) == "b"
        assert self.picked(person("a", on_shift=None)) == "a"

    def test_nobody_off_shift_is_picked_and_the_queue_has_it(self) -> None:
        decision = route(known={"people": (person("a", on_shift=False),)})
        assert decision.target == Target(tier=1, team="front-office")
        assert said(decision, "nobody_fits")

    def test_complexity_needs_authority(self) -> None:
        assert self.picked(person("a", authority=1), person("b", load=9)) == "b"

    def test_the_category_s_skill_is_wanted_where_somebody_has_it(self) -> None:
        assert self.picked(person("a", skills={}), person("b", load=9)) == "b"
        assert self.picked(person("a", skills={}), person("b", skills={"vpn": 5})) == "a"

    def test_who_is_full_is_not_picked(self) -> None:
        assert self.picked(person("a", load=12), person("b", load=11)) == "b"
        assert self.picked(person("a", load=12)) is None

    def test_the_requester_s_language_is_preferred_and_not_needed(self) -> None:
        caller = Caller("jan", language="pl")
        people = (person("a", languages=("sv",)), person("b", languages=("pl",), load=6))
        assert route(known={"caller": caller, "people": people}).target.assignee == "b"
        assert route(known={"caller": caller, "people": people[:1]}).target.assignee == "a"

    def test_who_knew_the_requester_comes_before_who_has_less_to_do(self) -> None:
        assert self.picked(person("a"), person("b", knew=2, load=5)) == "b"

    def test_who_carries_less_comes_first(self) -> None:
        assert self.picked(person("a", load=6), person("b", load=2)) == "b"

    def test_people_are_not_used_far_above_their_matters(self) -> None:
        assert self.picked(person("a", authority=5), person("b", authority=2)) == "b"

    def test_who_has_waited_longest_comes_first_among_equals(self) -> None:
        late = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        early = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
        assert self.picked(person("a", waiting_since=late), person("b", waiting_since=early)) == "b"
        assert self.picked(person("a", waiting_since=early), person("b")) == "b"

    def test_supervisors_are_not_given_everyday_tickets(self) -> None:
        assert self.picked(PEOPLE[2]) is None

    def test_who_has_the_ticket_and_fits_keeps_it(self) -> None:
        decision = route(team="front-office", assignee="oskar", status=Status.IN_PROGRESS)
        assert decision.target.assignee == "oskar"

    def test_a_team_s_queue_receives_what_is_escalated(self) -> None:
        assert route(complexity=4).target.assignee is None

    def test_unless_the_policy_gives_it_to_a_person(self) -> None:
        text = DEFAULT.replace('escalate_to = "team"', 'escalate_to = "person"', 1)
        assert route(complexity=4, policy=policy.parse(text)).target.assignee == "dag"

    def test_nobody_who_is_away_is_picked(self) -> None:
        gone = person("a", on_shift=False, away_until=date(2026, 11, 30))
        assert self.picked(gone, person("b", load=9)) == "b"
        assert self.picked(gone) is None
        assert self.picked(gone, team="front-office", assignee="a") is None

    def test_the_deputy_has_what_the_absent_one_holds_or_knew(self) -> None:
        gone = {"on_shift": False, "away_until": date(2026, 11, 30), "stand_in": "b"}
        knew = (person("a", knew=3, **gone), person("b", load=9), person("c"))
        assert self.picked(*knew) == "b"
        holds = (person("a", **gone), person("b", load=9), person("c", knew=3))
        assert self.picked(*holds, team="front-office", assignee="a") == "b"
        assert self.picked(*holds) == "c"

    def test_a_deputy_who_is_off_or_full_is_not_picked_for_it(self) -> None:
        gone = {"on_shift": False, "away_until": date(2026, 11, 30), "stand_in": "b", "knew": 3}
        assert self.picked(person("a", **gone), person("b", load=12), person("c")) == "c"
        assert self.picked(person("a", **gone), person("b", on_shift=False), person("c")) == "c"

    def test_no_supervisor_who_is_away_is_asked(self) -> None:
        boss = {"role": Role.SUPERVISOR, "authority": 5}
        people = (
            person("a", on_shift=False, away_until=date(2026, 11, 30), **boss),
            person("b", **boss),
        )
        decision = route("hm", channel=Channel.MONITORING, known={"people": people})
        assert (decision.route, decision.target.assignee) == (Route.SUPERVISOR, "b")
