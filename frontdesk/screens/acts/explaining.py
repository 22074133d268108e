"""Why a ticket is where it is: the receipt of its last decision, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.i18n import _
from frontdesk.widgets.receipt import ReceiptSheet

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.screens.base import ConsoleScreen
    from frontdesk.widgets.receipt import Receipt


async def explain(screen: ConsoleScreen) -> None:
    """Shows the receipt, or says that there is none."""
    number = screen.at_hand().numbers[0]
    receipt = await screen.work.do(lambda office: _latest(office, number))
    if receipt is None:
        screen.tell(_("{number} was never routed; there is no receipt").format(number=number))
        return
    await screen.ask(ReceiptSheet(_("Why is {number} here?").format(number=number), receipt))


def _latest(office: Office, number: int) -> Receipt | None:
    from frontdesk import insight
    from frontdesk.widgets.receipt import in_words

    decision = insight.receipts.latest(office.store, number)
    return None if decision is None else in_words(decision)
