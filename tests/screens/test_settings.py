"""A person's own keys, colours and language: what they chose is what the console has and shows."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input

from frontdesk.app import Console, preferred
from frontdesk.commands import use_keys
from frontdesk.errors import BadInputError, StoreError
from frontdesk.i18n import language, use
from frontdesk.preferences import Preferences, file
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, says, shown, ticket, until


@pytest.fixture(autouse=True)
def as_it_ships_again() -> Iterator[None]:
    yield
    use_keys({})
    use("en")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The path of a settings file that is not there yet."""
    return tmp_path / "settings.toml"


async def test_ones_own_key_does_it_and_stands_in_the_footer_and_among_all_keys(
    place: Path, clock: Clock, enter: Enter, own: Path
) -> None:
    ticket(enter("maja"), "Printer pulls two sheets")
    wanted = '"ticket.take" = "Ö"\n"act.undo" = "f12"\n"overlay.out" = "f10"\n'
    own.write_text("[keys]\n" + wanted, "utf-8")
    async with console(place, clock, settings=own) as pilot:
        await pilot.press("9")
        await says(pilot, "Printer pulls two sheets")
        assert shown(pilot).splitlines()[-1].strip().startswith("Ö take")
        await pilot.press("question_mark", *"take")
        await says(pilot, "Ö  take")
        await pilot.press("f10", "t")
        assert "taken" not in shown(pilot)
        await pilot.press("Ö")
        await says(pilot, "1 taken  ·  F12 undoes")
        await pilot.press("f12")
        await says(pilot, "Undone: 1")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'theme = "light"\nlanguge = "sv"\n', ":2: languge is not a setting — did you mean lang"),
        (b'theme = "neon"', ':1: theme is "neon" — one of dark, light, contrast, terminal'),
        (b"theme = ['dark']", ":1: theme is a list — one of dark, light, contrast, terminal"),
        (b'reduced_motion = "yes"', ':1: reduced_motion is "yes" — say true or false'),
        (b"language = \xff\n", " cannot be read: it is no UTF-8 text — mend it"),
        (b"theme = 'dark", " cannot be read as TOML: "),
        (b"theme = \x00", " cannot be read as TOML: "),
        (b"[keys]\n'ticket.take' = 'x'\n'ticket.resolve' = 'x'\n", ":1: two commands want one key"),
        (b"x = 1\n" * 60_000, " is too long for settings"),
    ],
    ids=lambda each: each[:20].decode("latin-1") if isinstance(each, bytes) else "",
)
def test_a_file_that_cannot_be_used_is_one_line_and_the_console_is_as_it_ships(
    own: Path, content: bytes, said: str
) -> None:
    own.write_bytes(content)
    found = preferred(own)
    assert [f"settings.toml{said}" in each for each in found.warnings] == [True]
    assert len(found.warnings[0].splitlines()) == 1
    assert found == Preferences(warnings=found.warnings)
    assert own.read_bytes() == content


def test_a_folder_or_a_pipe_in_its_place_holds_nothing_up_and_is_not_replaced(own: Path) -> None:
    own.mkdir()
    assert ["Is a directory" in each for each in preferred(own).warnings] == [True]
    with pytest.raises(BadInputError, match="what is there is no file"):
        file.save(own, "theme = 'dark'")
    pipe = own / "pipe"
    os.mkfifo(pipe)
    assert preferred(pipe) == Preferences()
    with pytest.raises(BadInputError, match="what is there is no file"):
        file.save(pipe, "theme = 'dark'")
    assert pipe.is_fifo()
    looped = own / "loop"
    looped.symlink_to(looped)
    assert ["symbolic link" in each for each in preferred(looped).warnings] == [True]


