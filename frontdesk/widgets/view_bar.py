"""The saved views with their counts, the present one bright; as many as fit the line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from frontdesk.text import safe, width

if TYPE_CHECKING:
    from textual.app import RenderResult
    from textual.events import Click


class Named(Protocol):
    """A view, as far as this line shows it."""

    @property
    def key(self) -> str: ...  # noqa: D102

    @property
    def name(self) -> str: ...  # noqa: D102


class ViewBar(Widget):
    """One line of views; it takes no focus, the digits choose by place, a click what it is on."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    ViewBar { height: 1; padding: 0 1; color: $quiet; }
    .-low ViewBar { display: none; }
    """

    @dataclass
    class Chosen(Message):
        """A view was clicked."""

        key: str

    def __init__(self) -> None:
        super().__init__()
        self._ends: Sequence[tuple[int, str]] = ()
        self._views: Sequence[Named] = ()
        self._counts: Mapping[str, int] = {}
        self._present = ""

    def show(self, views: Sequence[Named], present: str) -> None:
        """Shows views, one of them as the present one."""
        self._views, self._present = views, present
        self.refresh()

    def count(self, counts: Mapping[str, int]) -> None:
        """Shows how many tickets each holds."""
        if counts != self._counts:
            self._counts = counts
            self.refresh()

    def render(self) -> RenderResult:
        """As many names as fit, of views with tickets first; the present one always has its own."""
        parts = [self._part(at, view, named=False) for at, view in enumerate(self._views, 1)]
        room = self.size.width - sum(_wide(part) for part in parts)
        empty_last = sorted(
            range(len(self._views)), key=lambda at: self._counts.get(self._views[at].key) == 0
        )
        for at in empty_last:
            view = self._views[at]
            named = self._part(at + 1, view, named=True)
            more = _wide(named) - _wide(parts[at])
            if more <= room:
                room -= more
                parts[at] = named
        ends = accumulate(_wide(part) for part in parts)
        self._ends = [(end, view.key) for end, view in zip(ends, self._views, strict=True)]
        return Content.assemble(*(piece for part in parts for piece in part))

    def on_click(self, event: Click) -> None:
        """A click on a view chooses it, for whoever holds a mouse."""
        at = event.x - 1
        key = next((key for end, key in self._ends if 0 <= at < end), None)
        if key is not None:
            self.post_message(self.Chosen(key))

    def _part(self, at: int, view: Named, *, named: bool) -> list[tuple[str, str]]:
        present = view.key == self._present
        count = self._counts.get(view.key)
        many = "" if count is None else str(count) if count < 10_000 else f"{count // 1000}k"
        name = safe(view.name, 24) if named or present else ""
        style = "bold" if present else "$quiet"
        return [
            (f"{at} ", "bold $accent" if present else "$primary"),
            (" ".join(each for each in (name, many) if each), style),
            ("  ", ""),
        ]


def _wide(part: list[tuple[str, str]]) -> int:
    return sum(width(text) for text, _style in part)
