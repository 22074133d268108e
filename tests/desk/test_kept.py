"""Saved views and canned answers: one's own and everybody's, kept, changed, dropped."""

from __future__ import annotations

import pytest

from frontdesk import desk, insight
from frontdesk.errors import BadInputError, NotFoundError, RefusedError
from frontdesk.query import Filter, Order, QueryError
from frontdesk.store.unit import Store
from frontdesk.terms import KeptKind, Subject
from tests.conftest import Enter

VIEW, ANSWER = KeptKind.VIEW, KeptKind.ANSWER


def names(store: Store, login: str) -> list[str]:
    return [row.name for row in insight.kept.kept(store, VIEW, login)]


def test_a_view_is_its_owners_until_a_supervisor_shares_one(enter: Enter, store: Store) -> None:
    desk.kept.keep(enter("maja"), VIEW, "Till lunch", {"query": "@me due:<2h"})
    assert (names(store, "maja"), names(store, "ola")) == (["Till lunch"], [])
    with pytest.raises(RefusedError, match="supervisors"):
        desk.kept.keep(enter("maja"), VIEW, "Everybody", {"query": "pri:1"}, shared=True)
    desk.kept.keep(enter("berit"), VIEW, "Urgent", {"query": "pri:1..2"}, shared=True)
    desk.kept.keep(enter("maja"), VIEW, "URGENT", {"query": "pri:1"})
    assert [row.shared for row in insight.kept.kept(store, VIEW, "maja")] == [False, False]
    assert [row.shared for row in insight.kept.kept(store, VIEW, "ola")] == [True]


def test_a_saved_view_stands_at_its_key_and_means_whoever_looks(enter: Enter, store: Store) -> None:
    keep = {"query": "@team pri:1..2", "sort": "oldest", "place": "2"}
    desk.kept.keep(enter("berit"), VIEW, "Urgent here", keep, shared=True)
    views = insight.views.views(store, enter("nadia").actor)
    assert [view.key for view in views][:3] == ["mine", "Urgent here", "team"]
    assert views[1].filter == Filter.of(team="network", priority=("P1", "P2"))
    assert views[1].order is Order.OLDEST


@pytest.mark.parametrize(
    ("name", "values", "error"),
    [
        ("x", {"query": "statsu:open"}, QueryError),
        ("x", {"query": "team:netwrok"}, QueryError),
        ("x", {"query": "", "sort": "sideways"}, BadInputError),
        ("x", {"query": "", "place": "10"}, BadInputError),
        ("x", {"query": "", "colour": "red"}, BadInputError),
        ("  ", {"query": ""}, BadInputError),
        ("mine", {"query": ""}, RefusedError),
        ("Due soon", {"query": ""}, RefusedError),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is(
    enter: Enter, store: Store, name: str, values: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        desk.kept.keep(enter("maja"), VIEW, name, values)
    assert names(store, "maja") == []


def test_what_is_dropped_comes_back_under_its_name_and_all_of_it_is_on_the_trail(
    enter: Enter, store: Store
) -> None:
    office = enter("maja")
    made = desk.kept.keep(office, VIEW, "Till lunch", {"query": "@me"}).made
    desk.kept.keep(office, VIEW, "till lunch", {"sort": "due"})
    assert insight.kept.one(store, VIEW, "maja", "Till Lunch").body["query"] == "@me"
    desk.kept.drop(office, VIEW, "Till lunch")
    assert names(store, "maja") == []
    with pytest.raises(NotFoundError):
        desk.kept.drop(office, VIEW, "Till lunch")
    again = desk.kept.keep(office, VIEW, "Till lunch", {"query": "pri:1"}, fresh=True)
    assert again.made == made
    assert insight.kept.one(store, VIEW, "maja", "till lunch").body["sort"] == "priority"
    with pytest.raises(RefusedError, match="exists already"):
        desk.kept.keep(office, VIEW, "Till lunch", {"query": "pri:2"}, fresh=True)
    assert made is not None
    events = insight.timeline.of_subject(store, Subject.KEPT, made)
    assert [event.verb for event in events] == ["keep", "keep", "drop", "keep"]


def test_a_placeholder_that_nothing_fills_is_refused_when_the_answer_is_written(
    enter: Enter, store: Store
) -> None:
    office = enter("maja")
    with pytest.raises(BadInputError, match="requester"):
        desk.kept.keep(office, ANSWER, "hello", {"text": "Hello {requestor},"})
    desk.kept.keep(office, ANSWER, "hello", {"text": "Hello {first_name}, {number} is closed."})
    assert insight.kept.one(store, ANSWER, "maja", "hello").body["language"] == "en"
