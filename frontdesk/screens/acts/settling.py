"""One's own settings: theme, language, stillness and keys, each changed at once and kept.

They are kept in the person's own file, in which everything else stays as they wrote it. Nothing is
changed that the file could not be read again with.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk.commands import KEYED, key_shown, keys_of
from frontdesk.i18n import _
from frontdesk.preferences import (
    LANGUAGES,
    SETTINGS,
    THEMES,
    Preferences,
    Setting,
    parse,
    remapping,
)
from frontdesk.preferences import file as settings_file
from frontdesk.preferences.key_names import as_written
from frontdesk.widgets.chooser import Chooser, Standing
from frontdesk.widgets.key_prompt import NONE, SHIPPED, KeyPrompt
from frontdesk.widgets.seeker import Choice, among

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from frontdesk.app import Console
    from frontdesk.screens.base import ConsoleScreen


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be changed: a setting by its name, or the keys of a command by its id."""

    name: str
    keys: bool = False


async def settings(screen: ConsoleScreen) -> None:
    """Shows them all, searchable; Enter changes one, until Esc."""
    app = screen.console_app

    async def found(typed: str) -> Sequence[Choice[Wanted]]:
        return await among(_choices(app.preferences))(typed)

    async def change(wanted: Wanted) -> None:
        if wanted.keys:
            await _ask_key(screen, wanted.name)
        elif wanted.name == "reduced_motion":
            await _kept(app, wanted, not app.preferences.reduced_motion)
        else:
            await _ask_word(screen, wanted)

    title = _("Settings, kept in {file}").format(file=app.settings)
    help_ = _("enter changes it    {seeker.up}{seeker.down} move    {overlay.out} leaves")
    await screen.ask(Standing(title, found, change, see=_about, keys=help_))


def _about(wanted: Wanted) -> str:
    """All that there is to know about a setting, or about the keys of something."""
    if not wanted.keys:
        setting = _setting(wanted.name)
        return f"{_(setting.meaning)} {_ships_as(setting)}"
    known = KEYED[wanted.name]
    ships = " ".join(map(key_shown, known.keys)) or _("by the palette only")
    return f"{_(known.help)} " + _("As it ships: {default}").format(default=ships)


def _ships_as(setting: Setting) -> str:
    return _("As it ships: {default}").format(default=setting.default)


def _setting(name: str) -> Setting:
    return next(each for each in SETTINGS if each.name == name)


async def _ask_word(screen: ConsoleScreen, wanted: Wanted) -> None:
    """Asks for one of a setting's words; a theme is put on while the cursor is on it."""
    app = screen.console_app
    setting = _setting(wanted.name)
    now = app.theme if wanted.name == "theme" else app.preferences.language or LANGUAGES[0]
    words = sorted(setting.words, key=lambda word: word != now)

    def see(word: str) -> str:
        if wanted.name == "theme":
            app.theme = word
        return _ships_as(setting)

    async def keep(word: str) -> None:
        await _kept(app, wanted, word)

    choices = among([Choice(word, _named(word)) for word in words])
    title = f"{wanted.name}: {_(setting.meaning)}"
    if await screen.ask(Chooser(title, choices, keep, see=see)) is None:
        see(now)


def _named(word: str) -> str:
    """A word of a setting as people call it, with how it is written in the file."""
    names = {
        "dark": _("dark"),
        "light": _("light"),
        "contrast": _("high contrast"),
        "terminal": _("the terminal's own"),
        "en": "English",
        "sv": "Svenska",
        "pl": "Polski",
    }
    return f"{word}  {names[word]}" if names[word] != word else word


async def theme(screen: ConsoleScreen) -> None:
    """The next theme."""
    app = screen.console_app
    await _kept(app, Wanted("theme"), THEMES[(THEMES.index(app.theme) + 1) % len(THEMES)])
    screen.tell(_("Colours: {name}").format(name=app.theme))


def _choices(own: Preferences) -> list[Choice[Wanted]]:
    """Every setting as it is now, then every command with its keys."""
    now = {
        "theme": own.theme,
        "language": own.language or "en",
        "reduced_motion": _("yes") if own.reduced_motion else _("no"),
    }
    plain = [
        Choice(Wanted(each.name), f"{each.name}: {now[each.name]}", _(each.meaning))
        for each in SETTINGS
        if each.name in now
    ]
    keys = [
        Choice(
            Wanted(each.id, keys=True),
            _(each.help),
            "  ·  ".join(filter(None, (_whose(own, each.id), each.id))),
            " ".join(map(key_shown, keys_of(each))),
        )
        for each in KEYED.values()
    ]
    return [*plain, *keys]


def _whose(own: Preferences, id: str) -> str:  # noqa: A002  the field's name
    """What is to be known about the keys of something; empty: they are as they ship."""
    if id in own.keys:
        return _("your own key")
    if (gave := own.gave_way.get(id)) is None:
        return ""
    return _("{key} is yours for {to}").format(key=key_shown(gave.key), to=gave.to)


async def _ask_key(screen: ConsoleScreen, id: str) -> None:  # noqa: A002  the field's name
    """Asks for a key by having it pressed; what it would clash with is said at once."""
    app = screen.console_app

    async def fits(key: str) -> None:
        own = dict(app.preferences.keys)
        own.pop(id, None)
        written = [] if key in (SHIPPED, NONE) else [as_written(key)]
        if key != SHIPPED:  # what is wrong with it is said without the file and its line
            own[id] = remapping.keys_for(id, written)
        remapping.must_take_nothing(id, own)
        value = None if key == SHIPPED else written[0] if written else []
        await _kept(app, Wanted(id, keys=True), value)

    help_ = remapping.known(id).help
    await screen.ask(KeyPrompt(_("{id}: press its new key").format(id=id), _(help_), fits))


async def _kept(app: Console, wanted: Wanted, value: object) -> None:
    """Changes the file, and puts on what it says now.

    Raises:
        BadInputError: it cannot be so, or not be written; nothing has changed.
    """
    app.wear(await asyncio.to_thread(_changed, app.settings, wanted, value))


def _changed(place: Path, wanted: Wanted, value: object) -> Preferences:
    text = settings_file.changed(settings_file.text_of(place), wanted.name, value, keys=wanted.keys)
    settings_file.save(place, text)
    return parse(text)
