from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich._unicode_data import load
from rich.cells import cell_len

from frontdesk import text as room
from frontdesk.text import (
    MARKS,
    clip_words,
    cut,
    digits,
    fold,
    initials,
    nearest,
    pad,
    safe,
    short_name,
    width,
)

ODD = (
    "\x00\x07\x1b\x7f\x9b\t\n\r\u0301\u0308\u093c\u0489\u200b\u200c\u200d\u200e\u202e\u2028\u2066"
    "\ufe0f\ufeff\ud800\udfffaZ ąłß漢字กำ👍🏽❤👩नमस्तेسلام…\U000e0041"
)
EVERYTHING = st.one_of(
    st.text(), st.text(st.sampled_from(ODD), max_size=60), st.text(st.characters())
)


def test_escape_sequences_become_visible_and_lose_their_power() -> None:
    assert safe("\x1b]52;c;aGVq\x07") == "␛]52;c;aGVq␇"
    assert safe("\x1b[31mred\x7f") == "␛[31mred␡"
    assert safe("\x9b31m\x85") == "\ufffd31m\ufffd"


def test_text_that_reads_backwards_or_hides_is_shown_for_what_it_is() -> None:
    assert safe("invoice\u202efdp.exe") == "invoice\ufffdfdp.exe"
    assert safe("pass\u200bword\ufeff\u2060") == "password"
    assert safe("hi\U000e0068\U000e0069") == "hi"
    assert safe("bad \ud83d end") == "bad \ufffd end"


@pytest.mark.parametrize(
    "everyday",
    [
        "[EXTERN] Drucker",
        "[/etc/hosts] x",
        "[@click=app.quit]x[/]",
        r"\\server\share [b]",
        "Zażółć gęślą jaźń",
        "سلام می‌خواهم",
        "שלום עוֹלָ֑ם",
        "👨‍👩‍👧 ❤️ 👍🏽 🇸🇪 1️⃣",
        "नमस्ते क्‍ष",
        "ශ්‍රී ලංකා",
        "",
    ],
)
def test_what_people_write_stays_as_it_is(everyday: str) -> None:
    assert safe(everyday) == safe(everyday, lines=True) == everyday


def test_line_breaks_and_tabs() -> None:
    words = "one\r\ntwo\tthree\n\rfour\u2028five"
    assert safe(words) == "one⏎two three⏎␍four⏎five"
    assert safe(words, lines=True) == "one\ntwo    three\n␍four\nfive"


def test_marks_upon_marks_are_capped() -> None:
    assert safe("z" + "\u0301" * 500 + "ą") == "z" + "\u0301" * MARKS + "ą"


def test_joiners_stay_only_where_they_join() -> None:
    assert safe("a\u200db \u200c") == "ab "
    assert safe("👩‍🚀\u200d\u200d!") == "👩‍🚀!"
    chain = safe("👩" + "\u200d👩" * 500)
    assert cell_len(chain) > 80 * 2


def test_long_text_is_cut_and_says_so() -> None:
    assert safe("x" * 10, 4) == "xxx…"
    assert safe("x" * 4, 4) == "xxxx"
    assert len(safe("x" * 5_000_000)) == room.LINE_LIMIT
    assert len(safe("x" * 5_000_000, lines=True)) == room.PAGE_LIMIT
    assert safe("👩‍🚀👩‍🚀", 4) == "👩‍🚀…"
    assert safe("👩‍🚀👩‍🚀", 5) == "👩‍🚀👩…"
    assert safe("👩‍🚀👩‍🚀👩‍🚀", 6) == "👩‍🚀👩…"
    assert safe("\u200b" * 5 + "abc", 3) == "abc"


@given(EVERYTHING, st.booleans(), st.one_of(st.none(), st.integers(1, 20)))
def test_safe_text_stays_as_it_is(words: str, lines: bool, limit: int | None) -> None:
    once = safe(words, limit, lines=lines)
    assert safe(once, limit, lines=lines) == once
    assert safe(once, lines=lines) == once


@given(EVERYTHING, st.booleans())
def test_nothing_that_a_terminal_obeys_ever_comes_out(words: str, lines: bool) -> None:
    shown = safe(words, lines=lines)
    allowed = "\n\u200c\u200d" if lines else "\u200c\u200d"
    for character in shown:
        if character not in allowed and character < "\u0600":
            assert unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not re.search("[\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]", shown)
    assert not re.search(f"[\u0300-\u036f]{{{MARKS + 1}}}", shown)
    shown.encode()


