"""Something to read over a screen: it moves like a list, Esc leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from frontdesk.i18n import _
from frontdesk.widgets.keyed import movement
from frontdesk.widgets.overlay import Overlay

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ReadingSheet(Overlay[None]):
    """A text that scrolls. Subclasses give it in ``reading``, and bind the keys that leave it."""

    DEFAULT_CSS = """
    ReadingSheet > Vertical { height: 85%; }
    ReadingSheet VerticalScroll { height: 1fr; max-height: 100%; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = movement()

    def __init__(self, title: str) -> None:
        super().__init__(title, _("{list.up}{list.down} move    {overlay.out} leaves"))

    def reading(self, wide: int) -> Content:
        """What is read, laid out for a width."""
        raise NotImplementedError

    def sheet(self) -> ComposeResult:
        """The text, scrolling."""
        with VerticalScroll(can_focus=False):
            yield Static(self.reading(max(40, self.app.size.width - 4)))

    def action_move(self, lines: int) -> None:
        """Scrolls by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scrolls by pages."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=pages * max(1, scroll.size.height - 1), animate=False)

    def action_first(self) -> None:
        """To the beginning."""
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_last(self) -> None:
        """To the end."""
        self.query_one(VerticalScroll).scroll_end(animate=False)
