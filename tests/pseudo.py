"""A language that nobody speaks: every text of the code in letters that nothing else uses.

Under it, plain letters on a screen are a text that nobody can translate, or data, a key or a code.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from enum import StrEnum
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from frontdesk import terms
from tools import catalogues

LANGUAGE = "xx"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ODD = "ȧƀċđėƒġħıȷķłṁńȯṗɋŕşŧŭṽẁẋẏżȦƁĊĐĖƑĠĦİĴĶŁṀŃȮṖɊŔŞŦŬṼẀẊẎŻ"
"""One odd letter for each plain one, as wide, and folded as it."""
_LETTERS = str.maketrans(PLAIN, ODD)
_HOLES = re.compile(r"(\{[^{}]*\})")
_QUOTED = re.compile(r'"[^"\n]*"')
_WORDS = re.compile(r"[A-Za-z][A-Za-z']+")
_NAMED = re.compile(r"\w[./@\[]\w|^/|^[0-9a-f]{8,}$")
"""A path, a name with a dot or a number in it, a hash."""
CODES = frozenset(
    value.value
    for kind in vars(terms).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum)
    for value in kind
)
"""What is stored as a code of ours, and must be said in words."""


@cache
def _said() -> frozenset[catalogues.Text]:
    """What the code says, as the catalogues follow it; to collect it anew takes a while."""
    return frozenset(each.id for each in catalogues.read("pl") if each.id)


def odd(text: str) -> str:
    """The text in odd letters; what is filled in stays as it is."""
    return "".join(
        part if part.startswith("{") else part.translate(_LETTERS) for part in _HOLES.split(text)
    )


def catalogue(locale: Path) -> None:
    """The odd language as a catalogue, compiled."""
    book = Catalog(locale="en")
    for text in _said():
        book.add(text, odd(text) if isinstance(text, str) else tuple(map(odd, text)))
    path = locale / LANGUAGE / "LC_MESSAGES" / "frontdesk.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, book)


def oddly(policy: str) -> str:
    """A policy file whose texts are in odd letters; its codes, of one word, are as they were."""
    lines = (
        line
        if line.lstrip().startswith("#")
        else _QUOTED.sub(lambda at: odd(at[0]) if " " in at[0] else at[0], line)
        for line in policy.splitlines()
    )
    return "\n".join(lines) + "\n"


def disguise(store: Path) -> None:
    """Puts the names and texts of a store's register into odd letters; codes stay as they are."""
    with closing(sqlite3.connect(store)) as connection, connection:
        for table, column, value in list(_cells(connection)):
            if " " in value and value[0] not in "[{":
                connection.execute(
                    f'UPDATE "{table}" SET "{column}" = ? WHERE "{column}" = ?',
                    (odd(value), value),
                )


def data(store: Path, policy: str) -> set[str]:
    """The plain words that a store and its policy bring along: codes, logins, numbers."""
    with closing(sqlite3.connect(store)) as connection:
        values = {value for *_where, value in _cells(connection)}
    values |= set(re.findall(r'"([^"\s]+)"', policy))
    own = {value for value in values if " " not in value and value not in CODES}
    # A word that the code says is no excuse, whatever the data call so.
    ours = {text for text in _said() if isinstance(text, str)}
    return {word for value in own for word in _WORDS.findall(value)} - ours


def plain(shown: str) -> Iterator[str]:
    """The words in plain letters on a screen; paths, dotted names and hashes are none."""
    for token in re.split(r"[\s│▌]+", shown):
        if not _NAMED.search(token):
            yield from _WORDS.findall(token)


def _cells(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """The texts of the register: table, column, value."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
        " AND name NOT LIKE '%search%' AND name NOT LIKE 'policy%' AND name NOT LIKE 'setting%'"
    ).fetchall()
    for (table,) in tables:
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        for column in columns:
            if column != "folded":
                values = connection.execute(
                    f'SELECT DISTINCT "{column}" FROM "{table}"'
                    f" WHERE typeof(\"{column}\") = 'text' AND \"{column}\" <> ''"
                )
                for (value,) in values.fetchall():
                    yield table, column, value
