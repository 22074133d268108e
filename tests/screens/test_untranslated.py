"""No text on any screen is untranslated: under a language of odd letters none is in plain ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual.pilot import Pilot

from frontdesk import desk, i18n
from frontdesk.app import Console
from frontdesk.commands import COMMANDS, commands_of
from frontdesk.commands.command import SHOWN
from frontdesk.desk.inputs import NewTicket
from frontdesk.preferences import LANGUAGES, SETTINGS, THEMES
from frontdesk.resources import resource_text
from frontdesk.terms import Resolution
from frontdesk.widgets.overlay import Overlay
from frontdesk.widgets.question import Question
from frontdesk.widgets.stale_sheet import StaleSheet
from frontdesk.widgets.yes_or_no import YesOrNo
from tests import desks, pseudo
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, shown, until

SUBJECTS = (
    ("My account is locked, I cannot sign in", "anna.nowak", "LAP-0001"),
    ("The printer pulls two sheets", "zofia.w", "PRN-0001"),
    ("The calendar cannot be opened", "per.oberg", None),
    ("Account locked", "zofia.w", None),
)
KEYS = {"ctrl", "enter", "esc", "tab", "backspace", "pgup", "pgdn", "space", *SHOWN.values()}
"""How keys are called on keyboards."""
SET = (*LANGUAGES, *THEMES, *(each.name for each in SETTINGS), "true", "false")
NAMES = {"frontdesk", *(word for each in SET for word in each.split("_"))}
"""What is called so in every language: the product, keys and words of the settings."""
DATA = {"email", "repair", "shop", "locked"}
"""A category and a vendor of the shipped policy, which are words of the code as well; of a ticket,
what it is found by."""
LEFT = {"app.leave", "app.out", "go.desk", *(f"desk.view_{key}" for key in range(2, 10))}
"""Commands that lead away from where they are tried, or do what another does."""
FURTHER = {
    "app.tour": ("ctrl+t",),
    "app.settings": ("down", "down", "down", "enter"),
    "ticket.hand_over": ("enter",),
    "ticket.facts": ("enter",),
    "ticket.links": ("enter",),
    "ticket.resolve": ("enter",),
    "ticket.wait": ("enter",),
    "go.people": ("5", "5", "5"),
}
"""What leads deeper than the command itself."""


@dataclass
class Watch:
    """What has been seen: plain words with where they stood, and sheets that were open."""

    allowed: set[str]
    words: dict[str, str] = field(default_factory=dict)
    sheets: set[type] = field(default_factory=set)

    def look(self, pilot: Pilot[int], where: str) -> None:
        """Notes what stands on the screen now."""
        self.sheets.update(type(pilot.app.screen).__mro__)
        for line in shown(pilot).splitlines():
            for word in pseudo.plain(line):
                if word not in self.allowed:
                    self.words.setdefault(word, f"{where}: {line.strip()}")


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The odd language is spoken."""
    pseudo.catalogue(tmp_path / "locale")
    monkeypatch.setattr(i18n, "LOCALE", tmp_path / "locale")
    monkeypatch.setenv("FRONTDESK_LANG", pseudo.LANGUAGE)
    assert i18n.use() == pseudo.LANGUAGE
    yield
    monkeypatch.undo()
    i18n.use("en")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A small desk whose data, too, are in odd letters."""
    path = tmp_path / "desk.db"
    desks.build(path, pseudo.oddly(resource_text("policy.toml")))
    pseudo.disguise(path)
    return path


@pytest.fixture
def watch(place: Path, enter: Enter, clock: Clock) -> Watch:
    """A few tickets, and what may stand there in plain letters."""
    data = pseudo.data(place, resource_text("policy.toml"))
    office = enter("ola")
    for subject, who, asset in SUBJECTS:
        new = NewTicket(subject=pseudo.odd(subject), requester=who, asset=asset)
        desk.intake.open_ticket(office, new)
        clock.tick(minutes=7)
    desk.assign.take(enter("berit"), [3])
    desk.outcome.resolve(office, [len(SUBJECTS)], code=Resolution.FIXED, text=pseudo.odd("Done"))
    return Watch(data | KEYS | NAMES | DATA)


def test_the_odd_letters_are_told_from_plain_ones() -> None:
    assert set(pseudo.plain("Ḋ " + pseudo.odd("Take it, {name}") + " │ take ./x a.b")) == {
        "name",
        "take",
    }


@pytest.mark.usefixtures("odd")
async def test_no_text_on_any_screen_is_untranslated(
    place: Path, clock: Clock, watch: Watch
) -> None:
    first = pseudo.odd("mine")
    async with console(place, clock, "berit", (120, 40), first=first) as pilot:
        await pilot.press("9")
        await _calm(pilot)
        tried = set(LEFT)
        for screen in ("desk", "ticket", "contact", "fix", "request", "team", "repairs", "policy"):
            for command in commands_of(screen):
                if command.id not in tried:
                    tried.add(command.id)
                    await _go(pilot, screen)
                    pilot.app.point_at(1)
                    pilot.app.shown.action_command(command.id)
                    await _seen(pilot, watch, command.id)
                    for key in FURTHER.get(command.id, ()):
                        await pilot.press(key)
                        await _seen(pilot, watch, f"{command.id} {key}")
                    await _back(pilot)
        await _go(pilot, "desk")
        for command_id in ("desk.view_9", "desk.all", "ticket.take"):
            pilot.app.shown.action_command(command_id)
            await _seen(pilot, watch, f"all, {command_id}")
        await _back(pilot)
        rare = (StaleSheet(1, [], rest=True), YesOrNo("", yes="", no=""), Question(""))
        for sheet in rare:
            pilot.app.push_screen(sheet)
            await _seen(pilot, watch, type(sheet).__name__)
    assert not watch.words, "\n".join(f"{word}  {at}" for word, at in sorted(watch.words.items()))
    assert tried == {each.id for each in COMMANDS}
    missed = set(_sheets(Overlay)) - watch.sheets
    assert not missed, "no command here opens " + ", ".join(each.__name__ for each in missed)


async def _go(pilot: Pilot[int], screen: str) -> None:
    """To a screen; those that belong to a ticket from the Desk's first one."""
    app = pilot.app
    assert isinstance(app, Console)
    keys = {"ticket": ["enter"], "contact": ["n"], "fix": ["f"], "request": ["Q", "enter"]}
    for _try in range(5):
        if app.shown is not None and screen == app.shown.NAME and app.screen is app.shown:
            return
        app.go(screen if screen not in keys else "desk")
        await _calm(pilot)
        for key in ("9", "home", *keys[screen]) if screen in keys else ():
            await pilot.press(key)
            await _calm(pilot)
    raise AssertionError(f"{screen} is not to be reached:\n{shown(pilot)}")


async def _seen(pilot: Pilot[int], watch: Watch, where: str) -> None:
    await _calm(pilot)
    watch.look(pilot, where)


async def _calm(pilot: Pilot[int]) -> None:
    """Waits until nobody works any more, but for a command that asks something."""

    def calm() -> bool:
        # Whoever asked waits below a sheet.
        above = pilot.app.screen
        there = (each for each in pilot.app.workers if above in each.node.ancestors_with_self)
        return all(each.is_finished or each.group == "live" for each in there)

    await pilot.pause()
    await until(pilot, calm)
    await pilot.pause()


async def _back(pilot: Pilot[int]) -> None:
    """Out of whatever was opened over the screen."""
    for _press in range(6):
        if not isinstance(pilot.app.screen, Overlay):
            break
        await pilot.press("escape")
        await _calm(pilot)  # the settings come back
    pilot.app.clear_notifications()


def _sheets(of: type) -> Iterator[type]:
    """The sheets that people meet: the leaves of a family of classes."""
    inside = of.__subclasses__()
    for each in inside:
        yield from _sheets(each)
    if not inside:
        yield of
