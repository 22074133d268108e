"""A small desk on three tiers, and a hand that types on its command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from frontdesk.__main__ import main
from frontdesk.desk.founding import found

DESK = """
[[site]]
code = "poznan"
name = "Poznań"
timezone = "Europe/Warsaw"

[[team]]
code = "front-office"
name = "Front office"
tier = 1
[[team]]
code = "desktop"
name = "Desktop support"
tier = 2
[[team]]
code = "network"
name = "Network"
tier = 2
[[team]]
code = "systems"
name = "Systems"
tier = 3
[[team]]
code = "applications"
name = "Applications"
tier = 3

[[agent]]
login = "elsa"
name = "Elsa Berg"
role = "supervisor"
team = "front-office"
site = "poznan"
authority = 5
[[agent]]
login = "maja"
name = "Maja Lindqvist"
team = "front-office"
site = "poznan"
authority = 2
[[agent]]
login = "jan"
name = "Jan Kowalski"
team = "front-office"
site = "poznan"
[[agent]]
login = "olof"
name = "Olof Ek"
team = "network"
site = "poznan"
authority = 4
skills = { network = 4 }
[[agent]]
login = "vera"
name = "Vera Holm"
team = "desktop"
site = "poznan"
authority = 4
[[agent]]
login = "kai"
name = "Kai Nowak"
team = "systems"
site = "poznan"
authority = 5
[[agent]]
login = "ada"
name = "Ada Wilk"
team = "applications"
site = "poznan"
authority = 5

[[plan]]
code = "standard"
name = "Standard"
[[organisation]]
code = "home"
name = "Our own"
kind = "internal"
plan = "standard"
[[requester]]
code = "unknown"
name = "Unknown caller"
organisation = "home"
plan = "standard"
[[requester]]
code = "anna"
name = "Anna Nowak"
email = "anna@example.com"
phone = "+48 61 555 0142"
organisation = "home"
plan = "standard"
site = "poznan"

[[vendor]]
code = "northwell"
name = "Northwell Devices"
kind = "manufacturer"
types = ["laptop", "monitor"]
days = 9
[[asset]]
tag = "LAP-1"
serial = "NW8F3K2201"
type = "laptop"
model = "Northwell N14"
site = "poznan"
requester = "anna"
vendor = "northwell"
warranty_until = 2031-03-31
"""

NOON = "2026-11-18T11:00:00Z"

Typed = Callable[..., Any]


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("founded")
    source = folder / "desk.toml"
    source.write_text(DESK, "utf-8")
    return found(folder / "desk.db", source=source, login="elsa", settings={"demo_actor": "elsa"})


@pytest.fixture
def store(founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh desk, on which everybody may act as everybody and set the time."""
    path = tmp_path / "desk.db"
    shutil.copy(founded, path)
    for name in ("FRONTDESK_AS", "FRONTDESK_NOW", "FRONTDESK_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FRONTDESK_STORE", str(path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("COLUMNS", "100")
    return path


@pytest.fixture
def script(store: Path, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Runs a command line with ``--json``; gives its document."""

    def run(*words: str, by: str = "maja", code: int = 0) -> Any:
        capsys.readouterr()
        got = main(["--as", by, *words, "--json"])
        out, err = capsys.readouterr()
        assert got == code, err
        assert err == "" or code
        return json.loads(out)

    return run


@pytest.fixture
def person(store: Path, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Runs a command line as people do; gives what it printed."""

    def run(*words: str, by: str = "maja", code: int = 0) -> str:
        capsys.readouterr()
        got = main(["--as", by, *words])
        out, err = capsys.readouterr()
        assert got == code, err
        return err if code else out

    return run
