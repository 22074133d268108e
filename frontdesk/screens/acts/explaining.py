"""Why a ticket is where it is: the receipts of its decisions, and what would send it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk import dates
from frontdesk.commands import with_keys
from frontdesk.i18n import _
from frontdesk.widgets.receipt_sheet import Page, ReceiptSheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.decision.outcome import Decision
    from frontdesk.desk.office import Office
    from frontdesk.insight.receipts import Otherwise
    from frontdesk.screens.base import ConsoleScreen


async def explain(screen: ConsoleScreen) -> None:
    """Shows the receipts, the latest first seen, or says that there is none."""
    number = screen.at_hand().numbers[0]
    pages = await screen.work.do(lambda office: _pages(office, number))
    if not pages:
        said = _("{number} was never routed; {ticket.route} sends it where the desk proposes")
        screen.tell(with_keys(said, number=number))
        return

    async def smallest(key: str) -> Sequence[str]:
        return await screen.work.do(lambda office: _smallest(office, number, key))

    title = _("Why is {number} here?").format(number=number)
    await screen.ask(ReceiptSheet(title, pages, smallest))


def _pages(office: Office, number: int) -> list[Page]:
    from frontdesk import insight

    others = insight.receipts.otherwise(office.store, number)
    kept = insight.receipts.decisions(office.store, number)
    pages = []
    before: Decision | None = None
    for identity, made, _who in kept:
        pages.append(page(office, made, others.get(identity), before=before))
        before = made
    return pages


def page(
    office: Office,
    made: Decision,
    otherwise: Otherwise | None = None,
    when: str = "",
    before: Decision | None = None,
) -> Page:
    """A decision as the sheet shows it.

    Args:
        otherwise: what a person did instead. ``when``: left out: when it was decided.
        before: the decision about the same ticket before this one.
    """
    from frontdesk.decision.glance import changed_since
    from frontdesk.routing import Wanted, why_not
    from frontdesk.widgets.receipt import in_words

    against = {o.key: why_not(made, Wanted.of(o), remedies=False) for o in made.options}
    local = made.decided_at.astimezone(office.zone)
    return Page(
        receipt=in_words(made),
        why_not=against,
        otherwise=otherwise.words() if otherwise is not None else "",
        changed=changed_since(before, made) if before is not None else "",
        when=when or dates.moment(local),
    )


async def nothing_smaller(_key: str) -> Sequence[str]:
    """For a decision that is of no ticket as it is now: there is nothing to search."""
    return ()


def _smallest(office: Office, number: int, key: str) -> Sequence[str]:
    from frontdesk import desk
    from frontdesk.decision.wording.changes import search_words
    from frontdesk.routing import Wanted, summary
    from frontdesk.terms import Route

    route, _colon, which = key.partition(":")
    search = desk.whatif.smallest(office, number, Wanted(Route(route), which))
    then = summary(search.found.decision) if search.found is not None else ""
    return search_words(search, _, then)
