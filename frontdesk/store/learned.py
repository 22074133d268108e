"""Where what resolutions have taught is kept: a row a feature, the totals beside the settings.

It refuses to learn (``frontdesk.learning`` does): it reads the rows that are asked for and writes
those that have changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.engine import Connection

from frontdesk.learning.counts import Row, Totals
from frontdesk.store import tables as t

CHUNK = 500
TOTALS = "learned"
"""The setting that holds the totals."""


def totals(connection: Connection) -> Totals:
    """What is kept beside the features; empty where nothing was learned."""
    statement = select(t.setting.c.value).where(t.setting.c.key == TOTALS)
    kept = connection.execute(statement).scalar()
    return Totals(**json.loads(kept)) if kept is not None else Totals()


def rows(connection: Connection, features: Iterable[str]) -> dict[str, Row]:
    """The rows of some features; those that were never met are left out."""
    wanted = list(dict.fromkeys(features))
    found: dict[str, Row] = {}
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        statement = select(t.learned).where(t.learned.c.feature.in_(chunk))
        for feature, held in connection.execute(statement):
            found[feature] = _row(json.loads(held))
    return found


def write(connection: Connection, kept: Totals, changed: Mapping[str, Row]) -> None:
    """Keep the totals and the rows that have changed."""
    said = {"tickets": kept.tickets, "sharpness": kept.sharpness, "hash": kept.hash}
    connection.execute(delete(t.setting).where(t.setting.c.key == TOTALS))
    connection.execute(insert(t.setting), [{"key": TOTALS, "value": _json(said)}])
    if not changed:
        return
    connection.execute(
        delete(t.learned).where(t.learned.c.feature == bindparam("gone")),
        [{"gone": feature} for feature in changed],
    )
    connection.execute(
        insert(t.learned),
        [{"feature": feature, "held": _json(_held(row))} for feature, row in changed.items()],
    )


def forget(connection: Connection) -> None:
    """Everything that was counted, gone."""
    connection.execute(delete(t.learned))
    connection.execute(delete(t.setting).where(t.setting.c.key == TOTALS))


def _row(held: Mapping[str, list[int]]) -> Row:
    return Row(
        {name: tickets for name, (tickets, _lesson) in held.items() if tickets},
        {name: lesson for name, (_tickets, lesson) in held.items() if lesson},
    )


def _held(row: Row) -> dict[str, list[int]]:
    names = sorted({*row.tickets, *row.lessons})
    return {name: [row.tickets.get(name, 0), row.lessons.get(name, 0)] for name in names}


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
