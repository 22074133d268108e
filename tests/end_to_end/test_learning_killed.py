"""Training that is killed half-way leaves the store as it was, and the old model at work."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from frontdesk import desk
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from tests.conftest import Enter
from tests.desk.test_learning import teach

pytest.importorskip("sklearn")
ROOT = Path(__file__).parents[2]


def models(store: Store) -> list[tuple[str, bool]]:
    with store.read() as connection:
        found = connection.execute(select(t.model.c.hash, t.model.c.champion))
        return [(row.hash, row.champion) for row in found]


def test_training_that_is_killed_half_way_leaves_the_old_model(
    enter: Enter, place: Path, store: Store
) -> None:
    teach(enter, 4)
    first = desk.learning.learn(enter("berit"))
    with subprocess.Popen(
        [sys.executable, "-m", "tests.end_to_end.learning_half_way", str(place), "berit"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert child.stdout.readline() == "half-way\n"
        child.kill()
        assert child.wait() == -signal.SIGKILL
    assert models(store) == [(first.model, True)]
    assert not desk.trust.verify(enter("berit")).findings
    again = desk.learning.learn(enter("berit"))
    assert (again.counted, again.model) == (first.counted, first.model)
