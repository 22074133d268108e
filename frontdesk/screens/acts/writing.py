"""Writing to the requester, or a note for the desk; the draft is kept in the store."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _
from frontdesk.screens.acting import Act
from frontdesk.screens.acts.inserting import insert
from frontdesk.screens.meanwhile import news, words
from frontdesk.terms import DraftKind
from frontdesk.widgets.writing import Letter

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.rows import Done
    from frontdesk.screens.base import ConsoleScreen


async def reply(screen: ConsoleScreen) -> None:
    """Writes to the requester."""
    await _write(screen, DraftKind.REPLY)


async def note(screen: ConsoleScreen) -> None:
    """Writes a note for the desk alone."""
    await _write(screen, DraftKind.NOTE)


async def _write(screen: ConsoleScreen, kind: DraftKind) -> None:
    subjects = screen.at_hand()
    row = subjects.rows[0]
    number, seen = row.number, row.version
    begun, draft = await screen.work.do(lambda office: _begun(office, kind, number))
    pattern = (
        _("Reply to the requester of {number}  {subject}")
        if kind is DraftKind.REPLY
        else _("Note for the desk on {number}  {subject}")
    )

    async def keep(text: str) -> None:
        await screen.awaited(lambda office: _save(office, kind, number, text))

    async def submit(text: str) -> str | None:
        nonlocal seen
        try:
            if kind is DraftKind.REPLY:
                since = seen
                seen, news = await screen.work.do(lambda office: _since(office, number, since))
                if news:
                    return news
            await screen.perform(written(kind, text), subjects)
        except FrontdeskError as error:
            return str(error)
        if begun != number:
            await screen.work.do(partial(_save, kind=kind, number=begun, text=""))
        return None

    title = pattern.format(number=number, subject=row.subject)
    if begun != number:
        title += "  ·  " + _("begun on {number}").format(number=begun)
    inserted = partial(insert, screen, number)
    await screen.write(Letter(number, title, draft, keep, submit, inserted))
    # The badge of a draft comes or goes.
    await screen.changed(frozenset({number}))


def _since(office: Office, number: int, seen: int) -> tuple[int, str]:
    """The version now, and what others have done since one was seen; empty: nothing to know of.

    A reply cannot be taken back, so whoever sends one learns first what has been said meanwhile.
    """
    found = news(office, number, seen)
    if not found.entries:
        return found.version, ""
    said = words(found.entries[-1], office.now())
    return found.version, said + "  ·  " + _("^s once more sends yours all the same")


def written(kind: DraftKind, text: str) -> Act:
    """The act that adds a reply or a note."""

    def call(office: Office, numbers: Sequence[int], expect: int | None) -> Done:
        from frontdesk import desk

        del expect  # what was written goes beside what others did meanwhile
        verb = desk.work.reply if kind is DraftKind.REPLY else desk.work.note
        return verb(office, numbers, text=text)

    said = _("{what}: reply recorded") if kind is DraftKind.REPLY else _("{what}: note added")
    return Act(said, call, lasting=True)


def _begun(office: Office, kind: DraftKind, number: int) -> tuple[int, str]:
    """What has been begun, and on which ticket: this one, else one that was merged into it."""
    from frontdesk import desk

    if (own := desk.drafts.load(office, kind, number)) is not None:
        return number, own.get("text", "")
    begun, body = desk.drafts.offered(office, kind, number) or (number, {})
    return begun, body.get("text", "")


def _save(office: Office, kind: DraftKind, number: int, text: str) -> None:
    from frontdesk import desk

    desk.drafts.save(office, kind, number, {"text": text})
