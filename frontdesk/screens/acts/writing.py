"""Writing to the requester, or a note for the desk; the draft is kept in the store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from frontdesk.commands import with_keys
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _
from frontdesk.screens.acting import Act, deed
from frontdesk.screens.acts.inserting import insert
from frontdesk.screens.meanwhile import news, words
from frontdesk.terms import DraftKind
from frontdesk.widgets.writing import Letter

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
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
    begun = await screen.work.do(lambda office: _begun(office, kind, number))
    draft = Kept(screen, kind, number, begun.operation)
    pattern = (
        _("Reply to the requester of {number}  {subject}")
        if kind is DraftKind.REPLY
        else _("Note for the desk on {number}  {subject}")
    )

    async def submit(text: str) -> str | None:
        nonlocal seen
        try:
            if kind is DraftKind.REPLY:
                since = seen
                seen, news = await screen.work.do(lambda office: _since(office, number, since))
                if news:
                    return news
            await draft.end(partial(screen.perform, written(kind, text, draft.operation), subjects))
        except FrontdeskError as error:
            return str(error)
        return None

    title = pattern.format(number=number, subject=row.subject)
    if begun.number != number:
        title += "  ·  " + _("begun on {number}").format(number=begun.number)
    inserted = partial(insert, screen, number)
    await screen.write(Letter(number, title, begun.text, draft.keep, submit, inserted))
    # The badge of a draft comes or goes, in the lists below as well.
    screen.console_app.spread(frozenset({number}))


class Begun(NamedTuple):
    """What has been begun, on which ticket, and the operation that it is written for."""

    number: int
    text: str
    operation: str


class Kept:
    """The draft of one text: kept while typing, ended by the operation that sends it."""

    def __init__(self, screen: ConsoleScreen, kind: DraftKind, number: int, operation: str) -> None:
        self.operation = operation
        self._screen, self._kind, self._number = screen, kind, number
        self._sending = False

    async def keep(self, text: str) -> None:
        """Keeps what is typed; of what has been sent meanwhile, nothing comes back."""
        operation = self.operation
        if await self._save(text) or self._sending or operation != self.operation:
            return
        # Sent at another console of the same person: what is typed here is another text.
        self.operation = uuid4().hex
        await self._save(text)

    async def _save(self, text: str) -> bool:
        body = {"text": text, "operation": self.operation}
        return await self._screen.awaited(partial(_save, self._kind, self._number, body))

    async def end(self, send: Callable[[], Awaitable[object]]) -> None:
        """Sends it; what is typed from now on is another text."""
        self._sending = True
        try:
            await send()
            self.operation = uuid4().hex
        finally:
            self._sending = False


def _since(office: Office, number: int, seen: int) -> tuple[int, str]:
    """The version now, and what others have done since one was seen; empty: nothing to know of.

    A reply cannot be taken back, so whoever sends one learns first what has been said meanwhile.
    """
    found = news(office, number, seen)
    if not found.entries:
        return found.version, ""
    said = words(found.entries[-1], office.now())
    return found.version, said + "  ·  " + with_keys(
        _("{composer.send} once more sends yours all the same")
    )


def written(kind: DraftKind, text: str, operation: str) -> Act:
    """The act that adds a reply or a note; it goes beside what others did meanwhile."""
    said = _("{what}: reply recorded") if kind is DraftKind.REPLY else _("{what}: note added")
    return deed(said, kind.value, {"text": text}, operation=operation, beside_others=True)


def _begun(office: Office, kind: DraftKind, number: int) -> Begun:
    """What has been begun: on this ticket, else on one that was merged into it."""
    from frontdesk import desk

    if (body := desk.drafts.load(office, kind, number)) is None:
        begun = desk.drafts.offered(office, kind, number)
        number, body = begun if begun is not None else (number, {})
    operation = body.get(desk.drafts.OPERATION) or office.draw()
    return Begun(number, body.get("text", ""), operation)


def _save(kind: DraftKind, number: int, body: Mapping[str, str], office: Office) -> bool:
    from frontdesk import desk

    return desk.drafts.save(office, kind, number, body)
