"""An even spread that is proposed: which ticket goes to whom, changed row by row, then applied.

It refuses to work the spread out: that is ``decision.spread``'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from frontdesk.i18n import _, plural
from frontdesk.text import cut, pad, safe
from frontdesk.widgets.keyed import bindings_of
from frontdesk.widgets.options import Options
from frontdesk.widgets.overlay import Overlay

if TYPE_CHECKING:
    from textual.app import ComposeResult

NAME = 22
"""Cells of a person's name."""


@dataclass(frozen=True, slots=True)
class Share:
    """What somebody holds beside the tickets that are spread, and how many fit."""

    name: str
    load: int
    capacity: int


@dataclass(frozen=True, slots=True)
class Way:
    """Somebody whom a ticket may be given to, with what speaks for and against them."""

    login: str
    reason: str
    fits: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One ticket.

    Attributes:
        ways: who may get it, the best first.
        login: who is to get it; ``None``: it stays, for ``why``.
    """

    number: int
    subject: str
    ways: tuple[Way, ...]
    login: str | None
    why: str = ""


class SpreadSheet(Overlay[dict[int, str]]):
    """The proposal; ``→`` and ``←`` give a ticket to the next best, or leave it; Enter applies."""

    NAME = "spread"
    DEFAULT_CSS = "SpreadSheet #why { height: auto; max-height: 2; color: $quiet; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("spread")

    def __init__(self, title: str, rows: Sequence[Row], shares: Mapping[str, Share]) -> None:
        super().__init__(
            title,
            _(
                "{spread.apply} does it    {spread.next} {spread.previous} another person    "
                "{overlay.out} leaves"
            ),
        )
        self._rows, self._shares = rows, shares
        self._to: dict[int, Way | None] = {
            row.number: next((way for way in row.ways if way.login == row.login), None)
            for row in rows
        }

    def sheet(self) -> ComposeResult:
        """What everybody would hold, where each ticket goes, and why there."""
        yield Static(self._loads(), id="shares")
        yield Options(*(Option(self._line(row)) for row in self._rows), compact=True)
        yield Static(id="why")

    def _given(self) -> Counter[str]:
        return Counter(way.login for way in self._to.values() if way is not None)

    def _loads(self) -> Content:
        """What those who get something hold before and after, and how many tickets stay."""
        given = self._given()
        parts: list[str | tuple[str, str]] = []
        for login, share in self._shares.items():
            if not given[login]:
                continue
            after = share.load + given[login]
            name = safe(share.name).split(" ")[0]
            said = f"{name} {share.load} → {after}/{share.capacity}"
            parts += [(said, "$text-error" if after > share.capacity else ""), "   "]
        if stays := len(self._rows) - given.total():
            said = plural("{n} stays where it is", "{n} stay where they are", stays)
            parts.append((said, "$text-warning"))
        return Content.assemble(*parts)

    def _line(self, row: Row) -> Content:
        way = self._to[row.number]
        room = max(12, min(48, self.app.size.width - NAME - 20))
        title = pad(cut(safe(row.subject), room), room)
        head = (f"{row.number:>7}", "bold" if way else "$quiet")
        if way is None:
            why = cut(safe(row.why) or _("stays where it is"), NAME + 6)
            return Content.assemble(head, f"  {title}  ", (why, "$text-warning"))
        name = cut(safe(self._shares[way.login].name), NAME)
        colour = "$primary" if way.fits else "$text-warning"
        changed = "" if way.login == row.login else " ·"
        return Content.assemble(head, f"  {title}  ", ("→ " if way.fits else "! ", colour), name,
                                (changed, "$quiet"))  # fmt: skip

    def action_turn(self, step: int) -> None:
        """Gives the ticket under the cursor to the next best; after the last of them it stays.

        Whoever is full is passed over.
        """
        at = self.query_one(OptionList).highlighted
        if at is None:
            return
        row = self._rows[at]
        ways: list[Way | None] = [*row.ways, None]
        place = ways.index(self._to[row.number])
        for _turn in ways:
            place = (place + step) % len(ways)
            if (way := ways[place]) is None or self._has_room(way):
                break
        self._to[row.number] = ways[place]
        self.query_one("#shares", Static).update(self._loads())
        self.query_one(OptionList).replace_option_prompt_at_index(at, self._line(row))
        self._say_why(row)

    def _has_room(self, way: Way) -> bool:
        share = self._shares[way.login]
        return share.load + self._given()[way.login] < share.capacity

    @on(OptionList.OptionHighlighted)
    def _pointed(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._say_why(self._rows[event.option_index])

    def _say_why(self, row: Row) -> None:
        """What speaks for who gets it; where nobody does, for and against who comes nearest."""
        way = self._to[row.number]
        said = way.reason if way is not None else row.why or _("stays where it is")
        if way is None and row.why and row.ways:
            nearest = row.ways[0]
            name = self._shares[nearest.login].name
            said = _("nearest {name}: {reason}").format(name=name, reason=nearest.reason)
        self.query_one("#why", Static).update(Content(safe(said)))

    def action_apply(self) -> None:
        """Does it, if anything moves."""
        moved = {number: way.login for number, way in self._to.items() if way is not None}
        if moved:
            self.dismiss(moved)
