"""An even spread that is proposed: which ticket goes to whom, changed row by row, then applied.

It refuses to work the spread out: that is ``decision.spread``'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from frontdesk.i18n import _, plural
from frontdesk.text import cut, pad, safe
from frontdesk.widgets.overlay import Overlay

if TYPE_CHECKING:
    from textual.app import ComposeResult

NAME = 20
"""Cells of a person's name."""


@dataclass(frozen=True, slots=True)
class Share:
    """What somebody holds beside the tickets that are spread, and how many fit."""

    name: str
    load: int
    capacity: int


@dataclass(frozen=True, slots=True)
class Row:
    """One ticket.

    Attributes:
        able: logins of who could take it, the best first.
        login: who gets it; ``None``: it stays, for ``why``.
    """

    number: int
    subject: str
    able: tuple[str, ...]
    login: str | None
    why: str = ""


class SpreadSheet(Overlay[dict[int, str]]):
    """The proposal; ``→`` and ``←`` give a ticket to the next best, or leave it; Enter applies."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "apply", show=False, priority=True, id="spread.apply"),
        Binding("right", "turn(1)", show=False, priority=True, id="spread.next"),
        Binding("left", "turn(-1)", show=False, priority=True, id="spread.previous"),
    ]

    def __init__(self, title: str, rows: Sequence[Row], shares: Mapping[str, Share]) -> None:
        super().__init__(title, _("enter does it    → ← another person    esc leaves"))
        self._rows, self._shares = rows, shares
        self._to = {row.number: row.login for row in rows}

    def sheet(self) -> ComposeResult:
        """What everybody would hold, and where each ticket goes."""
        yield Static(self._loads(), id="shares")
        yield OptionList(*(Option(self._line(row)) for row in self._rows), compact=True)

    def _loads(self) -> Content:
        given = Counter(login for login in self._to.values() if login is not None)
        parts: list[str | tuple[str, str]] = []
        for login, share in self._shares.items():
            after = share.load + given[login]
            style = "$text-error" if after > share.capacity else "" if given[login] else "$quiet"
            name = safe(share.name).split(" ")[0]
            parts += [(f"{name} {share.load} → {after}/{share.capacity}", style), "   "]
        if stays := sum(login is None for login in self._to.values()):
            said = plural("{n} stays where it is", "{n} stay where they are", stays)
            parts.append((said, "$text-warning"))
        return Content.assemble(*parts)

    def _line(self, row: Row) -> Content:
        login = self._to[row.number]
        title = pad(cut(safe(row.subject), 36), 36)
        head = (f"{row.number:>7}", "bold" if login else "$quiet")
        if login is not None:
            changed = "  ·" if login != row.login else ""
            to = cut(safe(self._shares[login].name), NAME)
            return Content.assemble(head, f"  {title}  ", ("→ ", "$primary"), to, changed)
        why = safe(row.why) if row.login is None else _("stays where it is")
        return Content.assemble(head, f"  {title}  ", (why, "$text-warning"))

    def action_turn(self, step: int) -> None:
        """Gives the ticket under the cursor to the next who could take it; after the last it stays.

        Whoever is full is passed over, unless nobody else is left.
        """
        at = self.query_one(OptionList).highlighted
        if at is None:
            return
        row = self._rows[at]
        ways: list[str | None] = [*row.able, None]
        place = ways.index(self._to[row.number])
        for _turn in ways:
            place = (place + step) % len(ways)
            if ways[place] is None or self._has_room(ways[place] or ""):
                break
        self._to[row.number] = ways[place]
        self.query_one("#shares", Static).update(self._loads())
        self.query_one(OptionList).replace_option_prompt_at_index(at, self._line(row))

    def _has_room(self, login: str) -> bool:
        share = self._shares[login]
        return share.load + sum(to == login for to in self._to.values()) < share.capacity

    def action_apply(self) -> None:
        """Does it, if anything moves."""
        moved = {number: login for number, login in self._to.items() if login is not None}
        if moved:
            self.dismiss(moved)
