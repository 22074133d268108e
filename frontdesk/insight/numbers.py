"""What a typed word with digits may be beside a word: a ticket, a serial, a telephone number.

With or without dashes, spaces and the country's prefix. It refuses short numbers for telephones
and pieces of serials: they would find everything.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, literal_column, or_, select
from sqlalchemy.engine import Connection

from frontdesk.models import BARE
from frontdesk.store import tables as t
from frontdesk.text import digits

FEWEST_OF_PHONE = 6
"""Digits from which on a telephone number is looked for."""
FEWEST_OF_SERIAL = 4
LARGEST = 2**62
MOST = 500
"""People or things of one number; more say that it means nothing."""


def meant(word: str) -> bool:
    """Whether a word could be a number of something."""
    return any(char.isdigit() for char in word) and len(word) <= 60


def tickets(connection: Connection, word: str) -> list[Select[Any]]:
    """The numbers of tickets that the word may mean, a statement for each way; each by an index."""
    own = t.ticket.alias("meant")
    found: list[ColumnElement[bool]] = [own.c.external_ref == word]
    bare = word.removeprefix("#")
    if bare.isascii() and bare.isdigit() and int(bare) < LARGEST:
        found.append(own.c.id == int(bare))
    if assets := _assets(connection, word):
        found.append(own.c.asset_id.in_(assets))
    if callers := _callers(connection, word):
        found.append(own.c.requester_id.in_(callers))
    return [select(own.c.id).where(each) for each in found]


def _assets(connection: Connection, word: str) -> list[int]:
    """Equipment of this tag or serial, however it is written."""
    own = t.asset.c
    spellings = sorted({word, word.upper(), word.lower()})
    exact = or_(own.tag.in_(spellings), own.serial.in_(spellings))
    found = list(connection.execute(select(own.id).where(exact).limit(MOST)).scalars())
    bare = _bare(word)
    if found or len(bare) < FEWEST_OF_SERIAL:
        return found
    written = (
        literal_column(BARE.format(column=f"asset.{name}")) == bare for name in ("tag", "serial")
    )
    return list(connection.execute(select(own.id).where(or_(*written)).limit(MOST)).scalars())


def _bare(word: str) -> str:
    return word.upper().replace("-", "").replace(" ", "")


def _callers(connection: Connection, word: str) -> list[int]:
    """People whose telephone number ends with, or holds, these digits."""
    number = digits(word)
    if len(number) < FEWEST_OF_PHONE or any(char.isalpha() for char in word):
        return []
    # Without the zero of a national number: what was stored may have the country's instead.
    core = number.lstrip("0") or number
    held = t.requester.c.phone_digits.contains(core)
    return list(connection.execute(select(t.requester.c.id).where(held).limit(MOST)).scalars())
