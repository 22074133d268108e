"""Sending equipment to its vendor: what is wrong with it, and to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from frontdesk import codes
from frontdesk.i18n import _
from frontdesk.screens.acting import Act
from frontdesk.screens.acts.asking import performing
from frontdesk.text import safe
from frontdesk.widgets.dispatch_sheet import DispatchSheet
from frontdesk.widgets.seeker import Choice

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.rows import AssetRow, Done
    from frontdesk.screens.base import ConsoleScreen


class Sending(NamedTuple):
    """The equipment of some tickets, and to whom it may go, the likeliest first."""

    assets: tuple[AssetRow, ...]
    vendors: tuple[Choice[str], ...]


async def dispatch(screen: ConsoleScreen) -> None:
    """Opens the repair order, with whoever made the equipment unless another is marked."""
    subjects = screen.subjects()
    numbers = subjects.numbers
    assets, vendors = await screen.work.do(lambda office: _sending(office, numbers))
    what = str(subjects)
    if len(numbers) == 1 and assets:
        what = f"{assets[0].tag} {assets[0].type} {assets[0].model}".replace("_", " ").strip()
    else:
        what = _("the equipment of {what}").format(what=what)

    def act(fault: str) -> Act:
        vendor = sheet.vendor

        def call(office: Office, some: Sequence[int], expect: int | None) -> Done:
            from frontdesk import desk

            return desk.repair.open_order(office, some, vendor=vendor, fault=fault, expect=expect)

        return Act(_("{what}: repair order {made} opened"), call)

    one = len(numbers) == 1
    sheet = DispatchSheet(
        _("Send {what} for repair: what is wrong with it, for the vendor?").format(what=safe(what)),
        vendors,
        submit=performing(screen, act, subjects),
        text=subjects.rows[0].subject if one else "",
        placeholder="" if one else _("empty: what each ticket is about"),
        required=one,
    )
    await screen.ask(sheet)


def _sending(office: Office, numbers: Sequence[int]) -> Sending:
    from frontdesk import insight
    from frontdesk.terms import Subject
    from frontdesk.widgets.contact_ways import warranty

    tickets = insight.tickets.tickets(office.store, numbers)
    tags = dict.fromkeys(ticket.asset for ticket in tickets if ticket.asset is not None)
    assets = tuple(insight.people.asset(office.store, tag) for tag in tags)
    own = {asset.vendor: asset for asset in assets if asset.vendor}
    rows = insight.register.rows(office.store, Subject.VENDOR)
    rows = sorted(rows, key=lambda row: (str(row["code"]) not in own, str(row["name"])))
    vendors = []
    for row in rows:
        code, note = str(row["code"]), codes.value("kind", row.get("kind", ""))
        if code in own:
            covered = warranty(own[code], office.now()) if len(own) == 1 else ""
            note = " · ".join(each for each in (_("made it, or keeps it"), covered) if each)
        vendors.append(Choice(code, str(row["name"]), note))
    return Sending(assets, tuple(vendors))
