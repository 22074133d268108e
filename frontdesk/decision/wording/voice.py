"""How numbers, money and spans are said inside a sentence.

Each sentence gets its translator as ``_``: the reader's for a screen, ``english`` for ``--json``,
whatever the process speaks. It refuses to look anything up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from frontdesk import amounts
from frontdesk.i18n import plural
from frontdesk.terms import Money

Say: TypeAlias = Callable[[str], str]
"""From an English sentence to the reader's."""
Facts: TypeAlias = Mapping[str, str | int | float | bool | None]
"""What a reason saw."""

_WORKDAY = 8


def english(text: str) -> str:
    """The sentence as it is."""
    return text


def percent(share: object) -> str:
    """A probability: ``84 %``."""
    return amounts.percent(float(str(share)))


def amount(minor: object, currency: object, _: Say) -> str:
    """Minor units with their currency: ``22.00 USD``."""
    return amounts.money(Money(int(str(minor)), str(currency)), say=_)


def capital(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


def time_left(seconds: object, _: Say) -> str:
    """Open time of a promise, in hours however many: a working day is not the same everywhere."""
    minutes = round(float(str(seconds)) / 60)
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return _("{n} min").format(n=minutes)
    if not minutes:
        return _("{n} h").format(n=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def span(seconds: object, _: Say) -> str:
    """A working time, roughly: ``6 min``, ``3 h``, ``9 working days``."""
    minutes = float(str(seconds)) / 60
    if minutes < 90:
        return _("{n} min").format(n=round(minutes))
    hours = minutes / 60
    if hours < 2 * _WORKDAY:
        return _("{n} h").format(n=round(hours))
    return plural("{n} working day", "{n} working days", round(hours / _WORKDAY), _)
