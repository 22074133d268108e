"""The notes of a hand-over that are typed and not sent: drafts of their tickets, and one for all.

They end with the hand-over that they are written for, in its transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from frontdesk.terms import DraftKind
from frontdesk.widgets.handover_sheet import Notes

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.screens.base import ConsoleScreen

KIND = DraftKind.HANDOVER


class Begun(NamedTuple):
    """What has been noted, and the operation that it is written for."""

    notes: Notes
    operation: str


def notes_begun(office: Office, numbers: Sequence[int]) -> Begun:
    """The notes that somebody has begun on some tickets, and on all of them."""
    from frontdesk import desk

    kept = {number for number, kind in desk.drafts.mine(office) if kind is KIND}
    bodies = {n: desk.drafts.load(office, KIND, n) or {} for n in kept & {None, *numbers}}
    texts = {number: body.get("text", "") for number, body in bodies.items()}
    known = {body.get(desk.drafts.OPERATION, "") for body in bodies.values()}
    operation = max(known, default="") or office.draw()
    if len(known) > 1:  # begun for different hand-overs: this one is to end them all
        _save({str(n or ""): text for n, text in texts.items()}, operation, office)
    own = {number: text for number, text in texts.items() if number is not None}
    return Begun(Notes(texts.get(None, ""), own), operation)


class NotesKept:
    """The drafts of one hand-over, kept while typing; ``operation`` ends them."""

    def __init__(self, screen: ConsoleScreen, operation: str) -> None:
        self.operation = operation
        self._screen = screen
        self._kept: dict[str, str] = {}

    async def keep(self, notes: Mapping[str, str]) -> None:
        """Keeps what has changed; of what has been handed over meanwhile, nothing comes back."""
        changed = {key: text for key, text in notes.items() if self._kept.get(key) != text}
        if not await self._save(changed):
            # Handed over at another console of the same person: this is for the next time.
            self.operation = uuid4().hex
            await self._save(notes)
        self._kept = dict(notes)

    async def _save(self, notes: Mapping[str, str]) -> bool:
        return await self._screen.work.do(partial(_save, dict(notes), self.operation))


def _save(notes: Mapping[str, str], operation: str, office: Office) -> bool:
    from frontdesk import desk

    body = desk.drafts.OPERATION
    return all(
        desk.drafts.save(office, KIND, int(key) if key else None, {"text": text, body: operation})
        for key, text in notes.items()
    )
