"""Names of files from outside: never a way out of a folder, never what a system mistakes."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.filenames import LONGEST, kind_of, safe_name, size_words

AWKWARD = st.text(
    alphabet=st.sampled_from('ab.Ö-_ /\\\0\x1b\u202e\u200b:?*"<>|\n~') | st.characters(),
    max_size=300,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\anna\\photo.png", "photo.png"),
        ("a\0b\x1b[31m.txt", "ab[31m.txt"),
        ("invoice\u202egnp.exe", "invoicegnp.exe"),
        ("NUL", "_NUL"),
        ("com1.txt", "_com1.txt"),
        ("..", "file"),
        ("", "file"),
        ("--help", "help"),
        ("what? really:no.pdf", "what_ really_no.pdf"),
        (" .hidden. ", "hidden"),
        ("Größe 1.jpg", "Größe 1.jpg"),
    ],
)
def test_a_name_is_kept_without_what_a_system_could_mistake(typed: str, kept: str) -> None:
    assert safe_name(typed) == kept


@given(AWKWARD)
def test_a_safe_name_is_one_plain_short_name_and_stays_as_it_is(typed: str) -> None:
    name = safe_name(typed)
    assert name
    assert name not in (".", "..")
    assert len(name.encode()) <= LONGEST + 1
    assert not set(name) & set('/\\<>:"|?*')
    assert name[0] not in ". -"
    assert name[-1] not in ". "
    assert not any(category(each)[0] == "C" for each in name)
    assert safe_name(name) == name


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_name("ö" * 400 + ".pdf").endswith("ö.pdf")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n....", "picture (PNG)"),
        (b"%PDF-1.7", "PDF"),
        (b"MZ\x90", "program"),
        (b"plain w\xc3\xb6rds", "text"),
        (b"x" * 511 + b"\xc3", "text"),
        (b"\x00\x01\x02", "data"),
        (b"\xff\xfe\xfa", "data"),
    ],
)
def test_a_file_is_known_by_its_bytes_and_not_by_its_name(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind


@pytest.mark.parametrize(
    ("size", "words"),
    [(999, "999 B"), (1000, "1.0 kB"), (999_600, "1.0 MB"), (12_300_000, "12 MB")],
)
def test_sizes_are_said_as_people_read_them(size: int, words: str) -> None:
    assert size_words(size) == words
