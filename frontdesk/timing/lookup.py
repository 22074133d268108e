"""Which promises apply to the pieces of one life, asked of the policy no more often than needed."""

from __future__ import annotations

from frontdesk.terms import Clock
from frontdesk.timing.piece import Piece
from frontdesk.timing.promise import Promise, Promised


class Lookup:
    """Asks once for each clock and kind of piece; knows no policy itself."""

    __slots__ = ("_known", "_promised")

    def __init__(self, promised: Promised) -> None:
        self._promised = promised
        self._known: dict[Clock, tuple[int, Promise | None]] = {}

    def promise(self, clock: Clock, piece: Piece) -> Promise | None:
        """The promise that applies to a clock while the ticket is as in that piece."""
        known = self._known.get(clock)
        if known is not None and known[0] == piece.kin:
            return known[1]
        found = self._promised(clock, piece.state)
        self._known[clock] = piece.kin, found
        return found
