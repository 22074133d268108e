"""The clocks of the requester (SLA): first response, next update, resolution.

When they start, stop and start anew; what is counted meanwhile is the ``spell``'s business.
"""

from __future__ import annotations

from collections.abc import Sequence

from frontdesk.terms import Clock
from frontdesk.timing.lookup import Lookup
from frontdesk.timing.piece import Piece
from frontdesk.timing.promise import Gap, OnReopen
from frontdesk.timing.running import Cause
from frontdesk.timing.spell import Spell
from frontdesk.timing.standing import End


def resolution(pieces: Sequence[Piece], lookup: Lookup) -> list[Spell]:
    """From the opening until it is resolved; reopened as the promise says."""
    spells: list[Spell] = []
    for piece in pieces:
        spell = spells[-1] if spells else None
        if not piece.is_open:
            if spell is not None and spell.stopped is None:
                end(spell, piece)
            continue
        if spell is None:
            spell = _begun(spells, Clock.RESOLUTION, piece)
        elif spell.stopped is not None:
            spell = reopened(spells, piece, lookup)
        _counted(spell, piece, lookup)
    return spells


def first_response(pieces: Sequence[Piece], lookup: Lookup) -> list[Spell]:
    """From the opening until the first answer; a resolution is one too."""
    spells: list[Spell] = []
    for piece in pieces:
        spell = spells[-1] if spells else None
        if spell is None:
            if not piece.is_open:
                continue
            spell = _begun(spells, Clock.FIRST_RESPONSE, piece)
        elif not piece.is_open:
            if spell.stopped is None:
                end(spell, piece)
            continue
        elif spell.stopped is not None:
            if not piece.taken_back:
                break
            spell.resume(piece.start, Cause.TAKEN_BACK, counts=True)
        if piece.moment.facts.get("answered"):
            spell.under(piece.start, lookup.promise(spell.clock, piece))
            spell.stop(piece.start, End.JUDGED)
            break
        _counted(spell, piece, lookup)
    return spells


def next_update(pieces: Sequence[Piece], lookup: Lookup) -> list[Spell]:
    """From the opening to the next answer, and from each answer to the one after it."""
    spells: list[Spell] = []
    for piece in pieces:
        spell = spells[-1] if spells else None
        if not piece.is_open:
            if spell is not None and spell.stopped is None:
                end(spell, piece)
            continue
        if spell is None:
            spell = _begun(spells, Clock.NEXT_UPDATE, piece)
        elif spell.stopped is not None and piece.taken_back:
            spell.resume(piece.start, Cause.TAKEN_BACK, counts=True)
        elif spell.stopped is not None or piece.moment.facts.get("answered"):
            if spell.stopped is None:
                spell.stop(piece.start, End.JUDGED)
            spell = _begun(spells, Clock.NEXT_UPDATE, piece)
        if piece.misdated:
            spell.misdated(piece)
        spell.under(piece.start, lookup.promise(spell.clock, piece))
        spell.follow(piece)
    return spells


def end(spell: Spell, piece: Piece) -> None:
    """Stop it where the ticket is no longer open: judged, or void."""
    spell.stop(piece.start, End.VOID if piece.void else End.JUDGED)


def reopened(spells: list[Spell], piece: Piece, lookup: Lookup) -> Spell:
    """The spell that counts from a reopening on: the last one, or a new one.

    The rules are those of the promise that was in force; what was taken back never stopped.
    """
    spell = spells[-1]
    rules = spell.rules or lookup.promise(spell.clock, piece)
    if piece.taken_back:
        spell.resume(piece.start, Cause.TAKEN_BACK, counts=True)
    elif rules is None or rules.on_reopen is OnReopen.CONTINUE:
        counts = rules is not None and rules.gap is Gap.COUNTED
        spell.resume(piece.start, Cause.RESOLVED, counts=counts)
    else:
        spell = _begun(spells, spell.clock, piece, spell.holder)
    return spell


def _begun(spells: list[Spell], clock: Clock, piece: Piece, holder: str | None = None) -> Spell:
    spell = Spell(clock, len(spells) + 1, piece.start, holder)
    spells.append(spell)
    return spell


def _counted(spell: Spell, piece: Piece, lookup: Lookup) -> None:
    if piece.misdated:
        spell.misdated(piece)
    spell.absorb(piece)
    spell.under(piece.start, lookup.promise(spell.clock, piece))
    spell.follow(piece)
