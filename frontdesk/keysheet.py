"""The sheet of keys, ``docs/keys.md``, made from the registry: ``python -m frontdesk.keysheet``.

A test keeps the file current. It refuses to know a key of its own.
"""

from __future__ import annotations

from pathlib import Path

from frontdesk.commands import COMMANDS, Command, key_shown
from frontdesk.commands.moving import MOVES, Move
from frontdesk.commands.places import PLACES, Place
from frontdesk.commands.writing import MARKS

HEADINGS = (
    ("*", "Everywhere"),
    ("desk", "Desk"),
    ("contact", "Contact"),
    ("ticket", "Ticket"),
    ("fix", "Fix"),
    ("request", "Quick request"),
    ("repairs", "Repairs"),
    ("people", "People and equipment"),
    ("team", "Team"),
    ("policy", "Policy"),
)
"""The screens in the order of the sheet."""

_INTRODUCTION = """\
# Keys

Made from the code by `python -m frontdesk.keysheet`; a test keeps it current. `?` shows the keys
of the screen that you are on, `ctrl+p` or `:` finds any of them by name. Every binding has an id
(the last column), by which it can be [remapped](settings.md#keys), those of the sheets that lie
over a screen included. A key that cannot be used now says why.

A verb works on the marked tickets if there are any, else on the one at hand. Reversible acts ask
nothing: `u` undoes. Several tickets are previewed first.
"""


def sheet() -> str:
    """The whole sheet, in English."""
    parts = [_INTRODUCTION, _table("Movement, in every list", [_move(each) for each in MOVES])]
    known = [name for name, _heading in HEADINGS]
    missing = {name for each in COMMANDS for name in each.screens} - set(known)
    for name, heading in (*HEADINGS, *((each, each) for each in sorted(missing))):
        rows = [_command(each) for each in COMMANDS if name in each.screens]
        if rows:
            parts.append(_table(heading, rows))
    return "\n".join([*parts, *map(_place, PLACES)])


def _place(place: Place) -> str:
    rows = [_move(each) for each in place.moves]
    if place.name == "composer":
        rows += [
            f"| `{each}{each}` | | {says} | typed, not pasted |" for each, says in MARKS.items()
        ]
    heading = place.heading + (", beside the movement in lists" if place.lists else "")
    return _table(heading, rows)


def _table(heading: str, rows: list[str]) -> str:
    head = ["| key | name | does | id |", "|---|---|---|---|"]
    return "\n".join([f"## {heading}", "", *head, *rows, ""])


def _move(move: Move) -> str:
    keys = " ".join(_code(key) for key in move.keys)
    return f"| {keys} | | {move.help} | `{move.id}` |"


def _command(command: Command) -> str:
    keys = " ".join(_code(key) for key in command.keys) or "palette"
    return f"| {keys} | {command.name} | {command.help} | `{command.id}` |"


def _code(key: str) -> str:
    written = key if "+" in key else key_shown(key)
    return f"`{written}`"


def main() -> None:
    """Writes the sheet."""
    Path("docs").mkdir(exist_ok=True)
    Path("docs/keys.md").write_text(sheet(), encoding="utf-8")


if __name__ == "__main__":
    main()
