from __future__ import annotations

from dataclasses import dataclass

from frontdesk.learning.champion import ENOUGH, Verdict, compare, hold_back
from frontdesk.learning.counts import Counts, Totals
from frontdesk.learning.estimator import Ground, Suggestion, in_order
from frontdesk.learning.tokens import Features, features
from tests.unit import learned

UNSEEN = learned.counted(100, seed=5, doubt=0.0)


@dataclass(frozen=True)
class Always:
    """Suggests one team whatever is asked."""

    name: str
    share: float = 0.6
    hash: str = "x"
    classes: tuple[str, ...] = ("access", "network", "printing")

    def suggest(self, features: Features) -> Suggestion:
        rest = (1 - self.share) / (len(self.classes) - 1)
        shares = [self.share if name == self.name else rest for name in self.classes]
        return Suggestion(in_order(self.classes, shares), 1.0)

    def explain(self, features: Features, name: str, most: int = 8) -> tuple[Ground, ...]:
        return ()


def taught(n: int) -> Counts:
    counts = Counts(Totals(), {})
    for found, team in learned.counted(n):
        counts.learn(found, team)
    return counts


def test_a_better_model_replaces_a_worse_one_and_both_figures_are_shown() -> None:
    trial = compare(Always("access"), taught(200), UNSEEN)
    assert trial.verdict is Verdict.WON
    assert trial.replaces
    assert trial.champion is not None
    assert trial.champion.accuracy < trial.challenger.accuracy
    assert trial.only_challenger > trial.only_champion


def test_a_worse_model_does_not_replace_a_better_one() -> None:
    trial = compare(taught(200), Always("access"), UNSEEN)
    assert trial.verdict is Verdict.KEPT
    assert not trial.replaces


def test_a_draw_keeps_the_champion() -> None:
    assert compare(Always("access"), Always("access"), UNSEEN).verdict is Verdict.KEPT


def test_with_as_many_right_answers_the_better_shares_win() -> None:
    assert compare(Always("access", 0.9), Always("access", 0.4), UNSEEN).replaces
    assert not compare(Always("access", 0.4), Always("access", 0.9), UNSEEN).replaces


def test_a_team_that_a_model_does_not_know_counts_as_wrong() -> None:
    new = [(features("badge reader"), "facility")] * ENOUGH
    assert not compare(taught(50), Always("access"), new).only_challenger
    assert compare(taught(50), Always("facility", classes=("access", "facility")), new).replaces


def test_a_handful_of_tickets_decides_nothing() -> None:
    trial = compare(Always("access"), taught(200), UNSEEN[: ENOUGH - 1])
    assert trial.verdict is Verdict.TOO_FEW
    assert not trial.replaces
    assert compare(Always("access"), taught(200), []).n == 0


def test_the_first_model_must_not_be_worse_than_the_most_frequent_team() -> None:
    assert compare(None, taught(200), UNSEEN).verdict is Verdict.FIRST
    assert compare(None, Always("nobody"), UNSEEN).verdict is Verdict.KEPT
    assert compare(None, taught(200), []).replaces


def test_the_latest_tickets_are_held_back_and_of_few_none() -> None:
    assert hold_back(range(1000)) == (range(900), range(900, 1000))
    assert len(hold_back(range(100_000))[1]) == 2000
    assert len(hold_back(range(200))[1]) == ENOUGH
    assert len(hold_back(range(199))[1]) == 0
