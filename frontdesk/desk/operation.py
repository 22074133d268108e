"""What every verb does alike: one transaction, one operation, checks before changes, events.

A verb hands ``each`` a function for one ticket. The function checks everything first and changes
last, so that a refused ticket of several has left no trace. At the end of every operation what
follows from it is settled here, in one order: decisions again, clocks, events, lessons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from frontdesk.desk import again, drafts, lookup, reversible, teaching
from frontdesk.desk.act import Act
from frontdesk.desk.collecting import no_full_collections
from frontdesk.desk.office import Office
from frontdesk.desk.once import repeated, unrepeated
from frontdesk.desk.timing import Timing
from frontdesk.errors import BadInputError, FrontdeskError, OvertakenError
from frontdesk.i18n import _
from frontdesk.models import Operation, Ticket
from frontdesk.rows import Change, Done
from frontdesk.store.ledger import Stamp
from frontdesk.terms import Subject

STEP = 100
"""Tickets after which whoever waits for many is told how far it is."""


@contextmanager
def acting(
    office: Office, verb: str, *, expect: int | None = None, operation: str | None = None
) -> Iterator[Act]:
    """One operation: kept when the block ends well (unless it is a preview), else rolled back.

    Inside another (``office.within``) it becomes a part of that one, which keeps it or does not.
    """
    if verb not in reversible.KNOWN:
        raise ValueError(f"desk.reversible does not say whether {verb} can be taken back")
    if (whole := office.within) is not None:
        unit = whole.unit
        timing = Timing(office.policy, unit.session.connection())
        yield (part := Act(office, unit, verb, whole.stamp, timing, expect))
        _settle(part)
        whole.entries += part.entries
        return
    stamp = Stamp(
        operation=operation or office.draw(),
        at=office.now(),
        recorded_at=office.clock(),
        actor=office.actor.login,
        typed_by=office.typed_by,
    )
    with no_full_collections(), office.store.write() as unit:
        unit.ledger.salted_by(office.draw)
        unrepeated(unit.session, operation)
        unit.session.add(
            Operation(id=stamp.operation, agent_id=office.agent_id or None, verb=verb, at=stamp.at)
        )
        unit.session.flush()
        if operation is not None:
            drafts.end(unit.session, operation)
        timing = Timing(office.policy, unit.session.connection())
        yield (act := Act(office, unit, verb, stamp, timing, expect))
        _settle(act)
        if office.keep:
            unit.commit()
        del act


def _settle(act: Act) -> None:
    """What follows from what an operation has done: decisions, clocks, events, lessons."""
    again.settle(act)
    act.unit.ledger.flush_texts()
    act.timing.settle(act)
    act.unit.flush()
    act.timing.pin(act)
    teaching.teach(act)


def each(
    office: Office,
    verb: str,
    numbers: Sequence[int],
    one: Callable[[Act, Ticket], object],
    *,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Do a verb to tickets in one transaction: all of them, or none.

    With ``office.lenient()`` a ticket that is refused is left out and reported instead.

    Raises:
        FrontdeskError: the first refusal, with the ticket's number when there are several.
    """
    if not numbers:
        raise BadInputError(_("no ticket was named"), _("name at least one number"))
    if expect is not None and len(set(numbers)) > 1:
        raise BadInputError(
            _("--expect-version goes with one ticket"), _("name one, or leave it out")
        )
    if (before := repeated(office, verb, operation)) is not None:
        return before
    with acting(office, verb, expect=expect, operation=operation) as act:
        act.named = numbers[0]
        one_by_one(act, numbers, one)
    return act.done()


def one_by_one(act: Act, numbers: Sequence[int], one: Callable[[Act, Ticket], object]) -> None:
    """Do something to some tickets inside an operation; with ``lenient`` those that refuse stay.

    Raises:
        FrontdeskError: the first refusal, with the ticket's number when there are several.
    """
    office, tickets = act.office, lookup.tickets(act.session, numbers)
    act.unit.ledger.load_heads(Subject.TICKET, [lookup.ident(t) for t in tickets])
    act.timing.ahead = [lookup.ident(t) for t in tickets]
    for place, ticket in enumerate(tickets):
        if place % STEP == 0:
            office.progress("tickets", place, len(tickets))
        try:
            one(act, ticket)
        except FrontdeskError as error:
            if not office.skip:
                raise (numbered(error, ticket) if len(tickets) > 1 else error) from error
            number, stale = lookup.ident(ticket), isinstance(error, OvertakenError)
            act.refused.append(Change(number, None, ticket.version, str(error), overtaken=stale))


def numbered(error: FrontdeskError, ticket: Ticket) -> FrontdeskError:
    """The refusal of one ticket of several, with its number."""
    number = str(lookup.ident(ticket))
    if number in error.title:
        return error
    title = _("ticket {number}: {title}").format(number=number, title=error.title)
    return type(error)(title, error.hint)
