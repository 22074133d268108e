"""A store for each test, copied from one that is built once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from frontdesk.demo.build import build
from frontdesk.desk.office import Office
from frontdesk.store.unit import Store
from tests import desks

Enter = Callable[..., Office]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small desk, built once."""
    path = tmp_path_factory.mktemp("template") / "desk.db"
    desks.build(path)
    return path


@pytest.fixture
def place(template: Path, tmp_path: Path) -> Path:
    """The path of a small desk of the test's own."""
    path = tmp_path / "desk.db"
    shutil.copy(template, path)
    return path


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    """The same, open."""
    opened = Store.open(place)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demonstration, built once; to be copied before anything is done in it."""
    path = tmp_path_factory.mktemp("demonstration") / "demo.db"
    return build(path, tickets=40, seed=3, today=date(2026, 11, 20), live=16)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = desks.NOW

    def __call__(self) -> datetime:
        return self.now

    def tick(self, **span: float) -> None:
        """Move on by a span, as ``timedelta`` takes it."""
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    """The clock of every office of the test."""
    return Clock()


@pytest.fixture
def enter(place: Path, clock: Clock) -> Iterator[Enter]:
    """Go to work at the desk: ``enter("maja")`` gives her office."""
    opened: list[Office] = []

    def go(login: str = "maja") -> Office:
        office = replace(Office.open(place, login), clock=clock)
        opened.append(office)
        return office

    yield go
    for office in opened:
        office.close()


@pytest.fixture(autouse=True, scope="session")
def nobodys_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads the settings of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTDESK_CONFIG", str(tmp_path_factory.mktemp("own") / "settings.toml"))
        yield
