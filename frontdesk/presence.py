"""Who else has a ticket open, or is writing in it: in a few cells, and in words. Pure.

It refuses to know who is still there: what is stale is passed over where heartbeats are read.
"""

from __future__ import annotations

from collections.abc import Sequence

from frontdesk.i18n import _
from frontdesk.rows import PresentRow
from frontdesk.terms import Doing
from frontdesk.text import cut, safe, width

GLYPHS = {Doing.OPEN: "◉", Doing.WRITING: "✎"}
"""Having it open, and writing in it."""


def tag(others: Sequence[PresentRow], cells: int) -> str:
    """A glyph with the login of the first, and how many more: ``✎ola+1``; empty for nobody.

    Args:
        others: who is there; who writes comes first.
        cells: how many it may take; the glyph is kept longest, then how many more.
    """
    if not others or cells < 1:
        return ""
    first, more = others[0], f"+{len(others) - 1}" if len(others) > 1 else ""
    room = cells - 1 - width(more)
    name = cut(safe(first.login, 40), room) if room >= 2 else ""
    return GLYPHS[first.doing] + name + (more if room >= 0 else "")


def words(one: PresentRow) -> str:
    """What somebody does there: ``Ola Berg is writing``."""
    pattern = _("{name} is writing") if one.doing is Doing.WRITING else _("{name} has it open")
    return pattern.format(name=safe(one.name, 40))


def together(others: Sequence[PresentRow], cells: int) -> str:
    """The same of everybody there, in a line: the first by name, the others counted.

    Args:
        cells: how many it may take.
    """
    if not others:
        return ""
    more = f" +{len(others) - 1}" if len(others) > 1 else ""
    return cut(f"{GLYPHS[others[0].doing]} {words(others[0])}", cells - width(more)) + more
