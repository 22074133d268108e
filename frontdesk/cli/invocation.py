"""One call of the command line: its global options, and the office that it works in.

The office is opened when a verb first asks for it, so that help, versions and wrong use never
wait for a store. It refuses to know any verb.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import typer

from frontdesk import desk
from frontdesk.cli import out
from frontdesk.cli.failing import NotHeldError
from frontdesk.times import parse_span, parse_time

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.store.unit import Store


@dataclass(slots=True)
class Invocation:
    """What stands on the command line for every verb.

    Attributes:
        acting_as: who acts, by login. ``at``: when, as typed.
        expect: the version of the ticket that the caller saw.
        query: which tickets, instead of numbers. ``preview``: say it, do not do it.
        fields: of an entry of the register, as options gave them.
    """

    store: str | None = None
    acting_as: str | None = None
    json: bool = False
    at: str | None = None
    expect: int | None = None
    query: str | None = None
    preview: bool = False
    fields: dict[str, str] = field(default_factory=dict)
    _offices: list[Office] = field(default_factory=list)

    @property
    def office(self) -> Office:
        """The office of who acts, on the store that is meant; opened once.

        Raises:
            StoreError: the store cannot be used.
            NotFoundError: nobody with that login works there.
        """
        if not self._offices:
            opened = desk.office.Office.open(self.store, self.acting_as, at=self.at)
            self._offices.append(opened)
            out.ZONE.set(opened.zone)
        return self._offices[0]

    @property
    def kept(self) -> Store:
        """The store, for what reads."""
        return self.office.store

    def close(self) -> None:
        """Let go of the store, if it was opened."""
        while self._offices:
            self._offices.pop().close()

    def moment(self, typed: str | None) -> datetime | None:
        """A time as typed, or a span from now; local times are those of the actor's site."""
        if typed is None:
            return None
        if typed.strip()[-1:].lower() in ("m", "h", "d", "w", "s", "n"):
            return self.office.now() + parse_span(typed)
        return parse_time(typed, self.office.zone, now=self.office.now())

    def answer(self, document: Mapping[str, object], *lines: str) -> None:
        """Answer a script with a document, a person with lines."""
        if self.json:
            out.document(document)
        else:
            out.lines(lines)

    def judge(
        self, document: Mapping[str, object], lines: Sequence[str], failed: tuple[str, str] | None
    ) -> None:
        """Answer with what a check has found, and fail when it did not hold.

        Args:
            failed: what did not hold, and what to do about it.

        Raises:
            NotHeldError: with the document, so that a script gets one document either way.
        """
        if not self.json:
            out.lines(lines)
        if failed is not None:
            raise NotHeldError(*failed, document)
        if self.json:
            out.document(document)


def of(context: typer.Context) -> Invocation:
    """The invocation that a verb belongs to."""
    found = context.obj
    assert isinstance(found, Invocation)
    return found
