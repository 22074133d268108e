"""The ticket under the cursor in a few lines: what it is, what was said, why it is here.

It paints what the list already knows at once and the rest when it has been read. It refuses to
read: the screen does, when the cursor has rested.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Static

from frontdesk import codes
from frontdesk.commands import with_keys
from frontdesk.i18n import _
from frontdesk.text import safe
from frontdesk.times import age as short
from frontdesk.timing.glance import age
from frontdesk.widgets.ticket_columns import PRIORITY, ago, where

if TYPE_CHECKING:
    from textual.app import ComposeResult, RenderResult

    from frontdesk.rows import ListRow, MessageRow, TicketRow

LONGEST = 4_000
"""Characters of the words that are shown; the ticket's own screen has them all."""

LOW = 8
"""Lines in which only the most important is shown."""


@dataclass(frozen=True, slots=True)
class Details:
    """What is read of a ticket for the preview.

    Attributes:
        route: the decision's route in words, ``why``: its reasons in words; empty without one.
    """

    ticket: TicketRow
    messages: tuple[MessageRow, ...] = ()
    route: str = ""
    why: tuple[str, ...] = ()


class Preview(Horizontal):
    """A few lines about one ticket, and a line of colour beside them.

    That line is a widget of its own: it is not painted with every line that changes.
    """

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Preview { height: 7; width: 1fr; border-top: solid $rule; }
    Preview .edge { display: none; }
    PreviewLines { height: 1fr; width: 1fr; padding: 0 1; background: $background; }
    .-wide Preview, .-widest Preview {
        height: 1fr; width: 2fr; max-width: 84; border-top: none;
        & .edge {
            display: block; width: 2; height: 1fr; border-left: solid $rule;
            background: $background;
        }
        & PreviewLines { padding: 0 1 0 0; }
    }
    .-low Preview { display: none; }
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now

    def compose(self) -> ComposeResult:
        """The line beside, and the lines."""
        yield Static(classes="edge")
        yield PreviewLines(self._now)

    def show(self, row: ListRow | None, details: Details | None = None) -> None:
        """Shows a ticket: what the list knows of it, and what was read if it was."""
        self.query_one(PreviewLines).show(row, details)


class PreviewLines(Widget):
    """The lines about one ticket, painted where they differ."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._row: ListRow | None = None
        self._details: Details | None = None
        self._lines: list[Content] = []

    def show(self, row: ListRow | None, details: Details | None = None) -> None:
        """Shows a ticket: what the list knows of it, and what was read if it was.

        Only lines that differ are painted: over a slow line that is felt.
        """
        self._row = row
        self._details = details
        before, after = self._lines, self._wrapped()
        for y in range(max(len(before), len(after))):
            if y >= len(before) or y >= len(after) or not _same(before[y], after[y]):
                self.refresh(Region(0, y, self.size.width, 1))

    def render(self) -> RenderResult:
        """Most important first; the rest is cut off below."""
        self._lines = self._wrapped()
        return Content("\n").join(self._lines)

    def _wrapped(self) -> list[Content]:
        wide = self.size.width
        if self._row is None or not wide:
            return []
        parts = [_title(self._row), self._facts(self._row), *self._body()]
        return [line for part in parts for line in part.wrap(wide)][: self.size.height]

    def _facts(self, row: ListRow) -> Content:
        who = Content.styled(safe(row.who, 60), "bold")
        since = ago(row.opened_at, self._now())
        parts = [since, where(row)]
        if self._details is not None:
            ticket = self._details.ticket
            parts += [codes.words(ticket.channel), ticket.site or "", _equipment(ticket)]
        text = " · ".join(safe(part, 60) for part in parts if part)
        return Content.assemble(who, (f"  {text}", "$quiet"))

    def _body(self) -> list[Content]:
        details = self._details
        if details is None:
            return []
        route = [] if not details.route else [self._route(details)]
        if details.ticket.pending is not None:
            route = [self._waiting(details.ticket)]
        said = [Content(_tidy(details.ticket.words))] if details.ticket.words.strip() else []
        last = [
            Content.assemble(
                (f"{safe(each.author, 30)} ", "bold"),
                (f"{age(each.at, self._now())}  ", "$quiet"),
                _tidy(each.text or _("(erased)")),
            )
            for each in reversed(details.messages)
        ]
        if self.size.height <= LOW:
            # Little room: two lines of what was said, the route stays in sight.
            said = [each.truncate(2 * self.size.width - 1, ellipsis=True) for each in said]
            return [*said, *route]
        blank = Content("")
        return [blank, *said, blank, *route, *([blank] if last else []), *last]

    def _waiting(self, ticket: TicketRow) -> Content:
        """What a waiting ticket waits for says more than where it was once sent."""
        what = codes.words(ticket.pending) if ticket.pending else ""
        said = _("Waits for: {what}").format(what=what)
        parts = [_("since {span}").format(span=age(ticket.updated_at, self._now()))]
        if ticket.pending_until is not None:
            left = short(ticket.pending_until - self._now())
            parts.append(_("wakes in {span}").format(span=left))
        if ticket.callback_number:
            parts.append(_("call {number}").format(number=safe(ticket.callback_number, 40)))
        if ticket.repairs:
            parts.append(_("repair order {n}").format(n=ticket.repairs[-1]))
        return Content.assemble(
            ("▸ ", "$accent"), (said, "bold"), (f"\n  {' · '.join(parts)}", "$quiet")
        )

    def _route(self, details: Details) -> Content:
        why = " · ".join(safe(each, 200) for each in details.why[:4])
        route = Content.assemble(("▸ ", "$accent"), (safe(details.route, 100), "bold"))
        hint = Content.styled("  " + with_keys(_("{ticket.explain} explains")), "$primary")
        if self.size.height <= LOW:
            # Little room: the price below matters more than a hint that would push it out.
            room = self.size.width
            if route.cell_length + hint.cell_length > room:
                hint = Content("")
            route = route.truncate(room, ellipsis=True)
        return Content.assemble(route, hint, (f"\n  {why}" if why else "", "$quiet"))


def _same(one: Content, other: Content) -> bool:
    return one.plain == other.plain and one.spans == other.spans


def _title(row: ListRow) -> Content:
    colour = {"P1": "bold $text-error", "P2": "bold $text-warning"}.get(
        row.priority.value, "$quiet"
    )
    return Content.assemble(
        (f"{row.number}  ", "$quiet"),
        (f"{PRIORITY[row.priority].strip()}  ", colour),
        (safe(row.subject), "bold"),
    )


def _equipment(ticket: TicketRow) -> str:
    return " ".join(each for each in (ticket.asset, ticket.asset_type) if each)


def _tidy(text: str) -> str:
    """Text of several lines as one that wraps: blank space is dear here."""
    return " ".join(safe(text, LONGEST, lines=True).split())
