from __future__ import annotations

import pytest

from frontdesk.learning import measure
from frontdesk.learning.counts import Counts, Row, Totals, wanted
from frontdesk.learning.tokens import features
from tests.unit import learned


def taught(n: int = 400, seed: int = 1) -> Counts:
    counts = Counts(Totals(), {})
    for found, team in learned.counted(n, seed):
        counts.learn(found, team)
    return counts


@pytest.fixture(scope="module")
def known() -> Counts:
    return taught()


def test_what_was_counted_finds_the_team_of_tickets_it_has_not_seen(known: Counts) -> None:
    unseen = learned.counted(300, seed=2, doubt=0.0)
    found = measure.figures(
        [known.suggest(one) for one, _team in unseen], [team for _one, team in unseen]
    )
    assert found.accuracy > 0.95


def test_every_resolution_teaches_at_once() -> None:
    counts = taught()
    asked = features("badge reader beeps")
    for _each in range(4):
        counts.learn(asked, "facility")
    best = counts.suggest(asked).best
    assert best is not None
    assert best.name == "facility"


def test_the_same_tickets_in_the_same_order_give_the_same(known: Counts) -> None:
    again = taught()
    assert again.rows == known.rows
    assert again.totals == known.totals
    assert again.hash != taught(seed=2).hash


def test_the_rows_of_a_tickets_features_are_all_that_an_answer_needs(known: Counts) -> None:
    asked = features("the wifi router on my desk", {"site": "lund"})
    read = {name: known.rows[name] for name in wanted(asked) if name in known.rows}
    part = Counts(known.totals, read)
    assert part.suggest(asked) == known.suggest(asked)
    assert part.explain(asked, "network") == known.explain(asked, "network")


def test_what_has_changed_is_named_and_nothing_else_changes() -> None:
    counts = taught(100)
    before = {name: (dict(row.tickets), dict(row.lessons)) for name, row in counts.rows.items()}
    changed = set(counts.learn(features("toner on the desk", {"site": "lund"}), "printing"))
    after = {name: (row.tickets, row.lessons) for name, row in counts.rows.items()}
    assert {name for name, row in after.items() if before.get(name) != row} <= changed
    assert "wtoner" in changed


def test_pairs_of_words_that_were_hardly_met_are_not_counted() -> None:
    counts = Counts(Totals(), {})
    counts.learn(features("one two"), "a")
    assert "pone two" not in counts.rows
    for _each in range(3):
        counts.learn(features("one two"), "a")
    assert "pone two" in counts.rows


def test_the_grounds_name_words_and_fields_for_and_against(known: Counts) -> None:
    asked = features("please the toner since morning router", {"site": "poznan"})
    grounds = {ground.said: ground.weight for ground in known.explain(asked, "printing", 30)}
    assert grounds["toner"] > 0
    assert grounds["router"] < 0
    assert grounds["site=poznan"] < 0
    assert known.explain(asked, "nobody") == ()


def test_what_says_nothing_gets_the_shares_of_all_tickets(known: Counts) -> None:
    for text in ("", "ゐゑ ヱヰ"):
        suggestion = known.suggest(features(text))
        assert suggestion.known == 0
        assert sum(share.share for share in suggestion.shares) == pytest.approx(1)
        assert suggestion.shares[0].share < 0.5


def test_nothing_learned_suggests_nothing() -> None:
    empty = Counts(Totals(), {})
    assert empty.suggest(features("toner")).best is None
    assert empty.suggest(features("")).first() == ()


def test_all_tickets_of_one_team() -> None:
    counts = Counts(Totals(), {})
    for n in range(20):
        counts.learn(features(f"ticket {n}"), "desk")
    suggestion = counts.suggest(features("ticket"))
    assert [(share.name, share.share) for share in suggestion.shares] == [("desk", 1.0)]


def test_two_teams_with_the_same_tickets_get_about_equal_shares() -> None:
    counts = Counts(Totals(), {})
    for n in range(200):
        counts.learn(features("the same words"), "ab"[n % 2])
    shares = [share.share for share in counts.suggest(features("the same words")).shares]
    assert max(shares) < 0.95


def test_one_word_and_a_megabyte_are_counted() -> None:
    counts = taught(30)
    assert counts.learn(features("toner"), "printing")
    assert counts.learn(features("toner jam " * 100_000), "printing")
    assert counts.suggest(features("toner " * 170_000)).shares


def test_a_row_knows_how_many_tickets_held_it() -> None:
    assert Row({"a": 2, "b": 1}, {"a": -5}).holding == 3
