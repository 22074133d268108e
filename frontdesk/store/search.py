"""Full-text search over tickets and known fixes, on our own folding.

Texts are folded (``text.fold``) before they are indexed and before they are asked for, so that
``dziala`` finds ``działa``. What people type never reaches MATCH unquoted: every word becomes a
quoted string of letters and digits. The tables are SQLite's FTS5; ``TABLES`` is their definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import Integer, TextualSelect, bindparam, column, text
from sqlalchemy.engine import Connection
from sqlmodel import Session

from frontdesk.text import fold

TABLES = (
    (
        "CREATE VIRTUAL TABLE ticket_search USING fts5("
        "subject, words, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')"
    ),
    (
        "CREATE VIRTUAL TABLE fix_search USING fts5("
        "title, symptom, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')"
    ),
)
INDEXED = {"ticket": "ticket_search", "fix": "fix_search"}
"""What can be found, and its index."""

SAID = (
    "SELECT group_concat(body, ' ') FROM text WHERE digest IN ("
    "SELECT text FROM message WHERE ticket_id = :id UNION SELECT text FROM contact "
    "WHERE ticket_id = :id UNION SELECT "
    "coalesce(json_extract(after, '$.resolution.digest'), json_extract(after, '$.resolution')) "
    "FROM event "
    "WHERE subject = 'ticket' AND subject_id = :id AND verb = 'resolve')"
)
"""Everything that was written on a ticket after it was opened, and what helped."""

WORD = re.compile(r"\w+")
MOST_WORDS = 24
CHUNK = 500


def words_of(typed: str) -> tuple[str, ...]:
    """The folded words of a text, in order, each once, at most ``MOST_WORDS``."""
    return tuple(dict.fromkeys(WORD.findall(fold(typed))))[:MOST_WORDS]


def every(said: Sequence[str]) -> str:
    """An expression for MATCH: all words and phrases, the last as the beginning of what it means.

    Of one that holds several words they must stand side by side.
    """
    quoted = [f'"{phrase}"' for each in said if (phrase := " ".join(WORD.findall(fold(each))))]
    return " ".join([*quoted[:-1], quoted[-1] + "*"]) if quoted else '""'


def some(words: Sequence[str]) -> str:
    """An expression for MATCH: at least one of the words."""
    return " OR ".join(f'"{word}"' for word in words) or '""'


def index_tickets(session: Session, rows: Iterable[tuple[int, str, str]]) -> None:
    """Index tickets that are new: number, subject, words."""
    _write(session, "INSERT INTO ticket_search(rowid, subject, words) VALUES (:id, :a, :b)", rows)


def reindex_ticket(session: Session, number: int, subject: str, words: str) -> None:
    """Replace what is indexed of a ticket: its subject and words are new, the rest is kept."""
    said = _said(session, number)
    session.execute(text("DELETE FROM ticket_search WHERE rowid = :id"), {"id": number})
    index_tickets(session, [(number, subject, f"{words} {said}")])


def rebuild(session: Session) -> None:
    """Index everything anew, from what the store holds."""
    for index in INDEXED.values():
        session.execute(text(f"DELETE FROM {index}"))  # noqa: S608  our own names
    rows = session.execute(
        text(
            "SELECT ticket.id, ticket.subject, coalesce(text.body, '') FROM ticket "
            "LEFT OUTER JOIN text ON text.digest = ticket.words ORDER BY ticket.id"
        )
    ).all()
    for start in range(0, len(rows), CHUNK):
        index_tickets(
            session,
            (
                (number, subject, f"{words} {_said(session, number)}")
                for number, subject, words in rows[start : start + CHUNK]
            ),
        )
    fixes_now = session.execute(text("SELECT id, title, symptom FROM fix ORDER BY id"))
    index_fixes(session, [(fix, title, symptom) for fix, title, symptom in fixes_now])


def _said(session: Session, number: int) -> str:
    return session.execute(text(SAID), {"id": number}).scalar() or ""


def add_to_ticket(session: Session, number: int, more: str) -> None:
    """Index words that were added to a ticket (a note, a reply)."""
    session.execute(
        text("UPDATE ticket_search SET words = words || ' ' || :more WHERE rowid = :id"),
        {"id": number, "more": fold(more)},
    )


def index_fixes(session: Session, rows: Iterable[tuple[int, str, str]]) -> None:
    """Index known fixes, replacing what was indexed of them: id, title, symptom."""
    rows = list(rows)
    if rows:
        session.execute(
            text("DELETE FROM fix_search WHERE rowid = :id"), [{"id": row[0]} for row in rows]
        )
    _write(session, "INSERT INTO fix_search(rowid, title, symptom) VALUES (:id, :a, :b)", rows)


def _write(session: Session, statement: str, rows: Iterable[tuple[int, str, str]]) -> None:
    values = [{"id": i, "a": fold(a), "b": fold(b)} for i, a, b in rows]
    if values:
        session.execute(text(statement), values)


def hits(said: Sequence[str]) -> TextualSelect:
    """The numbers of all tickets that hold all words and phrases, for ``IN`` in a statement."""
    statement = text("SELECT rowid FROM ticket_search WHERE ticket_search MATCH :words")
    matching = every(said[:MOST_WORDS])
    return statement.bindparams(bindparam("words", matching, unique=True)).columns(
        column("rowid", Integer)
    )


def tickets(connection: Connection, typed: str, limit: int, before: int | None = None) -> list[int]:
    """Numbers of tickets that hold every typed word, the newest first.

    Newest first, not by relevance: bm25 over a common word takes seconds at a million tickets.

    Args:
        before: only numbers below this one (the next page).
    """
    words = words_of(typed)
    if not words:
        return []
    statement = text(
        "SELECT rowid FROM ticket_search WHERE ticket_search MATCH :match"
        " AND rowid < :before ORDER BY rowid DESC LIMIT :limit"
    ).bindparams(bindparam("before"), bindparam("limit"))
    rows = connection.execute(
        statement, {"match": every(words), "before": before or 2**62, "limit": limit}
    )
    return [number for (number,) in rows]


def fixes(connection: Connection, typed: str, limit: int) -> list[tuple[int, float]]:
    """Known fixes that hold some of the typed words: id and bm25 score, higher is better.

    There are hundreds of fixes, not millions, so that relevance costs nothing.
    """
    words = words_of(typed)
    if not words:
        return []
    rows = connection.execute(
        text(
            "SELECT rowid, -bm25(fix_search, 4.0, 2.0) AS score FROM fix_search"
            " WHERE fix_search MATCH :match ORDER BY score DESC, rowid LIMIT :limit"
        ),
        {"match": some(words), "limit": limit},
    )
    return [(fix, float(score)) for fix, score in rows]
