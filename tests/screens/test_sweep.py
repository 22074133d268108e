"""The second sweep: nothing that a terminal obeys leaves the console, whatever a widget shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content
from textual.widgets import Button, Input, Label, OptionList, Static, TextArea

from frontdesk.app import Console
from frontdesk.errors import StoreError
from frontdesk.widgets.sweep import SWEEP, SweptApp

if TYPE_CHECKING:
    from frontdesk.desk.office import Office

HOSTILE = "a\x1b]52;c;AAAA\x07b\x9b31mc\u202ed\x7fe\x00f"


class Careless(App[None]):
    """An application whose author forgot ``safe()`` everywhere."""

    def compose(self) -> ComposeResult:
        yield Static(Content(HOSTILE))
        yield Label(Content(HOSTILE))
        yield Button(Content(HOSTILE))
        yield OptionList(Content(HOSTILE))
        yield Input(HOSTILE)
        yield TextArea(HOSTILE)
        titled = Static(Content("x"))
        titled.border_title = Content(HOSTILE)
        titled.styles.border = ("round", "red")
        yield titled


class Swept(SweptApp[None], Careless):
    """The same with the console's hook."""


async def bytes_of(app: App[None]) -> str:
    """Everything that the screen's compositor would write, styling aside."""
    async with app.run_test(size=(80, 40), notifications=True, tooltips=True) as pilot:
        app.notify(HOSTILE, markup=False)
        await pilot.pause(0.1)
        strips = app.screen._compositor.render_strips()
        return "".join(segment.text for strip in strips for segment in strip)


def hazards(text: str) -> set[str]:
    return {each for each in text if each in "\x1b\x07\x9b\x7f\x00\u202e"}


async def test_every_widget_is_swept() -> None:
    assert hazards(await bytes_of(Swept())) == set()


async def test_without_the_hook_they_would_not_be() -> None:
    # The control: if this fails, the test above proves nothing any more.
    assert "\x1b" in hazards(await bytes_of(Careless()))


def test_the_console_has_the_hook() -> None:
    def opener() -> Office:
        raise StoreError("never")

    assert SWEEP in Console(opener).get_line_filters()


@pytest.mark.parametrize("text", ["plain", "żółć 漢字", "👩‍💻 zwj stays", "▌✓"])
def test_harmless_text_is_left_as_it_is(text: str) -> None:
    segments = [Segment(text)]
    assert SWEEP.apply(segments, Color(0, 0, 0)) is segments


def test_what_is_dropped_has_no_width() -> None:
    (swept,) = SWEEP.apply([Segment("a\x1bb\ud800c")], Color(0, 0, 0))
    assert swept.text == "ab\ufffdc"
