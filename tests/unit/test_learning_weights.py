from __future__ import annotations

import pytest

from frontdesk.learning.weights import LARGEST, Weights

ROWS = {"wjam": ((0, 0.25), (2, -1.5)), "wtoner": ((1, 3.001),)}
FEATURES = ["wjam", "wnothing", "wtoner"]


def test_rows_come_back_from_their_bytes() -> None:
    packed = Weights.of(FEATURES, ROWS)
    again = Weights.unpacked(FEATURES, packed.packed(), 3)
    assert again == packed
    assert hash(again) == hash(packed)
    assert len(again) == 3
    assert [again.row(feature) for feature in (*FEATURES, "strange")] == [
        ROWS["wjam"], (), ROWS["wtoner"], ()
    ]  # fmt: skip
    assert again != Weights.of(FEATURES, {})
    assert again != "weights"


def test_a_weight_that_is_too_large_is_cut() -> None:
    assert Weights.of(["wjam"], {"wjam": ((0, -1e9),)}).row("wjam") == ((0, -LARGEST / 1000),)


def test_bytes_of_other_features_or_classes_are_refused() -> None:
    packed = Weights.of(FEATURES, ROWS).packed()
    for features, given, classes in (
        (FEATURES[:2], packed, 3),
        (FEATURES, packed[:-1], 3),
        (FEATURES, packed + b"x", 3),
        (FEATURES, b"", 3),
        (FEATURES, packed, 2),
    ):
        with pytest.raises(ValueError, match="weight"):
            Weights.unpacked(features, given, classes)


def test_no_features_have_no_weights() -> None:
    assert len(Weights.unpacked([], Weights.of([], {}).packed(), 1)) == 0
