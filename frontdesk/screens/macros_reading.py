"""What the console asks about macros. Runs in threads, with the office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from frontdesk.errors import BadInputError
from frontdesk.terms import KeptKind
from frontdesk.text import fold
from frontdesk.widgets.macro_sheet import MacroLine

if TYPE_CHECKING:
    from frontdesk.desk.macros import Macro
    from frontdesk.desk.office import Office
    from frontdesk.desk.steps import Step
    from frontdesk.screens.recording import Said


def listed(office: Office) -> list[MacroLine]:
    """The macros that somebody can use, their own first; a letter runs the first that has it."""
    from frontdesk import desk, insight

    taken: set[str] = set()
    lines = []
    for row in insight.kept.kept(office.store, KeptKind.MACRO, office.actor.login):
        letter = row.body.get("letter", "")
        letter = "" if letter in taken else letter
        taken.add(letter)
        try:
            lines.append(MacroLine(row.name, letter, str(desk.macros.of(row))))
        except BadInputError as error:
            lines.append(MacroLine(row.name, letter, "", str(error)))
    return lines


def own(office: Office) -> list[tuple[str, str]]:
    """The names of one's own macros, and what each does or why it cannot."""
    from frontdesk import insight

    rows = insight.kept.kept(office.store, KeptKind.MACRO, office.actor.login)
    mine = {row.name for row in rows if not row.shared}
    return [(each.name, each.why_not or each.steps) for each in listed(office) if each.name in mine]


def dropped(office: Office, name: str) -> None:
    """Drops one's own macro."""
    from frontdesk import desk

    desk.kept.drop(office, KeptKind.MACRO, name)


def named(office: Office, name: str) -> Macro:
    """A macro by its name, as somebody can use it."""
    from frontdesk import desk, insight

    login = office.actor.login
    return desk.macros.of(insight.kept.one(office.store, KeptKind.MACRO, login, name))


def usable(said: Sequence[Said]) -> tuple[list[Step], list[str]]:
    """The steps that can be done to any ticket, and why the others cannot."""
    from frontdesk import desk

    steps, left = [], []
    for verb, inputs in said:
        step = desk.steps.read(verb, inputs)
        try:
            desk.macros.anywhere(step)
        except BadInputError as error:
            left.append(f"{step}: {error.title}")
        else:
            steps.append(step)
    return steps, left


def free(office: Office, name: str) -> str:
    """A letter for a macro: of its name, else any, that runs none of one's own yet."""
    taken = {line.letter for line in listed(office)}
    wanted = [*fold(name), *"abcdefghijklmnopqrstuvwxyz0123456789"]
    usable = (each for each in wanted if each.isascii() and each.isalnum() and each not in taken)
    return next(usable, "")


def lettered(office: Office, name: str, letter: str) -> None:
    """Gives one's own macro a letter."""
    from frontdesk import desk

    desk.kept.keep(office, KeptKind.MACRO, name, {"letter": letter})
