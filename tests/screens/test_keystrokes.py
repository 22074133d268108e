"""Everyday tasks take as many keys as the one table of them says, and no more than they may."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from benchmarks.keystrokes import TASKS, Task, played, seed
from frontdesk.desk.office import Office
from tests.conftest import Clock
from tests.screens.consoles import console


@pytest.fixture(scope="module")
def before(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small desk with what the tasks are about; each task is played on a copy."""
    path = tmp_path_factory.mktemp("keystrokes") / "desk.db"
    shutil.copy(template, path)
    office = replace(Office.open(path, "berit"), clock=Clock())
    seed(office)
    office.close()
    return path


@pytest.mark.parametrize("task", TASKS, ids=[task.name for task in TASKS])
async def test_a_task_takes_no_more_keys_than_before(
    task: Task, before: Path, clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "desk.db"
    shutil.copy(before, path)
    office = replace(Office.open(path, "berit"), clock=clock)
    try:
        taken = await played(task, partial(console, path, clock), office)
    finally:
        office.close()
    assert taken <= task.most
    assert taken == task.keys, "fewer keys: write the new number down, so that it stays"
