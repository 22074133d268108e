"""Stores from the command line: made, backed up, looked at, filled and given out."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from frontdesk.__main__ import main

ROOT = Path(__file__).parents[2]


def ran(*words: str, store: Path, pipe: str = "") -> subprocess.CompletedProcess[str]:
    """One run of the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "frontdesk", *words],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"], "HOME": str(store.parent), "FRONTDESK_STORE": str(store),
            "FRONTDESK_AS": "maja", "PYTHONWARNINGS": "error",
        },
        input=pipe,
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip


def test_a_new_store_is_made_once_and_lets_its_maker_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new" / "desk.db"
    monkeypatch.setenv("FRONTDESK_STORE", str(path))
    assert main(["init", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"store": str(path)}
    assert main(["new", "no dial tone", "--requester", "unknown"]) == 0
    assert main(["init"]) == 3
    assert "something at" in capsys.readouterr().err


def test_a_founding_file_with_a_misspelt_table_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FRONTDESK_STORE", str(tmp_path / "desk.db"))
    source = tmp_path / "desk.toml"
    source.write_text('[[sight]]\ncode = "a"\nname = "A"\n', "utf-8")
    assert main(["init", "--from", str(source)]) == 2
    assert "nearest: site" in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == [source]


def test_the_demo_is_made_once_and_never_in_somebodys_own_store(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "demo" / "demo.db"
    words = ["demo", "--store", str(place), "--no-console"]
    assert main([*words, "--tickets", "12", "--today", "2026-11-18"]) == 0
    assert str(place) in capsys.readouterr().out
    assert main(words) == 0
    assert main([*words, "--seed", "5"]) == 2
    own = tmp_path / "own.db"
    assert main(["init", "--store", str(own)]) == 0
    assert main(["demo", "--store", str(own), "--no-console"]) == 3
    assert "not a demo" in capsys.readouterr().err


def test_a_backup_is_verified_and_the_doctor_finds_the_store_sound(
    script: Any, person: Any, tmp_path: Path
) -> None:
    script("new", "no dial tone", "--requester", "anna")
    saved = script("backup", str(tmp_path / "copy.db"), by="elsa")
    assert saved["audit"]["findings"] == []
    assert script("list", "--store", str(tmp_path / "copy.db"))["items"]
    assert script("doctor")["sound"] is True
    assert "✓" in person("doctor")
    refused = script("backup", str(tmp_path / "second.db"), code=1)
    assert refused["error"]["code"] == "refused"


def test_the_doctor_mends_what_can_be_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "desk.db"
    monkeypatch.setenv("FRONTDESK_STORE", str(path))
    assert main(["init"]) == 0
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER event_no_update")
        connection.execute("DELETE FROM fix_search")
        connection.commit()
    assert main(["doctor"]) == 1
    assert "event_no_update" in capsys.readouterr().out
    assert main(["doctor", "--rebuild", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sound"] is True


def test_a_register_is_loaded_from_csv_twice_without_a_change(script: Any, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Full name;Mail\nŻaneta Mróz;z@example.com\nPer Öhman;per@example.com\n",
                    "cp1250", errors="replace")  # fmt: skip
    maps = ("--map", "name=Full name", "--map", "email=Mail")
    wrong = script("requester", "import", str(file), *maps, by="elsa", code=2)
    assert "UTF-8" in wrong["error"]["message"] or "utf" in wrong["error"]["message"]
    wrong = script(
        "requester", "import", str(file), *maps, "--encoding", "cp1250", by="elsa", code=2
    )
    assert 'delimiter = ";"' in wrong["error"]["hint"]
    how = (*maps, "--encoding", "cp1250", "--delimiter", ";")
    tried = script("requester", "import", str(file), *how, "--dry-run", by="elsa")
    assert (tried["added"], tried["dry_run"]) == (2, True)
    assert script("requester", "import", str(file), *how, by="elsa")["added"] == 2
    assert script("requester", "import", str(file), *how, by="elsa")["unchanged"] == 2
    assert script("requester", "list", "mroz")["items"][0]["name"] == "Żaneta Mróz"


def test_tickets_come_in_by_a_map_and_go_out_again(script: Any, tmp_path: Path) -> None:
    data, rules = tmp_path / "old.csv", tmp_path / "map.toml"
    data.write_text("id,what,said\nA-1,printer is jammed,help\nA-2,no dial tone,please\n", "utf-8")
    rules.write_text(
        '[columns]\nexternal_ref = "id"\nsubject = "what"\nbody = "said"\n'
        '[constants]\nchannel = "email"\nstatus = "closed"\nrequester = "unknown"\n',
        "utf-8",
    )
    words = ("import", "tickets", str(data), "--map", str(rules), "--open", "1")
    assert script(*words, "--dry-run", by="elsa")["dry_run"] is True
    assert script("find", "dial")["items"] == []
    script(*words, by="elsa")
    [ticket] = script("list")["items"]
    assert (ticket["external_ref"], ticket["channel"]) == ("A-2", "email")
    script(*words, by="elsa")
    assert len(script("find", "printer")["items"]) == 1
    to = tmp_path / "out.csv"
    assert script("export", "tickets", "--to", str(to), "--format", "csv", by="elsa")["count"] == 2
    with to.open(encoding="utf-8", newline="") as file:
        assert {row["external_ref"] for row in csv.DictReader(file)} == {"A-1", "A-2"}
    assert script("export", "tickets", "--to", str(to), by="elsa", code=2)


def test_a_process_of_its_own_opens_notes_and_exports(store: Path) -> None:
    new = ran("new", "no dial tone", "--requester", "anna", "--body", "-", "--json", store=store,
              pipe="since this morning\n")  # fmt: skip
    assert (new.returncode, new.stderr) == (0, "")
    number = str(json.loads(new.stdout)["number"])
    noted = ran("note", f"#{number}", "żółć 😀", store=store)
    assert (noted.returncode, noted.stderr) == (0, "")
    refused = ran("close", number, store=store)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.count("\n") == 1
    out = ran("export", "tickets", "--as", "elsa", store=store)
    assert json.loads(out.stdout.splitlines()[0])["body"] == "since this morning"


def test_who_reads_no_further_is_not_told_of_a_broken_pipe(store: Path) -> None:
    for n in range(3):
        ran("new", f"no dial tone {n}", "--requester", "anna", store=store)
    us = f"{sys.executable} -m frontdesk"
    line = f"{us} fix show 17 | head -c 1; {us} export all --as elsa | head -c 1"
    shell = subprocess.run(
        ["/bin/sh", "-c", line], cwd=ROOT, capture_output=True, text=True, check=True,
        env={"PATH": os.environ["PATH"], "FRONTDESK_STORE": str(store), "FRONTDESK_AS": "maja"},
    )  # fmt: skip
    assert shell.stderr == ""


def test_the_console_asks_for_a_terminal(store: Path) -> None:
    alone = ran(store=store)
    assert alone.returncode == 2
    assert alone.stderr.startswith("frontdesk: the console needs a terminal")
