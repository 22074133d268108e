"""Finding callers and equipment while somebody types."""

from __future__ import annotations

import pytest

from frontdesk import desk, insight
from frontdesk.decision.pile import Suited
from frontdesk.desk.inputs import NewTicket
from frontdesk.errors import NotFoundError
from frontdesk.store.unit import Store
from frontdesk.terms import Subject
from tests.conftest import Enter


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("anna n", "anna.nowak"),
        ("ANNA", "anna.nowak"),
        ("now", "anna.nowak"),
        ("wisniew", "zofia.w"),
        ("wiśniewska zof", "zofia.w"),
        ("oberg", "per.oberg"),
        ("per.oberg@exa", "per.oberg"),
        ("0142", "anna.nowak"),
        ("61 555", "anna.nowak"),
        ("061-555 01 42", "anna.nowak"),
        ("0048 61 555 0142", "anna.nowak"),
        ("+48585550177", "zofia.w"),
        ("zofia.w", "zofia.w"),
    ],
)
def test_a_caller_is_found_by_any_word_of_the_name_by_mail_and_by_digits(
    store: Store, typed: str, first: str
) -> None:
    assert insight.people.requesters(store, typed)[0].code == first


@pytest.mark.parametrize(
    "typed", ["", "  ", "xyzzy", "%", "_", "100%", "' OR 1=1", "[x]", "999999"]
)
def test_what_nobody_is_called_finds_nobody(store: Store, typed: str) -> None:
    assert insight.people.requesters(store, typed) == []


def test_who_has_left_is_not_offered(enter: Enter, store: Store) -> None:
    desk.register.edit(enter("maja"), Subject.REQUESTER, "anna.nowak", {"active": "no"})
    assert insight.people.requesters(store, "anna") == []
    assert insight.people.requester(store, "anna.nowak").name == "Anna Nowak"


def test_one_screen_has_tickets_and_equipment_of_a_caller(enter: Enter, store: Store) -> None:
    office = enter("berit")
    new = NewTicket(subject="My account is locked", requester="anna.nowak")
    for _ in range(3):
        desk.intake.open_ticket(office, new)
    desk.outcome.cancel(office, [2], reason="twice")
    still, past, things = insight.people.of_requester(store, "anna.nowak")
    assert {row.number for row in still} == {1, 3}
    assert [row.number for row in past] == [2]
    assert [thing.tag for thing in things] == ["LAP-0001"]
    assert insight.people.requester(store, "anna.nowak").open == 2
    with pytest.raises(NotFoundError):
        insight.people.of_requester(store, "nobody")


@pytest.mark.parametrize(
    "typed",
    ["LAP-0001", "lap0001", "lap-00", "NW8F3K2201", "nw8f-3k22-01", "laptop", "N-laptop", "n lapt"],
)
def test_equipment_is_found_by_tag_serial_type_and_model(store: Store, typed: str) -> None:
    assert [thing.tag for thing in insight.people.assets(store, typed)] == ["LAP-0001"]


def test_the_callers_own_equipment_comes_first(enter: Enter, store: Store) -> None:
    office = enter("maja")
    for tag, owner in (("LAP-0000", "per.oberg"), ("LAP-0002", "zofia.w")):
        desk.register.add(office, Subject.ASSET, {"tag": tag, "type": "laptop", "requester": owner})
    assert [thing.tag for thing in insight.people.assets(store, "", "per.oberg")] == ["LAP-0000"]
    assert insight.people.assets(store, "laptop")[0].tag == "LAP-0000"
    # What is the caller's and fits is meant; the rest would only be in the way.
    assert [thing.tag for thing in insight.people.assets(store, "laptop", "zofia.w")] == [
        "LAP-0002"
    ]
    # A tag that is somebody else's is meant too, when it is typed whole.
    assert insight.people.assets(store, "LAP-0001", "zofia.w")[0].tag == "LAP-0001"


def test_equipment_is_named_by_tag_or_serial(store: Store) -> None:
    assert insight.people.asset(store, "NW8F3K2201") == insight.people.asset(store, "LAP-0001")
    with pytest.raises(NotFoundError):
        insight.people.asset(store, "LAP")


def test_the_picker_ranks_people_of_the_tickets_tier_first(enter: Enter, store: Store) -> None:
    office = enter("berit")
    new = NewTicket(subject="The printer takes two pages", requester="zofia.w", category="printing")
    for _ in range(2):
        desk.intake.open_ticket(office, new, route_it=False)
    one = insight.picking.ranked(store, office.policy, [1], office.now())
    assert one[0].person.login == "maja"
    assert one[0].fits == 1
    assert {each.person.login for each in one} == {
        "maja", "ola", "emil", "nadia", "piotr", "berit", "root",
    }  # fmt: skip
    assert (
        insight.picking.ranked(store, office.policy, [1, 2], office.now())[0].person.login == "maja"
    )
    assert [row.login for row in insight.load.people(store, office.now())][:2] == ["berit", "maja"]


def test_a_pile_is_ranked_whole_and_as_its_tickets_are_one_by_one(
    enter: Enter, store: Store
) -> None:
    office = enter("berit")
    numbers = []
    for category, who in (
        *[("printing", "zofia.w")] * 14, ("network", "anna.nowak"), (None, "per.oberg"),
        ("security", "unknown"),
    ):  # fmt: skip
        new = NewTicket(subject="The printer takes two pages", requester=who, category=category)
        numbers += desk.intake.open_ticket(office, new, route_it=False).numbers
    desk.assign.assign(office, numbers[:2], to="maja")
    desk.escalate.decline(enter("maja"), [numbers[0]], reason="no time")
    desk.outcome.cancel(office, numbers[13:14], reason="nothing")

    def ranked(*some: int) -> tuple[Suited, ...]:
        return insight.picking.ranked(store, office.policy, some, office.now())

    pile = ranked(*numbers)
    one_by_one = [ranked(number) for number in numbers]
    for each in pile:
        login = each.person.login
        alone = [one for found in one_by_one for one in found if one.person.login == login]
        assert each.of == len(numbers) == len(alone)
        assert each.fits == sum(one.fits for one in alone)
        for code in ("too_little_authority", "declined", "no_skill"):
            said = sum(any(con.code == code for con in one.cons) for one in alone)
            assert sum(con.tickets for con in each.cons if con.code == code) == said
    assert {each.person.login: each.fits for each in pile}["maja"] >= 12
