"""Repairs: who ships and who waits. Orders by state, the overdue ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import OptionList, Static

from frontdesk import amounts, dates, insight
from frontdesk.commands import with_keys
from frontdesk.i18n import N_, _
from frontdesk.screens.base import ConsoleScreen
from frontdesk.text import safe
from frontdesk.widgets.repair_board import RepairBoard

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult

    from frontdesk.desk.office import Office
    from frontdesk.rows import RepairRow


class RepairsScreen(ConsoleScreen):
    """The board of repair orders, with the one under the cursor in words below."""

    NAME = "repairs"
    HEADING = N_("Repairs")
    CSS = """
    #order { height: 5; padding: 0 1; border-top: solid $rule; }
    #none { height: auto; padding: 0 1; color: $quiet; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._wanted: int | None = None

    def point_at(self, order: int) -> None:
        """Puts the cursor on an order, as soon as the board is read."""
        self._wanted = order
        if self.is_mounted:
            self.start(self.read, "read")

    def body(self) -> ComposeResult:
        """The board, and the order in words."""
        yield Static(id="none")
        yield RepairBoard()
        yield Static(id="order")

    @property
    def order(self) -> RepairRow | None:
        """The order that commands work on."""
        return self.query_one(RepairBoard).order

    async def opened(self, office: Office) -> None:
        """Shows the board."""
        await self.read()
        self.query_one(RepairBoard).focus()

    async def changed(self, numbers: frozenset[int]) -> None:
        """Shows it as it is now."""
        await self.read()

    async def read(self) -> None:
        """Reads the orders under way, and shows them."""
        rows = await self.work.do(lambda office: insight.repairs.board(office.store))
        office = await self.work.ready()
        empty = with_keys(
            _(
                "Nothing is away for repair. "
                "{ticket.dispatch} on a ticket sends its equipment to its vendor"
            )
        )
        self.query_one("#none", Static).update(Content("" if rows else empty))
        self.query_one("#none", Static).display = not rows
        wanted, self._wanted = self._wanted, None
        self.query_one(RepairBoard).show(rows, office.now(), at=wanted)
        self._tell_order()

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._tell_order()

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self.order is not None:
            self.console_app.push("ticket", self.order.ticket)

    def _tell_order(self) -> None:
        row, office = self.order, self.work.office
        told = Content("") if row is None or office is None else words(row, office)
        self.query_one("#order", Static).update(told)
        self.bars()


def words(row: RepairRow, office: Office) -> Content:
    """An order in words: what is wrong, where it is, by which numbers."""

    def day(moment: datetime) -> str:
        return dates.moment(moment.astimezone(office.zone))

    trail = [_("opened {at}").format(at=day(row.opened_at))]
    if row.shipped_at is not None:
        trail.append(
            _("sent {at} by {carrier} {tracking}").format(
                at=day(row.shipped_at), carrier=row.carrier or "", tracking=row.tracking or ""
            )
        )
    if row.arrived_at is not None:
        trail.append(_("arrived {at}").format(at=day(row.arrived_at)))
    if row.promised_at is not None:
        trail.append(_("promised {at}").format(at=day(row.promised_at)))
    if row.returned_at is not None:
        trail.append(_("back {at}: {result}").format(at=day(row.returned_at), result=row.result))
    marks = [f"RMA {row.rma}"] if row.rma else []
    marks += [_("their number {ref}").format(ref=row.reference)] if row.reference else []
    marks.append(_("under warranty") if row.under_warranty else _("not under warranty"))
    if row.cost is not None:
        marks.append(amounts.money(row.cost))
    return Content.assemble(
        (safe(row.fault or row.subject), "bold"),
        ("   " + _("ticket {number}").format(number=row.ticket), "$quiet"),
        "\n" + safe(" · ".join(trail)),
        "\n" + safe(" · ".join(marks)),
    )
