"""Which tickets have which words, kept so that those like a text are found quickly.

Every ticket's words as it stands (subject and words, not what was written on it later) are kept as
a packed bag of word numbers, and under each word the tickets that have it. The latter is an FTS5
table without texts or positions: about a byte for a word of a ticket, written in the ticket's own
transaction, read newest first. Both follow from the ticket and its text alone, so that ``doctor``
can make them anew. It refuses to keep a word: a number stands for each.

Words that many tickets have are never read to their end: of those, how many have it is reckoned
from how far back the latest ``PROBED`` lie.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.engine import Connection

from frontdesk.learning.likeness import (
    Asked,
    Bag,
    bag_of,
    number_of,
    rarity,
    said,
    unpacked,
    words_of,
)
from frontdesk.store import tables as t

TABLE = (
    "CREATE VIRTUAL TABLE ticket_likeness USING fts5("
    "words, content = '', detail = none, tokenize = 'ascii')"
)
CHUNK = 500
MOST_ASKED = 64
"""Different words of a text that are looked for: the first ones."""
PROBED = 256
"""Tickets of a word that are counted; of more the number is reckoned."""
MOST_READ = 12_000
"""Tickets that are read under all words of a text, beginning with the rarest word."""
MOST_OF_A_WORD = 3_000
MOST_COMPARED = 500
"""Tickets that are compared as a whole: those that share the most."""
_END = 2**62


def index(connection: Connection, numbers: Sequence[int]) -> None:
    """Keep the words of some tickets as they stand in the store, replacing what was kept."""
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        _forget(connection, chunk)
        statement = (
            select(t.ticket.c.id, t.ticket.c.subject, t.text.c.body)
            .select_from(t.ticket.outerjoin(t.text, t.text.c.digest == t.ticket.c.words))
            .where(t.ticket.c.id.in_(chunk))
            .order_by(t.ticket.c.id)
        )
        keep(
            connection,
            (
                (number, bag_of(said(subject, body or "")))
                for number, subject, body in connection.execute(statement).all()
            ),
        )


def keep(connection: Connection, bags: Iterable[tuple[int, Bag]]) -> None:
    """Keep the words of tickets of which none are kept yet."""
    rows = [
        {"ticket_id": number, "held": bag.packed(), "words": spelt_out(bag.counts)}
        for number, bag in bags
    ]
    if not rows:
        return
    connection.execute(
        insert(t.ticket_words), [{k: row[k] for k in ("ticket_id", "held")} for row in rows]
    )
    connection.exec_driver_sql(
        "INSERT INTO ticket_likeness(rowid, words) VALUES (?, ?)",
        [(row["ticket_id"], row["words"]) for row in rows],
    )


def _forget(connection: Connection, numbers: Sequence[int]) -> None:
    """Take out what is kept of some tickets; the index wants to be told what it was."""
    own = t.ticket_words.c
    kept = connection.execute(select(own.ticket_id, own.held).where(own.ticket_id.in_(numbers)))
    gone = [(number, spelt_out(unpacked(held)[0])) for number, held in kept]
    if gone:
        connection.exec_driver_sql(
            "INSERT INTO ticket_likeness(ticket_likeness, rowid, words) VALUES ('delete', ?, ?)",
            gone,
        )
        connection.execute(
            delete(t.ticket_words).where(own.ticket_id == bindparam("gone")),
            [{"gone": number} for number, _words in gone],
        )


def rebuild(connection: Connection) -> None:
    """Keep the words of every ticket anew."""
    connection.exec_driver_sql("INSERT INTO ticket_likeness(ticket_likeness) VALUES ('delete-all')")
    connection.execute(delete(t.ticket_words))
    numbers = connection.execute(select(t.ticket.c.id).order_by(t.ticket.c.id)).scalars().all()
    index(connection, numbers)


def spelt_out(numbers: Iterable[int]) -> str:
    """Word numbers as the index has them."""
    return " ".join(f"{number:x}" for number in numbers)


def _raw(connection: Connection) -> sqlite3.Connection:
    """The driver's connection: a hundred tiny statements are asked, in the same transaction."""
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        raise TypeError("words are kept in SQLite")
    return raw


@dataclass(frozen=True, slots=True)
class Found:
    """Tickets that share rare words with a text.

    Attributes:
        asked: the text with what its words are worth on this desk, to compare with.
        numbers: the tickets that share the most, by the worth of the words that they share.
    """

    asked: Asked
    numbers: tuple[int, ...]


def look(connection: Connection, text: str, last: int | None = None) -> Found:
    """The tickets that share the rarest words with a text.

    Args:
        last: only tickets up to this number are looked at, and counted.
    """
    raw = _raw(connection)
    newest = connection.execute(select(func.max(t.ticket_words.c.ticket_id))).scalar() or 0
    top = newest if last is None else min(last, newest)
    numbers = [number_of(word) for word in list(words_of(text))[:MOST_ASKED]]
    having = {number: _having(raw, number, top) for number in dict.fromkeys(numbers)}
    worth = {number: rarity(top, count) for number, count in having.items()}
    shared: dict[int, float] = {}
    left = MOST_READ
    for number in sorted(having, key=lambda each: (having[each], each)):
        if having[number] and left > 0:
            rows = _latest(raw, number, top, min(left, MOST_OF_A_WORD))
            left -= len(rows)
            weight = worth[number]
            for (ticket,) in rows:
                shared[ticket] = shared.get(ticket, 0.0) + weight
    best = sorted(shared, key=lambda ticket: (-shared[ticket], -ticket))[:MOST_COMPARED]
    return Found(Asked(text, worth), tuple(best))


_OF_A_WORD = (
    "SELECT rowid FROM ticket_likeness WHERE ticket_likeness MATCH ? AND rowid <= ? "
    "ORDER BY rowid DESC LIMIT ?"
)


def _latest(raw: sqlite3.Connection, number: int, top: int, most: int) -> list[tuple[int]]:
    return raw.execute(_OF_A_WORD, (f'"{number:x}"', top, most)).fetchall()


def _having(raw: sqlite3.Connection, number: int, top: int) -> float:
    """How many tickets have a word: counted up to ``PROBED``, else reckoned."""
    word = f'"{number:x}"'
    far = raw.execute(f"{_OF_A_WORD} OFFSET ?", (word, top, 1, PROBED - 1)).fetchone()
    if far is not None:
        return float(max(PROBED, PROBED * top / (top - int(far[0]) + 1)))
    return len(_latest(raw, number, top, PROBED))


def bags(connection: Connection, numbers: Sequence[int]) -> dict[int, bytes]:
    """The kept bags of some tickets."""
    own = t.ticket_words.c
    found: dict[int, bytes] = {}
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        statement = select(own.ticket_id, own.held).where(own.ticket_id.in_(chunk))
        found |= dict(connection.execute(statement).all())
    return found
