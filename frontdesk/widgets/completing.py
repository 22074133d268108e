"""A line that completes: what is typed is looked up, Enter takes what is marked and moves on.

What is found comes from a function of the typed text, asked in a worker; a late answer to an
earlier text is dropped. An Enter that comes before the answer (a barcode scanner's) moves on at
once, and what was meant is settled behind it. It refuses to lose text that nothing fits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from frontdesk.errors import FrontdeskError
from frontdesk.text import cut, pad, safe, width
from frontdesk.widgets.field import Field
from frontdesk.widgets.keyed import bindings_of
from frontdesk.widgets.options import Options
from frontdesk.widgets.swift import SwiftInput
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import DescendantBlur, DescendantFocus

T = TypeVar("T")
PAUSE = 0.05
"""Seconds without a key before something is looked up."""


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """Something that the typed text may mean.

    Attributes:
        title: what the line shows when it is taken; ``note``: what it is recognised by.
        sure: taken by an Enter that came before the list was shown.
    """

    value: T
    title: str
    note: str = ""
    sure: bool = True


Find = Callable[[str], Awaitable[Sequence[Match[T]]]]


class Completing(Field, Generic[T]):
    """A line with completions below it.

    Attributes:
        chosen: what the line was completed to; ``None`` while it is only text.
    """

    DEFAULT_CSS = """
    Completing > OptionList, Completing > OptionList:focus {
        overlay: screen; constrain: none inside; display: none; border: none; padding: 0;
        margin: 0 0 0 11; height: auto; max-height: 9; width: 1fr; min-width: 44;
        background: $panel;
        scrollbar-size-vertical: 1; overflow-x: hidden;
    }
    Completing.-open > OptionList { display: block; }
    Completing > OptionList > .option-list--option-highlighted {
        background: $block-cursor-background; color: $block-cursor-foreground;
        text-style: $block-cursor-text-style;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("completing")

    def __init__(
        self,
        label: str,
        find: Find[T],
        *,
        id: str,  # noqa: A002  Textual's own name
        none: str = "",
        eager: bool = False,
    ) -> None:
        """A line that completes.

        Args:
            find: what a text may mean, the likeliest first.
            none: said when nothing fits.
            eager: whether completions of an empty line are shown too.
        """
        super().__init__(label, id=id)
        self.chosen: Match[T] | None = None
        self._find = find
        self._none = none
        self._eager = eager
        self._found: Sequence[Match[T]] = ()
        self._found_for: str | None = None

    def control(self) -> ComposeResult:
        """The line, and what is known of what it was completed to."""
        yield SwiftInput(self._entered)
        yield Static(classes="note", markup=False)

    def below(self) -> ComposeResult:
        """The completions."""
        yield Options(compact=True)

    def on_mount(self) -> None:
        """The cursor stays in the line."""
        self._options.can_focus = False

    # What the form asks

    @property
    def text(self) -> str:
        """What is typed, or what it was completed to."""
        return self._line.value

    def put(self, text: str, chosen: Match[T] | None = None) -> None:
        """Puts a text there; with ``chosen``, as what it was completed to."""
        self.chosen = chosen
        self._shut()
        self._line.value = chosen.title if chosen is not None else text
        self.say(chosen.note if chosen is not None else "")

    def mark(self) -> None:
        """Marks the whole line: what is typed next stands in its place."""
        self._line.select_all()

    def hint(self, text: str) -> None:
        """What holds while nothing is typed; dim in the line."""
        self._line.placeholder = safe(text, 60)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Says something beside the line."""
        style = "$text-warning" if wrong else "$quiet"
        self.query_one(".note", Static).update(Content.styled(safe(text, 200), style))

    # Looking up

    @property
    def _line(self) -> Input:
        return self.query_one(Input)

    @property
    def _options(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def is_open(self) -> bool:
        """Whether completions are shown."""
        return self.has_class("-open")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.chosen is not None and event.value == self.chosen.title:
            return
        self.chosen = None
        self.say("")
        self.post_message(self.Edited(self))
        if self._line.has_focus:
            self._look(event.value)

    def _look(self, text: str) -> None:
        if text.strip() or self._eager:
            begin(self, partial(self._looked, text), "look")
        else:
            self.workers.cancel_group(self, "look")
            self._shut()

    async def _looked(self, text: str) -> None:
        await asyncio.sleep(PAUSE)
        found = await self._ask(text)
        if found is None or self._line.value != text or self.chosen is not None:
            return
        self._found, self._found_for = found, text
        self._options.clear_options()
        self._options.add_options([Option(each) for each in self._lines(found)])
        # Of an empty line nothing is meant yet: Enter moves on without taking anything.
        self._options.highlighted = 0 if found and text.strip() else None
        self.say("" if found else self._none, wrong=True)
        self.set_class(not text.strip(), "-all")
        self.set_class(bool(found) and self._line.has_focus, "-open")

    async def _ask(self, text: str) -> Sequence[Match[T]] | None:
        try:
            return await self._find(text)
        except FrontdeskError as error:
            self.say(error.title, wrong=True)
            return None

    def _lines(self, found: Sequence[Match[T]]) -> list[Content]:
        room = max(43, self.size.width - 12)
        titles = min(max((width(safe(each.title)) for each in found), default=0), room // 2)
        return [
            Content.assemble(
                (pad(safe(each.title), titles), "bold"),
                (f"  {cut(safe(each.note), max(0, room - titles - 3))}", "$quiet"),
            )
            for each in found
        ]

    # Choosing

    def _entered(self) -> None:
        text = self._line.value
        if self.chosen is None:
            at = self._options.highlighted
            if self.is_open and self._found_for == text:
                if at is not None:
                    self._take(self._found[at])
            elif text.strip():
                begin(self, partial(self._settle, text), "look")
        self._shut()
        self.move_on()

    async def _settle(self, text: str) -> None:
        """What was meant by a text that was entered before its completions were there."""
        found = await self._ask(text)
        if self._line.value != text or self.chosen is not None:
            return
        sure = [each for each in found or () if each.sure]
        if sure:
            self._take(sure[0])
        else:
            self.say(found[0].note if found else self._none, wrong=True)

    def _take(self, match: Match[T]) -> None:
        self.put(match.title, match)
        self._line.cursor_position = len(self._line.value)
        self.post_message(self.Edited(self))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(self._found[event.option_index])
        self.move_on()

    def _shut(self) -> None:
        self.remove_class("-open")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc shuts the completions while they are shown, else it is the screen's."""
        return self.is_open if action == "shut" else True

    def action_shut(self) -> None:
        """Shuts the completions; the text stays."""
        self._shut()

    def action_down(self) -> None:
        """The next completion; without any, the next field."""
        self._move(1)

    def action_up(self) -> None:
        """The completion before; without any, the field before."""
        self._move(-1)

    def _move(self, lines: int) -> None:
        if not self.is_open:
            self.move_on(lines)
        else:
            marked = self._options.highlighted
            at = marked + lines if marked is not None else min(0, lines)
            self._options.highlighted = at % max(1, len(self._found))

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """What an unsettled text may mean is shown again; of an eager empty line, everything."""
        if self.chosen is None and (self._eager or self._line.value.strip()):
            self._look(self._line.value)

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Completions are there while the cursor is in the line."""
        self._shut()
