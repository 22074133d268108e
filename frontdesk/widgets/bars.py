"""The two lines that frame every screen: who is at work above, what keys do below.

The footer leaves out what does not fit, from its end, and never ``? more``. Neither bar takes
the focus or answers a key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from frontdesk import dates
from frontdesk.commands import Command, command, footer_of, help_key, key_shown, keys_of
from frontdesk.commands.characters import character
from frontdesk.i18n import _
from frontdesk.text import cut, safe, width

if TYPE_CHECKING:
    from textual.app import RenderResult


@dataclass(frozen=True, slots=True)
class Badge:
    """Who is at work, where, until when, and what time it is there.

    Attributes:
        now: local time of the person's site.
        until: local end of the shift; ``None`` when no roster says so.
        recording: that a macro is recorded, and what ends it; empty: none is.
    """

    site: str = ""
    name: str = ""
    team: str = ""
    tier: int | None = None
    now: datetime | None = None
    until: datetime | None = None
    waiting: str = ""
    recording: str = ""


class TopBar(Widget):
    """The line above: product or screen, site, person, team and tier, time."""

    DEFAULT_CSS = """
    TopBar { dock: top; height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """

    def __init__(self, heading: str = "", badge: Callable[[], Badge] = Badge) -> None:
        super().__init__()
        self.heading = heading
        self._badge = badge

    def render(self) -> RenderResult:
        """One line: what matters most stands left, the time at the right end."""
        badge = self._badge()
        room = self.size.width
        right = dates.clock(badge.now) if badge.now else ""
        recording = f"{safe(badge.recording)}  " if badge.recording else ""
        parts = _person(badge)
        middle = " · ".join(parts)
        site = safe(badge.site)
        head = ["frontdesk"] if not self.heading else ["frontdesk", self.heading]
        left = Content.assemble(
            (head[0], "bold $primary"),
            *((f"  {safe(each)}", "bold") for each in head[1:]),
            (f"   {site}" if site else "", "$quiet"),
        )
        ends = width(recording) + width(right) + 4
        if left.cell_length + width(middle) + ends > room:
            left = Content.assemble((head[-1], "bold $primary"))
        while len(parts) > 1 and left.cell_length + width(middle) + ends > room:
            middle = " · ".join(parts := parts[:-1])
        middle = cut(middle, max(0, room - left.cell_length - ends))
        gap = room - left.cell_length - width(middle) - ends + 2
        return Content.assemble(
            left,
            " " * max(1, gap),
            (middle, "$quiet"),
            "  ",
            (recording, "bold $text-error"),
            (right, "bold"),
        )


def _person(badge: Badge) -> list[str]:
    """Who it is and until when; what may be left out where there is no room stands last."""
    parts = [safe(badge.name)] if badge.name else []
    team = safe(badge.team)
    if badge.tier:
        team = f"{team} L{badge.tier}".strip()
    if team:
        parts.append(team)
    if badge.waiting:
        parts.append(badge.waiting)
    if badge.until:
        parts.append(_("on until {time}").format(time=dates.clock(badge.until)))
    return parts


class KeyBar(Widget):
    """The line below: the keys that matter here, and ``? more`` always at its end."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """

    def __init__(
        self,
        screen: str,
        why_not: Callable[[Command], str | None],
        run: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._screen = screen
        self._why_not = why_not
        self._run = run
        self._spans: list[tuple[int, int, str]] = []
        self._off: frozenset[str] = frozenset()

    def on_mount(self) -> None:
        """What is typed in a field is no key of the screen: other keys are named there."""
        self.watch(self.screen, "focused", self._refocused, init=False)

    def _refocused(self) -> None:
        self.refresh()

    def _free(self, wanted: Command) -> str:
        """The first key of a command that is not typed where the cursor is; empty: none."""
        focused = self.screen.focused
        for key in keys_of(wanted):
            if focused is None or not focused.check_consume_key(key, character(key)):
                return key_shown(key)
        return ""

    def follow(self) -> None:
        """Paints anew if other keys can be used now."""
        if self._cannot() != self._off:
            self.refresh()

    def _cannot(self) -> frozenset[str]:
        return frozenset(
            each.id for each in footer_of(self._screen) if self._why_not(each) is not None
        )

    def render(self) -> RenderResult:
        """As many keys as there is room for; what cannot be done now is dim."""
        last = command("help.keys")
        help_ = self._free(last) or help_key(self._screen)
        tail = f"{help_} {_(last.name)}"
        room = self.size.width - width(tail) - 2
        parts: list[tuple[str, str]] = []
        used = 0
        self._spans = []
        self._off = self._cannot()
        for each in footer_of(self._screen):
            name, key = safe(_(each.name)), self._free(each)
            if not key:  # it is typed where the cursor is
                continue
            long = width(key) + 1 + width(name)
            if used + long > room:
                break
            off = each.id in self._off
            parts += [(key, "$quiet" if off else "bold $primary"), (f" {name}  ", "$quiet")]
            if not off:
                parts[-1] = (f" {name}  ", "")
            self._spans.append((used, used + long, each.id))
            used += long + 2
        start = self.size.width - width(tail)
        self._spans.append((start, self.size.width, last.id))
        parts += [
            (" " * max(0, start - used), ""),
            (help_, "bold $primary"),
            (f" {_(last.name)}", ""),
        ]
        return Content.assemble(*parts)

    def on_click(self, event: object) -> None:
        """A click on a key runs it, for whoever holds a mouse."""
        at = getattr(event, "x", -1) - 1
        for start, end, id_ in self._spans:
            if start <= at < end:
                self._run(id_)
