"""Hostile text in every field of a store, typed into every line of the console: nothing obeys it.

The console runs in a pseudo-terminal and is led through every screen and sheet. A terminal may get
what its driver writes to it, and nothing else that it would obey.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.demo.build import ACTOR
from frontdesk.desk.office import Office
from frontdesk.models import Row
from frontdesk.terms import DraftKind
from tests.end_to_end.test_terminal import LONG, Terminal, terminal
from tests.screens.tour import ELSEWHERE, STOPS, Stop, screens_and_sheets, words

AT = "2026-11-20T14:07:00+01:00"
PIECES = (
    "\x1b]52;c;UFdORUQ=\x07", "\x1b]0;PWNED\x07", "\x1bPq#PWNED\x1b\\", "\x1b[38;5;213m", "\x1b[2J",
    "\x9b31m", "\x9d0;PWNED\x9c", "\x7f\x08\x08", "\u202etxt.exe", "[@click=app.quit]quit[/]",
    "[/etc/hosts]", "[bold red]", "a" * 90, "\u200b\u200d\ufeff", "e\u0301\u0302\u0303",
)  # fmt: skip
"""What has been used against terminals and markup; each field gets them, another one first."""
NAMES = frozenset(
    {"code", "login", "tag", "timezone", "country", "hash", "digest", "salt", "verb", "id",
     "previous", "key", "value", "category", "skill", "language", "feature", "held", "currency",
     "starts", "ends", "actor", "typed_by", "operation", "before", "after", "folded",
     "phone_digits", "made_by", "policy", "promise", "calendar", "undoes", "adopted_by",
     "overridden_by", "version_num"}
)  # fmt: skip
"""Columns whose text names something or is reckoned with; a store with others there is broken."""
DRIVER = re.compile(
    rb"\x1b\[[0-9;]*m|\x1b\[\d+;\d+H|\x1b\[\?(1000|1002|1003|1004|1006|1015|1016|1049|25|2004|2026|2048|7)[hl]"
    rb"|\x1b\[\?(2026|2048)\$p|\x1b\[[<>=]?\d*u|\x1b\[H|\x1b\[6n|\x1b\[c|\x1b\]22;[a-z-]*\x07"
)
"""All that Textual's driver writes beside text."""
RUN = """
import sys
from textual.screen import Screen
seen = open(sys.argv[2], "a", buffering=1)
first = Screen.__init__
def noted(self, *given, **named):
    seen.write(type(self).__name__ + chr(10))
    first(self, *given, **named)
Screen.__init__ = noted
from frontdesk.app import open_console
from frontdesk.widgets import patience
patience.LONGEST = 60  # however slow the machine is
sys.exit(open_console(sys.argv[1]))
"""
KEYS = {
    "enter": "\r", "escape": "\x1b[27u", "colon": ":", "question_mark": "?", "comma": ",",
    "asterisk": "*", "number_sign": "#", "ctrl+n": "\x0e", "home": "\x1b[H", "f2": "\x1bOQ",
    "f3": "\x1bOR", "f5": "\x1b[15~", "f6": "\x1b[17~",
}  # fmt: skip


def hostile(start: int, many: int, text: str) -> str:
    """A text behind so much that is hostile."""
    at = start % len(PIECES)
    return "".join((*PIECES[at:], *PIECES[:at])[:many]) + "plain " + text


def poison(path: Path) -> int:
    """Puts hostile text into every free text of a store that may hold it; into how many."""
    count = 0
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.create_function("hostile", 3, hostile)
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for table in Row.metadata.sorted_tables:
            for column in table.columns:
                free = type(column.type).__name__ in ("AutoString", "Text")
                if not free or column.foreign_keys or column.name in NAMES:
                    continue
                if (table.name, column.name) in {("policy", "text"), ("decision", "model")}:
                    continue
                # All of it where it fits, else a part; what may hold neither stays as it is.
                for many in (len(PIECES), 1):
                    count += connection.execute(
                        f"UPDATE OR IGNORE {table.name}"
                        f" SET {column.name} = hostile(rowid, {many}, {column.name})"
                        f" WHERE instr({column.name}, 'plain') = 0"
                    ).rowcount
        for _name, sql in triggers:
            connection.execute(sql)
    return count


