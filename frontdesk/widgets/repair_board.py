"""Repair orders by state, what is overdue at its vendor first. It shows; it changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from frontdesk.i18n import N_, _
from frontdesk.rows import RepairRow
from frontdesk.terms import Repair
from frontdesk.text import cut, pad, safe
from frontdesk.times import age
from frontdesk.widgets.keyed import IN_OPTIONS
from frontdesk.widgets.options import Options

LATE = "late"
GROUPS: dict[str, str] = {
    LATE: N_("overdue at the vendor"),
    Repair.OPEN: N_("to be sent off"),
    Repair.SHIPPED: N_("on the way"),
    Repair.AT_VENDOR: N_("at the vendor"),
    Repair.RETURNED: N_("back: to be given out"),
}
"""The groups of the board, in their order."""


def late(row: RepairRow, now: datetime) -> bool:
    """Whether the vendor has not kept the promise."""
    away = row.state in (Repair.SHIPPED, Repair.AT_VENDOR)
    return away and row.promised_at is not None and row.promised_at < now


def grouped(rows: Sequence[RepairRow], now: datetime) -> dict[str, list[RepairRow]]:
    """The orders of each group that has some."""
    found: dict[str, list[RepairRow]] = {group: [] for group in GROUPS}
    for row in rows:
        key = LATE if late(row, now) else row.state
        if key in found:
            found[key].append(row)
    return {group: orders for group, orders in found.items() if orders}


def since(row: RepairRow) -> datetime:
    """When the order came into its state."""
    moments = {
        Repair.SHIPPED: row.shipped_at,
        Repair.AT_VENDOR: row.arrived_at,
        Repair.RETURNED: row.returned_at,
    }
    return moments.get(row.state) or row.opened_at


class RepairBoard(Options):
    """The board: a heading for each state, a line for each order."""

    DEFAULT_CSS = """
    RepairBoard { height: 1fr; border: none; padding: 0 1; background: $background;
                  scrollbar-size-vertical: 1; }
    RepairBoard:focus { border: none; background-tint: transparent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*IN_OPTIONS]

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._orders: dict[str, RepairRow] = {}

    @property
    def order(self) -> RepairRow | None:
        """The order under the cursor."""
        at = self.highlighted
        return None if at is None else self._orders.get(self.get_option_at_index(at).id or "")

    def show(self, rows: Sequence[RepairRow], now: datetime, *, at: int | None = None) -> None:
        """Shows the orders; the cursor stays on its order, or goes to the one ``at``."""
        before = self.order
        self._orders = {str(row.order): row for row in rows}
        room = max(40, self.size.width - 3)
        options: list[Option] = []
        for group, orders in grouped(rows, now).items():
            colour = "bold $error" if group == LATE else "bold $primary"
            said = Content.assemble((_(GROUPS[group]), colour), (f"  {len(orders)}", "$quiet"))
            options.append(Option(said, disabled=True))
            options += [Option(line(row, now, room), id=str(row.order)) for row in orders]
        self.clear_options()
        self.add_options(options)
        ids = [option.id for option in options]
        wanted = str(at) if at is not None else str(before.order) if before is not None else None
        if wanted is not None and wanted in ids:
            self.highlighted = ids.index(wanted)
        elif len(options) > 1:
            self.highlighted = 1


def line(row: RepairRow, now: datetime, room: int) -> Content:
    """One order: number, what it is, whose, where, for how long, what was promised."""
    # The tag first: it is what is read off the device in one's hand, and the end is cut.
    what = " ".join(part for part in (row.asset or "", row.model or row.asset_type or "") if part)
    promised = ""
    if row.promised_at is not None and row.state is not Repair.RETURNED:
        left = row.promised_at - now
        promised = _("due {span}").format(span=age(left))
    right = pad(age(now - since(row)), 8, right=True)
    free = room - 6 - 8 - 14 - 2
    widths = (free * 4 // 10, free * 3 // 10, free - free * 4 // 10 - free * 3 // 10)
    return Content.assemble(
        (pad(str(row.order), 5, right=True), "bold"),
        " ",
        pad(cut(safe(what or row.subject), widths[0] - 1), widths[0]),
        (pad(cut(safe(row.requester_name), widths[1] - 1), widths[1]), "$quiet"),
        pad(cut(safe(row.vendor_name), widths[2] - 1), widths[2]),
        (pad(promised, 14), "bold $error" if late(row, now) else "$quiet"),
        (right, "$quiet"),
    )
