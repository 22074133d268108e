"""What is written about the command line, and what it says about the register, is current."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.cli.fixes import FIELDS
from frontdesk.cli.registers import REGISTERS, Register
from frontdesk.cli.sheet import sheet
from frontdesk.cli.tree import PARTS, read
from frontdesk.desk.knowledge import FixInput
from frontdesk.desk.register_inputs import INPUTS

DOCS = Path(__file__).parents[2] / "docs" / "cli.md"


def test_the_page_on_the_command_line_is_current() -> None:
    assert DOCS.read_text("utf-8") == sheet(), "run python -m frontdesk.cli.sheet"


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.subject)
def test_a_noun_of_the_register_has_every_field_of_it(register: Register) -> None:
    assert list(register.fields) == list(INPUTS[register.subject].model_fields)


def test_every_register_has_a_noun() -> None:
    assert {register.subject for register in REGISTERS} == set(INPUTS)


@pytest.mark.parametrize("part", PARTS)
def test_a_file_of_the_command_line_has_the_verbs_that_are_looked_for_in_it(part: str) -> None:
    assert tuple(read(part)) == PARTS[part]


def test_a_known_fix_has_every_field_of_it() -> None:
    assert list(FIELDS) == list(FixInput.model_fields)