@given(EVERYTHING, st.integers(1, 30))
def test_safe_text_is_never_longer_than_its_limit(words: str, limit: int) -> None:
    assert len(safe(words, limit)) <= limit


def test_all_combining_marks_are_known_to_the_cap() -> None:
    marks = re.compile(f"[{room._MARKS}]")
    assert not [
        hex(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) in ("Mn", "Me") and not marks.match(chr(code))
    ]


def test_every_character_is_as_wide_as_the_toolkit_lays_it_out() -> None:
    ours = {}
    for code in range(0x110000):
        character = chr(code)
        if unicodedata.category(character) in ("Cn", "Cs", "Cc", "Cf"):
            continue
        if width(character) != cell_len(character):
            ours[hex(code)] = width(character)
    assert ours == {}


def test_characters_that_become_emoji_are_wide() -> None:
    for character in load("auto").narrow_to_wide:
        assert width(character + "\ufe0f") == 2, hex(ord(character))


@given(EVERYTHING)
def test_width_is_never_less_than_the_toolkit_takes(words: str) -> None:
    shown = safe(words)
    assert width(shown) >= cell_len(shown)


@given(EVERYTHING, st.integers(0, 30))
def test_cut_text_fits(words: str, cells: int) -> None:
    shown = safe(words)
    fitted = cut(shown, cells)
    assert width(fitted) <= cells
    assert cut(fitted, cells) == fitted
    if width(shown) <= cells and cells:
        assert fitted == shown
    assert width(pad(shown, cells)) == width(pad(shown, cells, right=True)) == cells


def test_cutting_keeps_whole_what_is_seen_as_one() -> None:
    assert cut("漢字かな", 4) == "漢…"
    assert cut("漢字かな", 5) == "漢字…"
    assert cut("👩‍🚀👩‍🚀👩‍🚀", 5) == "👩‍🚀👩‍🚀…"
    assert cut("zażółć", 4) == "zaż…"
    assert cut("e\u0301e\u0301e\u0301", 2) == "e\u0301…"
    assert pad("ą", 3) == "ą  "
    assert pad("ą", 3, right=True) == "  ą"
    assert cut("abc", 0) == pad("abc", 0) == ""


def test_search_finds_what_is_typed_without_the_right_keyboard() -> None:
    assert fold("DZIAŁA") == "dziala"
    assert fold("Grüße, Ångström, Øre, Đuro, ĳ, Þór, cœur, ıstanbul, İzmir") == (
        "grusse, angstrom, ore, duro, ij, thor, coeur, istanbul, izmir"
    )
    assert fold("ﬁx ℡ ①") == "fix tel 1"
    assert fold("e\u0301") == fold("é") == "e"


@given(EVERYTHING)
def test_folding_twice_is_folding_once(words: str) -> None:
    assert fold(fold(words)) == fold(words)


@given(st.text(), st.text())
def test_folding_does_not_depend_on_the_neighbours(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


def test_names_for_narrow_columns() -> None:
    assert short_name("Zofia Wiśniewska") == "Zofia W."
    assert short_name("  Per Ola Öberg ") == "Per Ö."
    assert short_name("Madonna") == "Madonna"
    assert short_name("") == ""
    assert initials("zofia wiśniewska") == "ZW"
    assert initials("Madonna") == "M"
    assert initials(" ") == ""


def test_telephone_numbers_are_compared_by_digits() -> None:
    assert digits("+48 (61) 555-01 42") == "48615550142"
    assert digits("٠١٢ no ²") == "012"


def test_the_nearest_known_words_are_offered() -> None:
    known = ["Zofia Wiśniewska", "Jan Kowalski", "Anna Nowak", "Anna Nowicka"]
    assert nearest("wisniewska", known) == ["Zofia Wiśniewska"]
    assert nearest("Ana Nowak", known, 1) == ["Anna Nowak"]
    assert nearest("", known) == nearest("qqqq", known) == []
    assert nearest("anna", known) == ["Anna Nowak", "Anna Nowicka"]


def test_first_words_make_a_subject() -> None:
    assert clip_words("  one\n two ") == "one two"
    assert clip_words("the printer on floor two pulls two sheets", 20) == "the printer on…"
    assert clip_words("unbreakable" * 10, 20) == "unbreakableunbreaka…"
    assert clip_words("ok" + " " * 5000 + "more", 20) == "ok…"


@given(EVERYTHING, st.integers(1, 40))
def test_first_words_are_one_line_within_the_limit(words: str, limit: int) -> None:
    clipped = clip_words(words, limit)
    assert len(clipped) <= limit
    assert "\n" not in clipped
