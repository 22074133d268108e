"""Replaying past tickets from the Policy screen, and reading what a policy would have done."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from frontdesk.commands import with_keys
from frontdesk.i18n import _
from frontdesk.screens import policy_replaying
from frontdesk.screens.acts import explaining
from frontdesk.screens.acts.governing import sight_of
from frontdesk.widgets.receipt_sheet import ReceiptSheet

if TYPE_CHECKING:
    from frontdesk.screens.base import ConsoleScreen
    from frontdesk.screens.policy import PolicyScreen


async def replay(screen: ConsoleScreen) -> None:
    """Replays the latest past tickets; Esc leaves it, and the same key goes on."""
    shown, sight = sight_of(screen)
    if shown.leaving is not None:
        return
    app, left = shown.console_app, Event()
    draft = sight.rules if sight.drafted else None

    def progress(done: int, whole: int) -> None:
        if done % 20 == 0 or done == whole:
            said = with_keys(
                _("replaying {done} of {whole}, {app.out} leaves"), done=done, whole=whole
            )
            app.call_from_thread(app.waits_for, said)

    shown.leaving = left
    app.waits_for(_("replaying …"))
    try:
        found = await shown.work.do(
            lambda office: policy_replaying.run(office, draft, left, progress)
        )
    finally:
        shown.leaving = None
        app.waits_for("")
    shown.replayed = found
    shown.turn("replay")


async def open_replayed(shown: PolicyScreen, number: int) -> None:
    """The ticket, and over it the receipts of then and of the policies."""
    replayed = shown.replayed
    if replayed is None:
        return
    pages = await shown.work.do(lambda office: policy_replaying.pages(office, replayed, number))

    shown.console_app.push("ticket", number)
    title = _("{number}, then and replayed").format(number=number)
    await shown.ask(ReceiptSheet(title, pages, explaining.nothing_smaller))
