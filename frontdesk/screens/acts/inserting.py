"""What is put into a text while writing: a canned answer, a known fix, a colleague's name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from frontdesk import placeholders
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _
from frontdesk.terms import KeptKind
from frontdesk.widgets.seeker import Choice, Find, Seeker, among

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.rows import FixRow
    from frontdesk.screens.base import ConsoleScreen

MOST = 8
"""Known fixes that are offered for a ticket before anything is typed."""


async def insert(screen: ConsoleScreen, number: int, mark: str) -> str | None:
    """Asks what stands in the place of ``::``, ``??`` or ``@@``; ``None``: they stay.

    Args:
        number: the ticket that is written on.
        mark: the character that was typed twice.
    """
    try:
        if mark == ":":
            return await _answer(screen, number)
        if mark == "?":
            return await _fix(screen, number)
        return await _colleague(screen)
    except FrontdeskError as error:
        screen.warn(error)
        return None


async def _answer(screen: ConsoleScreen, number: int) -> str | None:
    own_words = screen.console_app.recorder.recording is None
    choices = await screen.work.do(partial(_answers, number=number, own_words=own_words))
    empty = _("No canned answer like that; `frontdesk answer add` keeps one")
    return await screen.ask(Seeker(_("Insert an answer"), among(choices), empty=empty))


def _answers(office: Office, number: int, *, own_words: bool) -> list[Choice[str]]:
    """The answers that somebody may use.

    Args:
        own_words: with the ticket's in the place of placeholders; a macro keeps those.
    """
    from frontdesk import insight

    ticket = insight.tickets.ticket(office.store, number)
    values = placeholders.of(ticket, office.actor.name)
    rows = insight.kept.kept(office.store, KeptKind.ANSWER, office.actor.login)
    texts = [row.body["text"] for row in rows]
    if own_words:
        texts = [placeholders.filled(text, values) for text in texts]
    return [
        Choice(text, row.name, text.partition("\n")[0])
        for row, text in zip(rows, texts, strict=True)
    ]


async def _fix(screen: ConsoleScreen, number: int) -> str | None:
    async def find(typed: str) -> Sequence[Choice[int]]:
        return await screen.work.do(partial(_fixes, number=number, typed=typed))

    wanted: Find[int] = find
    chosen = await screen.ask(Seeker(_("Insert a known fix"), wanted))
    if chosen is None:
        return None
    return await screen.work.do(lambda office: _steps(office, chosen))


def _fixes(office: Office, number: int, typed: str) -> list[Choice[int]]:
    """Known fixes of some words; before any is typed, those that fit the ticket."""
    from frontdesk import insight

    store = office.store
    if typed.strip():
        found: Sequence[FixRow] = insight.fixes.fixes(store, typed)
    else:
        ticket = insight.tickets.ticket(store, number)
        said = f"{ticket.subject} {ticket.words}"
        kind, category = ticket.asset_type, ticket.category
        found = insight.fixes.matching(store, said, asset_type=kind, category=category, limit=MOST)
    return [
        Choice(each.fix, each.title, f"{each.worked}/{each.tries}", str(each.fix)) for each in found
    ]


def _steps(office: Office, fix: int) -> str:
    """A known fix as it is written to somebody: its title, then its steps by number."""
    from frontdesk import insight

    row = insight.fixes.fix(office.store, fix)
    return "\n".join([row.title, *(f"{each.position}. {each.text}" for each in row.steps)])


async def _colleague(screen: ConsoleScreen) -> str | None:
    choices = await screen.work.do(_colleagues)
    return await screen.ask(Seeker(_("Mention a colleague"), among(choices)))


def _colleagues(office: Office) -> list[Choice[str]]:
    from frontdesk import insight

    people = insight.load.people(office.store, office.now())
    return [
        Choice(f"@{each.login} ", each.name, f"L{each.tier} {each.team}", each.login)
        for each in people
        if each.login != office.actor.login
    ]