def test_a_file_that_may_not_be_read_or_written_is_named(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_arguments: object, **_options: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    own.write_text("theme = 'light'", "utf-8")
    monkeypatch.setattr(os, "open", forbidden)  # whoever runs tests as root may read everything
    assert ["settings.toml cannot be read: Permission denied" in each
            for each in preferred(own).warnings] == [True]  # fmt: skip
    monkeypatch.undo()
    monkeypatch.setattr(tempfile, "mkstemp", forbidden)
    with pytest.raises(BadInputError, match=r"settings\.toml cannot be written: Permission denied"):
        file.save(own, "theme = 'dark'")
    assert own.read_text("utf-8") == "theme = 'light'"


def test_an_empty_file_and_one_of_nobody_are_the_defaults(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.touch()
    assert preferred(own) == Preferences()
    monkeypatch.setenv("FRONTDESK_CONFIG", "~nobody-of-that-name/settings.toml")
    assert preferred(file.default_path()) == Preferences()


async def test_what_is_wrong_with_it_is_said_once_when_the_console_begins(
    place: Path, clock: Clock, own: Path
) -> None:
    own.write_text('theme = "neon"\n', "utf-8")
    async with console(place, clock, settings=own) as pilot:
        await says(pilot, 'theme is "neon"')
        assert len(pilot.app._notifications) == 1
        assert pilot.app.theme == "dark"


def test_theme_language_and_stillness_are_as_the_file_has_them_and_the_environment_comes_first(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.write_text('theme = "light"\nreduced_motion = true\nlanguage = "en"\n', "utf-8")

    def opener() -> None:
        raise StoreError("left")

    app = Console(opener, preferences=preferred(own))  # type: ignore[arg-type]
    assert (app.theme, app.animation_level, language()) == ("light", "none", "en")
    monkeypatch.setenv("FRONTDESK_THEME", "contrast")
    assert Console(opener, preferences=preferred(own)).theme == "contrast"  # type: ignore[arg-type]


async def test_a_key_is_changed_by_pressing_it_a_theme_by_looking_at_it_and_clashes_are_said(
    place: Path, clock: Clock, own: Path
) -> None:
    own.write_text("# mine\n", "utf-8")
    async with console(place, clock, settings=own) as pilot:
        await pilot.press("comma", *"take it", "enter")
        await says(pilot, "ticket.take: press its new key")
        await pilot.press("a")
        await says(pilot, "one key: a on desk")
        await pilot.press("Ö")
        await says(pilot, "your own key")
        await pilot.press("enter", "delete")
        await until(pilot, lambda: '"ticket.take" = []' in own.read_text("utf-8"))
        await pilot.press("enter")
        await says(pilot, "ticket.take: press its new key")
        await pilot.press("Ö")
        await until(pilot, lambda: '"ticket.take" = "Ö"' in own.read_text("utf-8"))
        await pilot.press(*["backspace"] * 7, *"theme", "enter")
        await says(pilot, 'As it ships: "dark"')
        await pilot.press("down", "down")
        await until(pilot, lambda: pilot.app.theme == "contrast")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.theme == "dark")
        await pilot.press("enter", *"light", "enter")
        await says(pilot, "theme: light")
        await pilot.press("escape")
        await says(pilot, "Ö take")
        assert pilot.app.theme == "light"
    assert own.read_text("utf-8") == ('# mine\ntheme = "light"\n\n[keys]\n"ticket.take" = "Ö"\n')


async def test_what_cannot_be_kept_is_said_on_the_sheet_and_what_was_typed_stays(
    place: Path, clock: Clock, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.write_text("# mine\n", "utf-8")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with console(place, clock, settings=own) as pilot:
        monkeypatch.setattr(os, "fsync", full)
        await pilot.press("comma", *"glides", "enter")
        await says(pilot, "No space left on device")
        assert pilot.app.screen.query_one(Input).cursor_blink
        assert "glides" in shown(pilot).split("Settings, kept in")[1]
        monkeypatch.undo()
        await pilot.press("enter")
        await says(pilot, "reduced_motion: yes")
        assert not pilot.app.screen.query_one(Input).cursor_blink
        await pilot.press("escape", "slash")
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        assert isinstance(pilot.app.focused, Input)
        assert not pilot.app.focused.cursor_blink
        await pilot.press("escape", "comma", *"glides")
        await says(pilot, "reduced_motion: yes")
        own.write_text('theme = "drak"\n', "utf-8")  # somebody else's editor
        await pilot.press("enter")
        await says(pilot, 'theme is "drak"')
    assert own.read_text("utf-8") == 'theme = "drak"\n'
    assert [each.name for each in own.parent.iterdir() if each.name.startswith(".")] == []
