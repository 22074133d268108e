from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from frontdesk import i18n
from frontdesk.i18n import N_, _, language, plural, use


@pytest.fixture(autouse=True)
def english_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("FRONTDESK_LANG", raising=False)
    yield
    monkeypatch.undo()
    monkeypatch.delenv("FRONTDESK_LANG", raising=False)
    use("en")


def catalogue(folder: Path, entries: dict[str, str]) -> None:
    """A compiled catalogue, as msgfmt writes one."""
    entries = {"": "Content-Type: text/plain; charset=UTF-8\n", **entries}
    if any("\0" in key for key in entries):
        entries[""] += (
            "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && "
            "(n%100<12 || n%100>14) ? 1 : 2);\n"
        )
    keys = sorted(key.encode() for key in entries)
    values = [entries[key.decode()].encode() for key in keys]
    start = 28 + 16 * len(keys)
    tables: list[bytes] = []
    blob = b""
    for words in (keys, values):
        for word in words:
            tables.append(struct.pack("<II", len(word), start + len(blob)))
            blob += word + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0)
    target = folder / "pl" / "LC_MESSAGES" / "frontdesk.mo"
    target.parent.mkdir(parents=True)
    target.write_bytes(head + b"".join(tables) + blob)


def test_without_a_catalogue_the_english_text_stands() -> None:
    assert use("xx") == "en"
    assert _("ticket {n}").format(n=3) == "ticket 3"
    assert plural("{n} ticket", "{n} tickets", 1) == "1 ticket"
    assert plural("{n} ticket", "{n} tickets", 0) == "0 tickets"
    assert N_("new") == "new"


def test_the_language_is_the_persons_choice_and_not_the_machines(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    catalogue(tmp_path, {"new": "nowe", "{n} day\0{n} days": "{n} dzień\0{n} dni\0{n} dni"})
    monkeypatch.setattr(i18n, "LOCALE", tmp_path)
    monkeypatch.setenv("LANG", "pl_PL.UTF-8")
    monkeypatch.setenv("LANGUAGE", "pl")
    assert use() == "en"
    monkeypatch.setenv("FRONTDESK_LANG", "pl_PL.UTF-8")
    assert use() == language() == "pl"


def test_words_are_looked_up_when_they_are_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    catalogue(tmp_path, {"new": "nowe", "{n} day\0{n} days": "{n} dzień\0{n} dni\0{n} dnia"})
    monkeypatch.setattr(i18n, "LOCALE", tmp_path)
    constant = N_("new")
    assert use("en") == "en"
    assert _(constant) == "new"
    assert use("pl") == "pl"
    assert _(constant) == "nowe"
    assert _("not in the catalogue") == "not in the catalogue"
    assert _("") == ""
    assert plural("{n} day", "{n} days", 1) == "1 dzień"


@pytest.mark.parametrize("odd", ["../../etc", "e", "\0", "C", "/", "."])
def test_an_odd_language_is_english(odd: str) -> None:
    assert use(odd) == "en"


def test_another_translator_than_the_readers_gives_the_english_form() -> None:
    use("pl")
    assert plural("{n} working day", "{n} working days", 1, lambda text: text) == "1 working day"
    assert plural("{n} working day", "{n} working days", 5, lambda text: text) == "5 working days"
    assert plural("{n} working day", "{n} working days", 5) == "5 dni roboczych"
