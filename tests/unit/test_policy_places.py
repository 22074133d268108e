"""Where things stand in a policy's text, and small texts changed in one place, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from frontdesk.errors import BadInputError
from frontdesk.rulebook import editing
from frontdesk.rulebook.reading import spelt
from frontdesk.toml_lines import places

TEXT = """\
name = "x"

# of the first
[[rules]]
name = "a"  # one

[[rules]]
name = "b"
[rules.when]
tier = 2

# of the third
# in two lines
[[rules]]
name = "c"

# behind
[desk]
hop_budget = 4
"""


def test_every_table_and_key_has_its_line() -> None:
    assert list(places(TEXT)) == [
        (1, ("name",)),
        (4, ("rules", 0)),
        (5, ("rules", 0, "name")),
        (7, ("rules", 1)),
        (8, ("rules", 1, "name")),
        (9, ("rules", 1, "when")),
        (10, ("rules", 1, "when", "tier")),
        (14, ("rules", 2)),
        (15, ("rules", 2, "name")),
        (18, ("desk",)),
        (19, ("desk", "hop_budget")),
    ]


def test_dotted_keys_quoted_headings_and_long_strings_have_their_lines() -> None:
    text = (
        '["a b".c]  # here\nd . e-f = 1\n'
        'long = """\n[no]\nx = 1\n"""\nshort = """one line"""\nz = 1\n'
        "raw = '''\n[no]\n'''\n[[t]]\n[[t.u]]\n[[t.u]]\n[[t]]\n[[t.u]]\nk = 1\n"
    )
    assert list(places(text)) == [
        (1, ("a b", "c")),
        (2, ("a b", "c", "d", "e-f")),
        (3, ("a b", "c", "long")),
        (7, ("a b", "c", "short")),
        (8, ("a b", "c", "z")),
        (9, ("a b", "c", "raw")),
        (12, ("t", 0)),
        (13, ("t", 0, "u", 0)),
        (14, ("t", 0, "u", 1)),
        (15, ("t", 1)),
        (16, ("t", 1, "u", 0)),
        (17, ("t", 1, "u", 0, "k")),
    ]


def test_a_path_is_spelt_as_people_write_it() -> None:
    assert spelt(("rules", 3, "when", "category")) == "rules[3].when.category"
    assert spelt(("name",)) == "name"
    assert spelt(()) == ""


def test_an_entry_moves_with_the_comment_above_it_and_the_rest_stays() -> None:
    assert (
        editing.move_entry(TEXT, "rules", 2, 0)
        == """\
name = "x"

# of the first
# of the third
# in two lines
[[rules]]
name = "c"

[[rules]]
name = "a"  # one

[[rules]]
name = "b"
[rules.when]
tier = 2

# behind
[desk]
hop_budget = 4
"""
    )
    assert editing.move_entry(TEXT, "rules", 1, 1) == TEXT


def test_an_entry_goes_with_its_comment_and_the_blank_lines_behind_it() -> None:
    text = editing.remove_entry(TEXT, "rules", 2)
    assert text == TEXT.replace('# of the third\n# in two lines\n[[rules]]\nname = "c"\n\n', "")
    text = editing.remove_entry(TEXT, "rules", 0)
    assert text == TEXT.replace('[[rules]]\nname = "a"  # one\n\n', "")
    one = '[[rules]]\nname = "a"\n'
    assert editing.remove_entry(one, "rules", 0) == ""
    assert editing.remove_entry(f"a = 1\n\n{one}\n\n[b]\n", "rules", 0) == "a = 1\n\n[b]\n"


def test_an_entry_is_put_before_another_or_behind_the_last() -> None:
    new = {"name": "n", "tier": 3}
    block = '[[rules]]\nname = "n"\ntier = 3\n'
    assert editing.add_entry(TEXT, "rules", new, 1) == TEXT.replace(
        '[[rules]]\nname = "b"', f'{block}\n[[rules]]\nname = "b"'
    )
    assert editing.add_entry(TEXT, "rules", new, 2) == TEXT.replace(
        "# of the third", f"{block}\n# of the third"
    )
    assert editing.add_entry(TEXT, "rules", new, 3) == TEXT.replace(
        'name = "c"\n', f'name = "c"\n\n{block}'
    )
    assert editing.add_entry("a = 1", "rules", new, 0) == f"a = 1\n\n{block}"
    assert editing.add_entry("a = 1\r\n", "rules", {"name": "n"}, 0) == (
        'a = 1\r\n\r\n[[rules]]\r\nname = "n"\r\n'
    )


def test_a_key_is_put_behind_the_last_of_its_own_table() -> None:
    assert editing.set_value(TEXT, ("rules", 1, "tier"), 3) == TEXT.replace(
        'name = "b"\n', 'name = "b"\ntier = 3\n'
    )
    assert editing.set_value(TEXT, ("rules", 1, "when", "hops"), 0) == TEXT.replace(
        "tier = 2\n", "tier = 2\nhops = 0\n"
    )
    assert editing.set_value(TEXT, ("desk", "near_tie"), Decimal("0.10")) == (
        f"{TEXT}near_tie = 0.10\n"
    )
    assert editing.set_value("[desk]\na = 1", ("desk", "b"), True) == "[desk]\na = 1\nb = true\n"
    assert editing.set_value("[desk]\r\na = 1\r\n", ("desk", "b"), 2) == (
        "[desk]\r\na = 1\r\nb = 2\r\n"
    )


def test_a_value_is_changed_where_it_stands_also_in_lists_and_inline_tables() -> None:
    text = 'a = [1, 2]  # two\n[b]\nc = { d = "x" }  # table\n'
    assert editing.set_value(text, ("a", 1), 5) == text.replace("2]", "5]")
    assert editing.set_value(text, ("b", "c", "d"), "ż") == text.replace('"x"', '"ż"')
    assert editing.remove_value(text, ("b", "c")) == "a = [1, 2]  # two\n[b]\n"
    for path in (("a", 2), ("a", -1), ("b", "c", "d", "e"), ("b", 0), ("x", "y")):
        with pytest.raises(BadInputError, match="cannot be changed here"):
            editing.set_value(text, path, 1)
    for gone in (("a", 0), ("b", "x"), ("x",)):
        with pytest.raises(BadInputError, match="cannot be changed here"):
            editing.remove_value(text, gone)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ('ż"', '"ż\\""'), (3, "3"), (True, "true"), (Decimal("7.50"), "7.50"), ((), "[]"),
        ([1, "a"], '[1, "a"]'), ({"a-b_1": 1, "c d": [2]}, '{ a-b_1 = 1, "c d" = [2] }'),
    ],
)  # fmt: skip
def test_a_plain_value_is_written_on_one_line(value: object, written: str) -> None:
    assert editing.inline(value) == written


@pytest.mark.parametrize("index", [-1, 3, 9])
def test_a_place_that_is_not_there_is_refused_and_named(index: int) -> None:
    changes: tuple[Callable[[], str], ...] = (
        lambda: editing.remove_entry(TEXT, "rules", index),
        lambda: editing.move_entry(TEXT, "rules", index, 0),
        lambda: editing.move_entry(TEXT, "rules", 0, index),
    )
    for change in changes:
        with pytest.raises(BadInputError, match="rules") as refused:
            change()
        assert "change it in the text" in refused.value.hint
