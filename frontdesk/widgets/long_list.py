"""A list of lines that are painted one by one: a cursor, headings that stay, movement by keys.

What moves repaints two lines. It refuses to know what the lines are; whoever builds on it paints
them (``render_line``), says how many there are, and is told when the cursor has moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView

from frontdesk.widgets.keyed import movement

if TYPE_CHECKING:
    from textual import events

HEAD = 1
"""Lines of headings above the rows."""


class LongList(ScrollView, can_focus=True):
    """A cursor over lines.

    Attributes:
        cursor: the row that it is on, from 0.
    """

    DEFAULT_CSS = """
    LongList {
        overflow-x: hidden; overflow-y: auto; height: 1fr; width: 1fr;
        background: $background; color: $foreground;
        scrollbar-size-vertical: 1; scrollbar-background: $background;
        scrollbar-background-hover: $background; scrollbar-background-active: $background;
        scrollbar-color: $rule;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = movement()

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self.cursor = 0

    # What whoever builds on it fills in

    @property
    def length(self) -> int:
        """How many rows there are."""
        return 0

    def moved(self) -> None:
        """The cursor is on another row."""

    def scrolled(self) -> None:
        """Other rows are in sight."""

    def chosen(self) -> None:
        """The row under the cursor was clicked twice."""

    # Cursor

    def move_to(self, index: int) -> None:
        """Puts the cursor on a row; repaints the one it left and the one it came to."""
        index = max(0, min(index, self.length - 1))
        if index == self.cursor:
            return
        old, self.cursor = self.cursor, index
        self.repaint_row(old)
        self.repaint_row(index)
        self.keep_in_sight()
        self.moved()

    def repaint_line(self, y: int) -> None:
        """Paints one line of the widget anew."""
        self.refresh(Region(0, y, self.size.width, 1))

    def repaint_row(self, index: int) -> None:
        """Paints a row anew, if it is in sight."""
        y = index - self.scroll_offset.y + HEAD
        if HEAD <= y < self.size.height:
            self.repaint_line(y)

    def keep_in_sight(self) -> None:
        """Scrolls to show the cursor, and a quarter of the lines beyond it.

        So one sees what comes, and three of four moves repaint two lines instead of all.
        """
        lines = max(1, self.size.height - HEAD)
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_top(self.cursor - lines // 4)
        elif self.cursor >= top + lines:
            self.scroll_top(self.cursor - lines + 1 + lines // 4)

    def scroll_top(self, top: int) -> None:
        """Scrolls to a row, at once."""
        self.scroll_to(y=max(0, top), animate=False, immediate=True, force=True)

    def lay(self) -> None:
        """Makes the scrollable area as long as the list."""
        size = Size(self.size.width, self.length + HEAD)
        if size != self.virtual_size:
            self.virtual_size = size

    # Keys

    def action_move(self, lines: int) -> None:
        """Moves the cursor by lines."""
        self.move_to(self.cursor + lines)

    def action_page(self, pages: int) -> None:
        """Moves the cursor by pages."""
        self.move_to(self.cursor + pages * max(1, self.size.height - HEAD - 1))

    def action_first(self) -> None:
        """To the first row."""
        self.move_to(0)

    def action_last(self) -> None:
        """To the last row."""
        self.move_to(self.length - 1)

    # Textual

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self.lay()
        self.keep_in_sight()
        self.scrolled()

    def watch_has_focus(self, value: bool) -> None:
        """The cursor looks different without the focus."""
        super().watch_has_focus(value)
        self.repaint_row(self.cursor)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scrolling brings other rows into sight."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.scrolled()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a double click chooses."""
        index = self.scroll_offset.y + event.y - HEAD
        if event.y >= HEAD and index < self.length:
            self.move_to(index)
            if event.chain == 2:
                self.chosen()
