"""Tickets as they were known when they were opened, and the team that resolved them in the end.

Read from the first event of each: no word, field or record from later. What was resolved as a
duplicate teaches nothing, and neither does what nobody's team had.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.engine import Connection

from frontdesk.learning.tokens import Features, features
from frontdesk.store import tables as t
from frontdesk.terms import Resolution, Status, Subject

CHUNK = 500
LATEST = 20_000
"""Resolved tickets that are learned from anew, at most: the latest ones."""
_DONE = (Status.RESOLVED, Status.CLOSED)


@dataclass(frozen=True, slots=True)
class Opening:
    """One of them.

    Attributes:
        team: the code of the team that resolved it.
    """

    number: int
    team: str
    features: Features


def learned_of(
    subject: str, words: str, *, category: str | None, channel: str, kind: str,
    site: str | None, asset_type: str | None, model: str | None, facts: Mapping[str, str],
) -> Features:  # fmt: skip
    """What is counted of a ticket: its texts, the subject first, these fields, and its facts.

    Args:
        facts: fields that an import kept (``[fields]`` of its map), by name.
    """
    said = {
        "category": category, "channel": channel, "kind": kind, "site": site,
        "type": asset_type, "model": model,
    }  # fmt: skip
    fields = {name: value for name, value in said.items() if value}
    fields |= {f"facts.{name}" if name in said else name: value for name, value in facts.items()}
    return features(f"{subject}\n{words}", fields)


def latest(connection: Connection, most: int = LATEST) -> Iterator[Opening]:
    """The latest resolved tickets, the one first that was resolved first."""
    own = t.ticket.c
    when = func.coalesce(own.resolved_at, own.closed_at, own.opened_at)
    newest = _resolved().order_by(when.desc(), own.id.desc()).limit(most)
    numbers = [number for number, _team in connection.execute(newest)][::-1]
    return of(connection, numbers)


def of(connection: Connection, numbers: Sequence[int]) -> Iterator[Opening]:
    """Those of some tickets that were resolved, in the order of the numbers."""
    codes = _Codes(connection)
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        teams: dict[int, str] = dict(
            connection.execute(_resolved().where(t.ticket.c.id.in_(chunk))).all()
        )
        firsts = _firsts(connection, list(teams))
        bodies = _bodies(connection, firsts.values())
        for number in chunk:
            if number in teams and number in firsts:
                known = firsts[number]
                yield Opening(number, teams[number], codes.features(known, bodies))


def _resolved() -> Select[Any]:
    """Of imported history also what names no code: the team that had it last is known."""
    own = t.ticket.c
    return (
        select(own.id, t.team.c.code)
        .select_from(t.ticket.join(t.team, t.team.c.id == own.team_id))
        .where(
            own.status.in_(_DONE),
            own.merged_into_id.is_(None),
            or_(
                own.resolution_code != Resolution.DUPLICATE,
                own.resolution_code.is_(None) & own.imported,
            ),
        )
    )


def _firsts(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What the first event of each says."""
    own = t.event.c
    statement = select(own.subject_id, own.after).where(
        own.subject == Subject.TICKET, own.subject_id.in_(numbers), own.seq == 1
    )
    return {number: json.loads(after) for number, after in connection.execute(statement)}


def _bodies(connection: Connection, firsts: Any) -> dict[str, str]:
    """The texts of first events by their digests; those that were erased are left out."""
    digests = [digest for first in firsts for name in ("subject", "words", "facts")
               if (digest := _digest(first.get(name)))]  # fmt: skip
    found: dict[str, str] = {}
    for start in range(0, len(digests), CHUNK):
        chunk = digests[start : start + CHUNK]
        statement = select(t.text.c.digest, t.text.c.body).where(t.text.c.digest.in_(chunk))
        found |= {digest: body for digest, body in connection.execute(statement) if body}
    return found


def _digest(kept: object) -> str | None:
    """An event holds a text as ``{"digest": …}``, imported ones as the digest alone."""
    if isinstance(kept, Mapping):
        kept = kept.get("digest")
    return kept if isinstance(kept, str) else None


class _Codes:
    """Codes of the register by number, read once."""

    def __init__(self, connection: Connection) -> None:
        self._sites: dict[int, str] = dict(
            connection.execute(select(t.site.c.id, t.site.c.code)).all()
        )
        self._connection = connection
        self._assets: dict[int, tuple[str, str]] = {}

    def features(self, known: Mapping[str, Any], bodies: Mapping[str, str]) -> Features:
        kind, model = self._asset(known.get("asset_id"))
        return learned_of(
            bodies.get(_digest(known.get("subject")) or "", ""),
            bodies.get(_digest(known.get("words")) or "", ""),
            category=known.get("category"),
            channel=known.get("channel") or "",
            kind=known.get("kind") or "",
            site=self._sites.get(known.get("site_id") or 0),
            asset_type=kind,
            model=model,
            facts=json.loads(bodies.get(_digest(known.get("facts")) or "", "{}")),
        )

    def _asset(self, number: int | None) -> tuple[str | None, str | None]:
        if number is None:
            return None, None
        if number not in self._assets:
            statement = select(t.asset.c.type, t.asset.c.model).where(t.asset.c.id == number)
            row = self._connection.execute(statement).first()
            self._assets[number] = (row.type, row.model) if row is not None else ("", "")
        return self._assets[number]
