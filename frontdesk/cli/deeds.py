"""What one did last, as a list: for ``undo --list``."""

from __future__ import annotations

from frontdesk import codes, desk
from frontdesk.cli import out, shapes
from frontdesk.cli import show as show_
from frontdesk.cli.invocation import Invocation
from frontdesk.i18n import _
from frontdesk.text import safe


def show(call: Invocation) -> None:
    """Say what the actor did last, and what of it can be taken back."""
    found = desk.deeds.latest(call.office)
    items = [
        {
            "event": each.event,
            "operation": each.operation,
            "verb": each.verb,
            "at": shapes.plain(each.at),
            "tickets": each.tickets,
            "number": each.number or None,
            "about": each.other or None,
            "undone": each.undone,
            "why_not": each.why_not,
        }
        for each in found
    ]
    heads = (
        out.Column(_("event"), right=True),
        out.Column(_("when")),
        out.Column(_("what")),
        out.Column(_("tickets"), least=20, dear=30),
        out.Column(_("undo"), least=10),
    )
    rows = [
        (
            str(each.event),
            show_.when(each.at),
            codes.verb(each.verb),
            safe(each.about),
            each.why_not or "",
        )
        for each in found
    ]
    lines = out.table(heads, rows) if rows else [_("you have done nothing yet")]
    call.answer({"items": items, "next": None}, *lines)
