"""The registry of commands: one table for keys, footer, help and docs."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import frontdesk.app
import frontdesk.screens
import frontdesk.widgets
from frontdesk import rights
from frontdesk.commands import COMMANDS, KEYED, clashes, commands_of, footer_of, key_of, key_shown
from frontdesk.commands.command import Command
from frontdesk.commands.places import PLACES
from frontdesk.widgets.seeker import Choice, among

EATEN = {"ctrl+h", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+d"}
"""Terminals give these as other keys, or people expect the end of input."""
ALTGR = {
    "left_square_bracket",
    "right_square_bracket",
    "left_curly_bracket",
    "right_curly_bracket",
    "backslash",
    "vertical_line",
}


def test_no_two_commands_want_one_key_on_one_screen() -> None:
    assert clashes() == []


def test_a_clash_is_found() -> None:
    twice = Command("x", ("t",), "x", "x", ("desk",), "a:b")
    assert clashes([*COMMANDS, twice])


def test_no_key_is_one_that_terminals_or_keyboards_eat() -> None:
    for each in COMMANDS:
        assert not set(each.keys) & (EATEN | ALTGR), each.id
        assert not any(key.startswith("alt+") for key in each.keys), each.id


def test_every_verb_of_a_command_has_a_right_written_down() -> None:
    assert {each.verb for each in COMMANDS if each.verb} <= set(rights.RULES)


def test_the_same_key_means_the_same_in_the_list_and_in_the_ticket() -> None:
    desk = {key: each.id for each in commands_of("desk") for key in each.keys}
    ticket = {key: each.id for each in commands_of("ticket") for key in each.keys}
    shared = (desk.keys() & ticket.keys()) - {"enter"}
    assert {key for key in shared if desk[key] != ticket[key]} == set()


def test_only_function_keys_are_heard_before_a_text_field() -> None:
    loud = {key for each in COMMANDS if each.priority for key in each.keys}
    assert all(key[0] == "f" and key[1:].isdigit() for key in loud)


@pytest.mark.parametrize(
    ("key", "shown"), [("question_mark", "?"), ("f2", "F2"), ("E", "E"), ("f", "f")]
)
def test_keys_are_written_as_people_read_them(key: str, shown: str) -> None:
    assert key_shown(key) == shown


def test_every_key_of_a_widget_has_an_id_of_the_registry_so_that_it_can_be_remapped() -> None:
    for each in iter_modules(frontdesk.widgets.__path__, "frontdesk.widgets."):
        import_module(each.name)
    for each in iter_modules(frontdesk.screens.__path__, "frontdesk.screens."):
        import_module(each.name)
    bound = {
        (kind.__name__, binding.key, binding.id)
        for kind in _below(DOMNode)
        if kind.__module__.startswith("frontdesk.")
        for binding in kind.__dict__.get("BINDINGS", ())
        if isinstance(binding, Binding)
    }
    assert {each for each in bound if each[2] not in KEYED} == {
        ("Console", "ctrl+q", "app.how_to_leave")
    }
    assert {move.id for place in PLACES for move in place.moves} <= {each[2] for each in bound}


def _below(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def test_the_footer_starts_with_what_is_next() -> None:
    assert [key_of(each.id) for each in footer_of("desk")][:3] == ["t", "a", "E"]
    assert key_of("ticket.take") == "t"


async def test_what_is_called_as_was_typed_is_found_before_what_only_mentions_it() -> None:
    find = among(
        [
            Choice("serve", "request", "Serve it as a quick request of the policy."),
            Choice("go", "policy", "Rules and cases."),
            Choice("other", "file", "A policy file."),
        ]
    )
    assert [each.value for each in await find("polic")] == ["go", "serve", "other"]
    assert [each.value for each in await find("")] == ["serve", "go", "other"]
