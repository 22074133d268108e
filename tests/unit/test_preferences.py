"""A person's settings: any text gives settings or one line, and never a key that cannot be."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from frontdesk import settingsheet, themes
from frontdesk.commands import COMMANDS
from frontdesk.commands.characters import character_key
from frontdesk.commands.hearing import clashing
from frontdesk.errors import BadInputError
from frontdesk.preferences import SETTINGS, THEMES, Preferences, file, key_names, parse, remapping
from frontdesk.preferences.remapping import GaveWay

FEW_WORDS = st.sampled_from(
    ["theme", "languge", "keys", "ticket.take", "ticket", "dark", "t", "alt+x", "", "ż", "]"]
)
VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(), FEW_WORDS.map(lambda word: f'"{word}"')).map(str),
    lambda inner: st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(each)}]"),
    max_leaves=4,
)
LINES = st.lists(
    st.one_of(
        st.tuples(FEW_WORDS, VALUES).map(lambda pair: f'"{pair[0]}" = {pair[1].lower()}'),
        st.tuples(FEW_WORDS, VALUES).map(lambda pair: f"{pair[0]} = {pair[1].lower()}"),
        st.just("[keys]"),
        st.text(max_size=8),
    ),
    max_size=5,
)


@given(st.one_of(st.text(max_size=60), LINES.map("\n".join)))
def test_any_text_gives_settings_or_one_line(text: str) -> None:
    found, wrong = Preferences(), None
    try:
        found = parse(text)
    except BadInputError as error:
        wrong = error
    assert found.theme in THEMES
    assert not list(clashing(COMMANDS, found.keymap))
    if wrong is not None:
        assert str(wrong).startswith("settings.toml")
        assert len(str(wrong).splitlines()) == 1
        assert wrong.hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('theem = "dark"', "settings.toml:1: theem is not a setting — did you mean theme?"),
        ('theme = "drak"', 'settings.toml:1: theme is "drak" — did you mean dark?'),
        ("theme = 3", "settings.toml:1: theme is 3 — one of dark, light, contrast, terminal"),
        ("reduced_motion = 1", "reduced_motion is 1 — say true or false"),
        ('\nkeys = "t"', "settings.toml:2: keys is no table"),
        (
            '[keys]\n"ticket.tak" = "t"',
            "settings.toml:2: there is no command 'ticket.tak' — did you mean ticket.take?",
        ),
        ('[keys]\nticket.tak = "t"', "settings.toml:2: there is no command 'ticket.tak'"),
        ('[keys]\n"ticket.take" = "alt+t"', "settings.toml:2: alt+t arrives as another character"),
        ('[keys]\n"ticket.take" = "ctrl+i"', "a terminal gives ctrl+i as tab"),
        ('[keys]\n"ticket.take" = "entr"', "did you mean enter?"),
        ('[keys]\n"ticket.take" = "shift+t"', "write T"),
        ('[keys]\n"bulk.apply" = []', "bulk.apply has no key"),
        ('[keys]\n"app.out" = []', "app.out has no key"),
        ('[keys]\n"ticket.take" = [1]', "ticket.take has no key"),
        ('[keys]\n"contact.file" = "s"', "s for contact.file is typed into fields there"),
        ('[keys]\n"go.team" = "G"', "G for go.team is typed into fields there"),
        ('[keys]\n"seeker.down" = "n"', "n for seeker.down is typed into fields there"),
        ('[keys]\n"spread.apply" = "d"', "d for spread.apply is typed into fields there"),
        ('[keys]\n"overlay.ou" = "f9"', "'overlay.ou' — did you mean overlay.out?"),
        (
            '[keys]\n"ticket.take" = "Ö"\n"ticket.assign" = ["a", "Ö"]',
            "two commands want one key: Ö on desk: ticket.take and ticket.assign",
        ),
        (
            '[keys]\n"week.this" = "b"\n"list.down" = "b"',
            "two commands want one key: b on week: week.this and list.down",
        ),
        ('[keys]\n"ticket.take" = "esc"', "esc on desk: ticket.take and app.out"),
        ('[keys]\n"week.this" = "esc"', "esc on week: week.this and overlay.out"),
        ("theme =", "settings.toml cannot be read as TOML"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_nearest_known_word(text: str, said: str) -> None:
    with pytest.raises(BadInputError) as caught:
        parse(text)
    assert said in str(caught.value)


def test_keys_are_understood_as_people_write_them() -> None:
    wanted = {"T": "T", "^t": "ctrl+t", "Ctrl+T": "ctrl+t", "F10": "f10", "#": "number_sign"}
    wanted |= {"shift+F2": "shift+f2", "pgdn": "pagedown", "ż": "ż", "esc": "escape"}
    assert {each: key_names.key_named(each) for each in wanted} == wanted


def test_characters_are_called_as_the_console_calls_them() -> None:
    for each in string.printable[: 10 + 52 + 32] + "żöß€§":
        key = character_key(each)
        assert key == _character_to_key(each)
        assert key_names.is_character(key)
        assert key_names.key_named(key_names.as_written(key)) == key
    assert not any(map(key_names.is_character, key_names.NAMED - {"space"}))


def test_two_commands_may_change_places() -> None:
    found = parse('[keys]\n"ticket.take" = "a"\n"ticket.assign" = "t"')
    assert found.keys == {"ticket.take": ("a",), "ticket.assign": ("t",)}


def test_a_key_that_needs_altgr_is_warned_about() -> None:
    found = parse('[keys]\n"ticket.take" = "]"')
    assert found.warnings == ("] for ticket.take needs AltGr on Swedish and Polish keyboards",)


def test_what_ships_clashes_with_nothing_not_even_with_movement() -> None:
    assert not list(clashing(COMMANDS))
    assert remapping.given_way({}) == {}


def test_a_shipped_key_gives_way_to_ones_own_and_one_line_says_so() -> None:
    text = '[keys]\n"ticket.take" = ["Ö", "a"]\n"list.down" = ["down", "S"]\n"go.team" = "f1"\n'
    found = parse('theme = "light"\n' + text)
    assert found.theme == "light"
    assert found.gave_way == {
        "ticket.assign": GaveWay("a", "ticket.take", ()),
        "go.shifts": GaveWay("S", "list.down", ()),
        "week.out": GaveWay("S", "list.down", ("q",)),
        "help.keys": GaveWay("f1", "go.team", ("question_mark",)),
        "overlay.keys": GaveWay("f1", "go.team", ()),
    }
    assert found.keymap["week.out"] == ("q",)
    assert [each for each in found.warnings if "and 3 more" in each] == [*found.warnings]
    assert "go.shifts (S, yours for list.down)" in found.warnings[0]
    settled = '"ticket.assign" = []\n"go.shifts" = "f9"\n"week.out" = "q"\n"help.keys" = "?"\n'
    after = parse(text + settled + '"overlay.keys" = "f10"\n')
    assert (after.warnings, after.gave_way) == ((), {})
    assert after.keymap["ticket.assign"] == ()


def test_a_key_that_is_asked_for_is_nobody_elses() -> None:
    earlier = {"ticket.take": ("a",)}  # what gave way to it may stay without a key
    remapping.must_take_nothing("ticket.note", {**earlier, "ticket.note": ("f9",)})
    with pytest.raises(BadInputError, match=r"x on desk: ticket\.resolve and ticket\.note"):
        remapping.must_take_nothing("ticket.note", {**earlier, "ticket.note": ("x",)})
    with pytest.raises(BadInputError, match=r"list\.down and list\.up"):
        remapping.must_take_nothing("list.down", {"list.down": ("k",)})


def test_the_names_of_the_themes_are_those_of_the_console() -> None:
    assert tuple(each.name for each in themes.THEMES) == THEMES


def test_a_change_keeps_what_the_person_wrote() -> None:
    text = '# mine\ntheme = "dark"  # at night\n\n[keys]\n# left hand\n"ticket.take" = "Ö"\n'
    after = file.changed(text, "theme", "light")
    after = file.changed(after, "ticket.note", "f9", keys=True)
    after = file.changed(after, "ticket.take", ["Ö", "f10"], keys=True)
    assert after == (
        '# mine\ntheme = "light"  # at night\n\n[keys]\n# left hand\n'
        '"ticket.take" = ["Ö", "f10"]\n"ticket.note" = "f9"\n'
    )
    without = file.changed(after, "ticket.take", None, keys=True)
    assert parse(without).keys == {"ticket.note": ("f9",)}


def test_an_id_without_quotes_is_changed_where_it_stands() -> None:
    after = file.changed('[keys]\nticket.take = "Ö"\n', "ticket.take", "f10", keys=True)
    assert after == '[keys]\nticket.take = "f10"\n'


@given(st.sampled_from([each.id for each in COMMANDS]), st.sampled_from(["f11", "t", "ctrl+h"]))
def test_a_change_that_could_not_be_used_is_refused(command: str, key: str) -> None:
    try:
        after = file.changed("# mine\n", command, key, keys=True)
    except BadInputError:
        return
    assert parse(after).keys == {command: (key,)}
    assert after.startswith("# mine\n")


def test_a_file_is_put_in_place_whole_and_read_again(tmp_path: Path) -> None:
    place = tmp_path / "new" / "settings.toml"
    assert file.load(place) == Preferences()
    file.save(place, 'theme = "light"\n')
    assert file.load(place).theme == "light"
    assert [each.name for each in place.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"theme = \x00"])
def test_a_file_of_bytes_is_one_line(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "settings.toml"
    place.write_bytes(content)
    with pytest.raises(BadInputError, match=r"settings\.toml cannot be read"):
        file.load(place)
    with pytest.raises(BadInputError, match="cannot be read"):
        file.load(tmp_path)


def test_the_page_is_current_and_its_example_usable() -> None:
    written = settingsheet.PAGE.read_text("utf-8")
    assert written == settingsheet.sheet(), "run python -m frontdesk.settingsheet"
    assert parse(settingsheet.EXAMPLE).warnings == ()


def test_every_setting_is_one_of_the_person_and_the_other_way_round() -> None:
    fields = set(Preferences.__dataclass_fields__) - {"gave_way", "warnings"}
    assert {each.name for each in SETTINGS} == fields
