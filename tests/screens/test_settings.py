"""A person's own keys, colours and language: what they chose is what the console has and shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from frontdesk.app import Console, preferred
from frontdesk.commands import use_keys
from frontdesk.errors import StoreError
from frontdesk.i18n import language, use
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, says, shown, ticket


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
        assert "is yours" not in shown(pilot)
        await pilot.press("Ö")
        await says(pilot, "1 is yours  ·  F12 undoes")
        await pilot.press("f12")
        await says(pilot, "Undone: 1")


async def test_a_file_that_cannot_be_used_is_said_and_the_console_is_as_it_ships(own: Path) -> None:
    own.write_text('theme = "light"\nlanguge = "sv"\n', "utf-8")

    def opener() -> None:
        raise StoreError("left")

    app = Console(opener, preferences=preferred(own), settings=own)  # type: ignore[arg-type]
    assert app.theme == "dark"
    said = "settings.toml:2: languge is not a setting — did you mean language?"
    assert [said in each for each in app.preferences.warnings] == [True]


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


async def test_a_key_is_changed_by_pressing_it_and_a_clash_is_said_at_once(
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
        await pilot.press(*"theme", "enter")
        await says(pilot, "theme: light")
        await pilot.press("escape")
        await says(pilot, "Ö take")
        assert pilot.app.theme == "light"
    assert own.read_text("utf-8") == ('# mine\ntheme = "light"\n\n[keys]\n"ticket.take" = "Ö"\n')
