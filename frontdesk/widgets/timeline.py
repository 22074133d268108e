"""The history of a ticket: lines painted from entries, the newest at the bottom.

Long texts are cut to a page until somebody asks for the whole (``z``); even a text of a megabyte
costs only the lines in sight. It refuses to read: the screen does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from frontdesk import dates
from frontdesk.commands import with_keys
from frontdesk.i18n import _, plural
from frontdesk.text import cut, safe
from frontdesk.widgets.keyed import movement
from frontdesk.widgets.story import Entry, Tone
from frontdesk.widgets.wrapping import wrap

PAGE = 12
"""Lines of one text that are shown at first."""
WHOLE = 100_000
"""Characters of one text that are shown at most."""
INDENT = "       "
Line = tuple[tuple[str, str], ...]
"""Pieces of text, each with the name of its style."""


def lines_of(
    entries: Sequence[Entry], cells: int, now: datetime, zone: tzinfo, *, whole: bool
) -> list[Line]:
    """The entries as lines of a width.

    Args:
        zone: the zone in which times are shown.
        whole: long texts are shown whole.
    """
    lines: list[Line] = []
    day = ""
    for entry in entries:
        here = entry.at.astimezone(zone)
        date = dates.long_day(here)
        if date != day:
            if lines:
                lines.append(())
            today = date == dates.long_day(now.astimezone(zone))
            lines.append(((_("today") if today else date, "day"),))
            day = date
        lines += _entry(entry, dates.clock(here), cells, whole=whole)
    return lines


def _entry(entry: Entry, time: str, cells: int, *, whole: bool) -> Iterator[Line]:
    quiet = "undone" if entry.undone else "quiet"
    strong = "undone" if entry.undone else "end" if entry.tone is Tone.END else "strong"
    what = "undone" if entry.undone else "end" if entry.tone is Tone.END else "plain"
    who, done = safe(entry.who, 40), safe(entry.what, 80)
    facts = safe(entry.facts, 300)
    if entry.undone:
        facts = " · ".join(filter(None, (facts, _("undone"))))
    room = cells - len(time) - 2 - len(who) - 1 - len(done)
    yield (
        (f"{time}  ", "quiet"),
        (f"{who} ", strong),
        (done, what),
        (f"  {cut(facts, room - 2)}" if facts and room > 4 else "", quiet),
    )
    if entry.text is not None and entry.text.strip():
        yield from _text(entry, cells, whole=whole)


def _text(entry: Entry, cells: int, *, whole: bool) -> Iterator[Line]:
    style = {Tone.SAID: "said", Tone.NOTE: "note"}.get(entry.tone, "plain")
    style = "undone" if entry.undone else style
    text = entry.text or ""
    shown = safe(text[: WHOLE + 1].strip("\n"), WHOLE if whole else PAGE * 400, lines=True)
    for count, line in enumerate(wrap(shown, cells - len(INDENT))):
        if count == PAGE and not whole:
            yield (
                (INDENT, "quiet"),
                (with_keys(_("… {ticket.zoom} shows the whole")), "more"),
            )
            return
        yield ((INDENT, "quiet"), (line, style))
    if len(text) > WHOLE:
        left = plural(
            "… {n} more character; frontdesk show has it",
            "… {n} more characters; frontdesk show has them",
            len(text) - WHOLE,
        )
        yield ((INDENT, "quiet"), (left, "more"))


class Timeline(ScrollView, can_focus=True):
    """What happened, line by line."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"timeline--{name}"
        for name in (*("plain", "quiet", "strong", "said", "note", "end", "undone", "day", "more"),)
    }
    DEFAULT_CSS = """
    Timeline {
        background: $background; color: $foreground; overflow-x: hidden; overflow-y: auto;
        scrollbar-size-vertical: 1; height: 1fr; width: 1fr; padding: 0 1;
        & > .timeline--plain { color: $foreground; }
        & > .timeline--quiet { color: $quiet; }
        & > .timeline--strong { color: $foreground; text-style: bold; }
        & > .timeline--said { color: $foreground; }
        & > .timeline--note { color: $secondary; }
        & > .timeline--end { color: $success; text-style: bold; }
        & > .timeline--undone { color: $quiet; text-style: strike; }
        & > .timeline--day { color: $primary; text-style: bold; }
        & > .timeline--more { color: $accent; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = movement()

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._entries: Sequence[Entry] = ()
        self._lines: list[Line] = []
        self._now: datetime | None = None
        self._zone: tzinfo | None = None
        self.whole = False

    def show(
        self, entries: Sequence[Entry], now: datetime, zone: tzinfo, *, to_end: bool = False
    ) -> None:
        """Shows a history.

        Args:
            to_end: goes to the newest; else it stays there only if it was there.
        """
        at_end = to_end or self.scroll_offset.y >= self.max_scroll_y
        self._entries, self._now, self._zone = entries, now, zone
        self._lay(to_end=at_end)

    def _lay(self, *, to_end: bool) -> None:
        if self._now is None or self._zone is None:
            return
        wide = max(20, self.size.width)
        self._lines = lines_of(self._entries, wide, self._now, self._zone, whole=self.whole)
        self.virtual_size = Size(wide, len(self._lines))
        if to_end:
            self.scroll_to(y=len(self._lines), animate=False, immediate=True)
        self.refresh()

    def zoom(self) -> None:
        """Long texts whole, or a page of each."""
        self.whole = not self.whole
        self._lay(to_end=False)

    @property
    def words(self) -> str:
        """All of it as text, for whoever copies or tests it."""
        return "\n".join("".join(text for text, _style in line) for line in self._lines)

    def render_line(self, y: int) -> Strip:
        """One line of the history."""
        at = self.scroll_offset.y + y
        wide = self.size.width
        if at >= len(self._lines):
            return Strip.blank(wide, self.rich_style)
        pieces = [Segment(text, self._style(style)) for text, style in self._lines[at] if text]
        return Strip(pieces).adjust_cell_length(wide, self.rich_style)

    def _style(self, name: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"timeline--{name}", partial=True)

    def on_resize(self) -> None:
        """Lines follow the width."""
        self._lay(to_end=self.scroll_offset.y >= self.max_scroll_y)

    def action_move(self, lines: int) -> None:
        """Scrolls by lines."""
        self.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scrolls by pages."""
        self.scroll_relative(y=pages * max(1, self.size.height - 1), animate=False)

    def action_first(self) -> None:
        """To the beginning."""
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        """To the newest."""
        self.scroll_end(animate=False)