OBEYED = re.compile(
    r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""What a terminal obeys or turns around; line feed and carriage return are the driver's."""
QUIET = 0.08
"""Seconds without output after which what was pressed counts as shown."""
TYPED = re.sub("[\x1b\x07]", "", "".join(PIECES)) + "the end of what was typed"
"""Pasted into whatever has the cursor; terminals let no escape through in what is pasted."""


class Tourist:
    """Somebody who leads the console through its screens, and pastes hostile text everywhere."""

    def __init__(self, screen: Terminal, seen: Path) -> None:
        self.screen = screen
        self._seen = seen

    def made(self) -> set[str]:
        """The classes of the screens and sheets that there have been."""
        return set(self._seen.read_text("utf-8").split())

    def press(self, keys: str) -> None:
        """Presses keys as a stop names them, and waits for what they show."""
        for word in words(keys):
            typed = word[1:-1] if word[0] == "'" else KEYS.get(word, word)
            self.screen.press(typed.encode())
            self.screen.read_until_quiet(QUIET)

    def visit(self, stop: Stop) -> None:
        """Goes to a stop, pastes, and goes back to the Desk whatever came of it."""
        self.press(stop.keys)
        end = time.monotonic() + LONG
        while stop.shows not in self.made():
            assert time.monotonic() < end, f"{stop.name}: no {stop.shows}"
            self.screen.read()
        self.screen.press(f"\x1b[200~{TYPED}\x1b[201~".encode())
        self.screen.read_until_quiet(QUIET)
        self.press(stop.back)
        self.screen.press("".join(KEYS[key] for key in ("escape", "f2", "f2")).encode())
        self.screen.read_until_quiet(QUIET)

    def click(self, column: int, line: int) -> None:
        """Clicks with the mouse, as terminals report it."""
        for end in "Mm":
            self.screen.press(f"\x1b[<0;{column};{line}{end}".encode())
        self.screen.read_until_quiet(QUIET)


@pytest.fixture
def store(demo: Path, tmp_path: Path) -> Path:
    """A demonstration, some of it the actor's own work, with hostile text everywhere."""
    path = tmp_path / "demo.db"
    shutil.copy(demo, path)
    office = Office.open(path, ACTOR, at=AT)
    try:
        desk.assign.take(office, [32, 34])
        desk.work.note(office, [28], text="looked at it")
    finally:
        office.close()
    assert poison(path) > 1000
    return path


def events(store: Path) -> int:
    """How much has been done in a store."""
    with closing(sqlite3.connect(store)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM event").fetchone()
    return int(count)


def test_nothing_in_a_store_and_nothing_typed_commands_the_terminal_or_the_console(
    store: Path, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    seen.touch()
    environment = {
        "PATH": str(tmp_path),
        "HOME": str(tmp_path),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "FRONTDESK_AS": ACTOR,
        "FRONTDESK_NOW": AT,
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    command = (sys.executable, "-c", RUN, str(store), str(seen))
    done = events(store)
    with terminal(*command, environment=environment) as screen:
        tourist = Tourist(screen, seen)
        screen.wait_for("more")
        tourist.press("9")
        for line in range(3, 24, 3):
            tourist.click(20, line)
        tourist.press("escape f2 f2")
        stops = {stop.shows: stop for stop in reversed(STOPS)}
        stops["YesOrNo"] = Stop("tier", "9 home x enter", "YesOrNo")
        stops["HandoverSheet"] = Stop("own", "T enter", "HandoverSheet")
        for stop in stops.values():
            tourist.visit(stop)
        tourist.press("q")
        assert os.waitstatus_to_exitcode(os.waitpid(screen.process, 0)[1]) == 0
        assert tourist.made() >= screens_and_sheets() - ELSEWHERE.keys()
    assert events(store) == done
    assert b"\x1b[38;5;213m" not in screen.seen
    shown = DRIVER.sub(b"", screen.seen).decode()
    assert set(OBEYED.findall(shown)) == set()
    assert "PWNED" in shown
    office = Office.open(store, ACTOR, at=AT)
    try:
        drafts = [desk.drafts.load(office, kind, of) or {} for of, kind in desk.drafts.mine(office)]
        texts = [text for body in drafts for text in body.values()]
        assert {DraftKind.NOTE, DraftKind.CONTACT} <= {
            kind for _of, kind in desk.drafts.mine(office)
        }
        assert any(text.endswith(TYPED) for text in texts)
    finally:
        office.close()
