"""The clocks of the ticket at hand: what is promised, what was counted, what if it waited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _
from frontdesk.terms import Pending

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.clock import Running
    from frontdesk.desk.office import Office
    from frontdesk.insight.clocks import Clocks
    from frontdesk.screens.base import ConsoleScreen


async def clocks(screen: ConsoleScreen) -> None:
    """Shows the ledger of its clocks."""
    from frontdesk.widgets.ledger import LedgerSheet

    number = screen.at_hand().numbers[0]
    found, waiting = await screen.work.do(lambda office: _read(office, number))
    office = await screen.work.ready()
    title = _("Clocks of {number}").format(number=number)
    await screen.ask(LedgerSheet(title, found, waiting, office.zone))


def _read(office: Office, number: int) -> tuple[Clocks, Sequence[Running]]:
    from frontdesk import insight
    from frontdesk.widgets.ledger import A_DAY

    now = office.now()
    found = insight.clocks.of_ticket(office.store, office.policy, number, now)
    try:
        waiting = insight.clocks.what_if(
            office.store, office.policy, number, now, Pending.REQUESTER, now + A_DAY
        )
    except FrontdeskError:  # it is not open: there is nothing to ask
        waiting = ()
    return found, waiting
