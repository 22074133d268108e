"""The clocks between teams (OLA): accepting what was passed on, and working on it.

A team that is given a ticket has to accept it: until somebody of it takes it up. From then on the
work clock runs until the ticket goes to another team or is resolved. Who takes a ticket up
unasked, has nothing to accept. A team that gets it again goes on where it was, or not, as the
promise says (``on_hand_back``), whoever sends it.
"""

from __future__ import annotations

from collections.abc import Sequence

from frontdesk.terms import Clock, Status
from frontdesk.timing.lookup import Lookup
from frontdesk.timing.piece import Piece
from frontdesk.timing.promise import OnHandBack
from frontdesk.timing.requester import end, reopened
from frontdesk.timing.running import Cause
from frontdesk.timing.spell import Spell
from frontdesk.timing.standing import End

_ANSWERS = frozenset({"return", "hand_back", "escalate"})
"""What a team may do instead of accepting: its answer, in time or not."""


class BetweenTeams:
    """Follows who holds a ticket, and counts for the team that does."""

    __slots__ = ("_lookup", "_now", "_spells", "_taken", "_team", "_was_open", "_was_status")

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._spells: dict[Clock, list[Spell]] = {Clock.ACCEPT: [], Clock.WORK: []}
        self._now: Spell | None = None
        self._team: str | None = None
        self._taken = False
        self._was_open = True
        self._was_status: Status | None = None

    def follow(self, pieces: Sequence[Piece]) -> list[Spell]:
        """All spells of a life, those of accepting first."""
        for piece in pieces:
            if piece.is_open:
                self._open(piece)
            elif self._now is not None and self._now.stopped is None:
                end(self._now, piece)
            self._was_open, self._was_status = piece.is_open, piece.state.status
        return [*self._spells[Clock.ACCEPT], *self._spells[Clock.WORK]]

    def _open(self, piece: Piece) -> None:
        team, up = piece.state.team, piece.state.status is Status.IN_PROGRESS
        if team != self._team:
            self._leave(piece)
            self._team, self._taken = team, up
            if team is not None:
                self._begin(Clock.WORK if up else Clock.ACCEPT, piece)
        elif team is not None and not self._was_open:
            self._reopen(piece, up=up)
        elif team is not None and up and not self._taken:
            self._accept(piece)
        elif self._accepting_undone(piece):
            self._leave(piece)
            self._taken = False
            self._begin(Clock.ACCEPT, piece)
        if (spell := self._now) is not None:
            if piece.misdated:
                spell.misdated(piece)
            spell.under(piece.start, self._lookup.promise(spell.clock, piece))
            spell.follow(piece)

    def _accept(self, piece: Piece) -> None:
        if self._now is not None and self._now.stopped is None:
            self._now.stop(piece.start, End.JUDGED)
        self._taken = True
        self._begin(Clock.WORK, piece)

    def _accepting_undone(self, piece: Piece) -> bool:
        """Whether the ticket is back in the queue of the team because taking it was undone."""
        was, status = self._was_status, piece.state.status
        undone = piece.moment.verb == "undo" and self._taken and self._team is not None
        return undone and was is Status.IN_PROGRESS and status is Status.ASSIGNED

    def _reopen(self, piece: Piece, *, up: bool) -> None:
        """The clock that had stopped when it was resolved goes on, or starts anew."""
        if up and not self._taken:
            self._accept(piece)
        elif self._now is not None and self._now.stopped is not None:
            spells = self._of(self._now.clock, self._team)
            self._now = reopened(spells, piece, self._lookup)
            if self._now not in self._spells[self._now.clock]:
                self._numbered(self._now)

    def _leave(self, piece: Piece) -> None:
        """The team no longer has it, or never had."""
        spell, verb = self._now, piece.moment.verb
        self._now = None
        if spell is None or spell.stopped is not None:
            return
        if verb == "undo":
            spell.stop(piece.start, End.VOID)
        elif spell.clock is Clock.WORK or verb in _ANSWERS:
            spell.stop(piece.start, End.JUDGED)
        else:
            spell.stop(piece.start, End.VOID_IN_TIME)

    def _begin(self, clock: Clock, piece: Piece) -> None:
        """The team's clock starts, or its earlier spell goes on."""
        earlier = self._of(clock, self._team)
        if earlier:
            spell = earlier[-1]
            rules = spell.rules or self._lookup.promise(clock, piece)
            if piece.taken_back:
                spell.resume(piece.start, Cause.TAKEN_BACK, counts=True)
                self._now = spell
                return
            if rules is None or rules.on_hand_back is OnHandBack.CONTINUE:
                spell.resume(piece.start, Cause.AWAY, counts=False)
                self._now = spell
                return
        self._now = Spell(clock, 0, piece.start, self._team)
        self._numbered(self._now)

    def _of(self, clock: Clock, team: str | None) -> list[Spell]:
        return [spell for spell in self._spells[clock] if spell.holder == team]

    def _numbered(self, spell: Spell) -> None:
        spells = self._spells[spell.clock]
        spells.append(spell)
        spell.number = len(spells)
