from __future__ import annotations

import math

import pytest

from frontdesk.learning import measure
from frontdesk.learning.estimator import Suggestion, in_order


def said(**shares: float) -> Suggestion:
    return Suggestion(in_order(shares, shares.values()), 1.0)


SAID = [said(a=0.9, b=0.06, c=0.04), said(a=0.5, b=0.3, c=0.2), said(b=0.7, a=0.2, c=0.1)]
CAME = ["a", "c", "b"]


def test_figures_by_hand() -> None:
    found = measure.figures(SAID, CAME)
    assert found.n == 3
    assert found.accuracy == pytest.approx(2 / 3)
    assert found.macro_f1 == pytest.approx((2 / 3 + 1 + 0) / 3)
    assert found.among_three == 1
    assert found.calibration_error == pytest.approx((0.1 + 0.5 + 0.3) / 3)
    assert found.log_loss == pytest.approx(-(math.log(0.9) + math.log(0.2) + math.log(0.7)) / 3)
    assert measure.among_first(SAID, CAME, 2) == pytest.approx(2 / 3)


def test_no_tickets_and_no_suggestion_give_zeros() -> None:
    assert measure.figures([], []).accuracy == 0
    nothing = Suggestion((), 0.0)
    assert measure.figures([nothing], ["a"]).macro_f1 == 0
    assert measure.answered([], [], 0.5) == (0.0, 0.0)
    assert measure.calibration_error([], []) == 0


def test_an_outcome_that_was_never_suggested_lowers_macro_f1_and_costs_in_log_loss() -> None:
    found = measure.figures([said(a=1.0)], ["new"])
    assert found.macro_f1 == 0
    assert found.log_loss == pytest.approx(-math.log(1e-6))


def test_sure_answers_in_one_bin_are_compared_with_their_mean() -> None:
    assert measure.calibration_error([0.95, 0.95, 0.97, 1.0], [True, True, True, False]) == (
        pytest.approx(abs(3.87 - 3) / 4)
    )


def test_the_threshold_is_the_lowest_that_keeps_the_precision_and_takes_equals_together() -> None:
    sure = [0.9, 0.8, 0.7, 0.7, 0.6]
    right = [True, True, False, True, True]
    assert measure.threshold(sure, right, 1.0) == 0.8
    assert measure.threshold(sure * 100, right * 100, 0.75) == 0.6
    assert measure.threshold(sure * 30, [False] * 150, 0.5) > 1


def test_a_threshold_that_only_luck_can_have_kept_is_not_taken() -> None:
    """195 right answers of 195 may be 98 % in truth or less; 197 are two standard errors off."""
    assert measure.threshold([0.9] * 195, [True] * 195, 0.98) > 1
    assert measure.threshold([0.9] * 197, [True] * 197, 0.98) == 0.9


def test_auc_counts_pairs_and_equals_as_half() -> None:
    assert measure.auc([0.1, 0.4, 0.35, 0.8], [False, False, True, True]) == 0.75
    assert measure.auc([1, 1, 1], [True, False, True]) == 0.5
    assert measure.auc([1, 2], [True, True]) == 0.5
