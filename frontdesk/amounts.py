"""Numbers, shares and money as the reader's language writes them: ``1234.50``, ``1 234,50``.

The catalogue of a language holds its decimal sign and what stands between thousands. It refuses to
round money, and is not for what scripts read or people type, which is the same in every language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from frontdesk.i18n import _, grouped, marks
from frontdesk.terms import Money

Say: TypeAlias = Callable[[str], str]


def number(value: float, decimals: int, *, sign: bool = False, say: Say = _) -> str:
    """A number with so many decimals: ``0.25``, with its sign also above nothing if need be."""
    whole, _dot, rest = f"{value:{'+' if sign else ''}.{decimals}f}".partition(".")
    _between, mark = marks(say)
    return grouped(whole, say) + (mark + rest if rest else "")


def plain(value: float, *, say: Say = _) -> str:
    """A number with only the decimals that it has: ``2``, ``2.5``."""
    _between, mark = marks(say)
    return f"{value:g}".replace(".", mark)


def percent(share: float, decimals: int = 0, *, say: Say = _) -> str:
    """A share of one: ``84 %``."""
    return f"{number(100 * share, decimals, say=say)} %"


def money(amount: Money, *, sign: bool = False, say: Say = _) -> str:
    """An amount with its currency: ``1234.50 SEK``."""
    said = str(abs(amount.amount) // 100)
    _between, mark = marks(say)
    before = "-" if amount.amount < 0 else "+" if sign and amount.amount > 0 else ""
    return f"{before}{grouped(said, say)}{mark}{abs(amount.amount) % 100:02} {amount.currency}"
