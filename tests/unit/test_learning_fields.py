from __future__ import annotations

import random

import pytest

from frontdesk.learning import fit, measure
from frontdesk.learning.tokens import Features, features
from tests.unit import learned

pytest.importorskip("sklearn")


def typed(n: int, seed: int, **more: object) -> list[tuple[Features, str]]:
    """Tickets of fields alone: a site that tells, a form that tells nothing, and who typed them."""
    dice = random.Random(seed)
    found = []
    for _text, fields, team in learned.tickets(n, seed, doubt=0.15):
        said = {**fields, "form": dice.choice("ab"), "typist": f"clerk {dice.randrange(n // 4)}"}
        found.append((features("", said), team))
    return found


def moves(model: fit.LinearModel, field: str) -> bool:
    """Whether anything that names a field weighs."""
    told = [name for name in model.rarities if f"{field}=" in name]
    assert told
    return any(weight for name in told for _class, weight in model.weights.row(name))


def test_a_field_that_can_only_be_learned_by_heart_is_not_heard() -> None:
    model = fit.train([fit.Example(*one) for one in typed(400, 1)]).model
    assert not moves(model, "typist")
    assert moves(model, "site")
    unseen = typed(200, 2)
    said = [model.suggest(one) for one, _team in unseen]
    assert measure.figures(said, [team for _one, team in unseen]).accuracy > 0.5


def test_a_single_field_is_heard_whatever_it_is_worth() -> None:
    only = [fit.Example(features("", {"form": "ab"[n % 2]}), "xy"[n // 2 % 2]) for n in range(80)]
    assert fit.train(only).model.classes == ("x", "y")


def test_tickets_of_rare_teams_make_nobody_surer() -> None:
    common = [fit.Example(*one) for one in learned.counted(300, doubt=0.0)]
    odd = [fit.Example(features("toner jam in the tray"), f"rare {n}") for n in range(60)]
    alone, among = fit.train(common), fit.train(common + odd)
    assert among.left_out == {f"rare {n}": 1 for n in range(60)}
    assert among.held_out.accuracy < alone.held_out.accuracy
    assert among.answered < alone.answered
