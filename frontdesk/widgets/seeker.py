"""Find one of several: type to narrow, arrows to move, Enter to choose. Keys, palette, pickers.

What is found comes from a function of the typed text, asked in a worker; a late answer to an
earlier text is dropped. A choice that is not possible says why when chosen.
"""

from __future__ import annotations

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
from frontdesk.i18n import _
from frontdesk.text import cut, fold, pad, safe, width
from frontdesk.widgets.keyed import bindings_of
from frontdesk.widgets.options import Options
from frontdesk.widgets.overlay import Overlay
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from textual.app import ComposeResult

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One thing that can be chosen.

    Attributes:
        title: what it is; ``note``: context, dim, behind it; ``key``: what stands before it.
        why_not: why it cannot be chosen now, else ``None``.
        group: what it stands under, dim, with those that follow it; empty: nothing.
    """

    value: T
    title: str
    note: str = ""
    key: str = ""
    why_not: str | None = None
    group: str = ""


Find = Callable[[str], Awaitable[Sequence[Choice[T]]]]


def among(choices: Sequence[Choice[T]]) -> Find[T]:
    """Finds among a few choices that are known: every typed word must be in one of its texts.

    What is called as was typed comes before what only mentions it.
    """
    texts = [fold(f"{each.key} {each.title} {each.note}") for each in choices]

    async def find(typed: str) -> Sequence[Choice[T]]:
        whole = fold(typed).strip()
        found = [
            each
            for each, text in zip(choices, texts, strict=True)
            if all(word in text for word in whole.split())
        ]
        found.sort(key=lambda each: not fold(each.title).startswith(whole))
        groups = list(dict.fromkeys(each.group for each in found))
        return sorted(found, key=lambda each: groups.index(each.group))

    return find


class Seeker(Overlay[T], Generic[T]):
    """A line to type in and what is found below it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("seeker")

    def __init__(
        self,
        title: str,
        find: Find[T],
        *,
        placeholder: str = "",
        empty: str = "",
        keys: str = "",
    ) -> None:
        super().__init__(
            title,
            keys or _("enter chooses    {seeker.up}{seeker.down} move    {overlay.out} leaves"),
        )
        self._find = find
        self._placeholder = placeholder or _("type to search")
        self._empty = empty or _("Nothing like that here")
        self._found: Sequence[Choice[T]] = ()
        self._at: list[int] = []
        self._looking = False
        self._entered_early = False

    def sheet(self) -> ComposeResult:
        """The line, the list, and room for why something cannot be chosen."""
        yield Input(placeholder=self._placeholder)
        yield Options(compact=True)
        yield Static(classes="said -none")

    def on_mount(self) -> None:
        """Looks for everything first."""
        self.query_one(OptionList).can_focus = False
        self._look("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._look(event.value)

    def _look(self, text: str) -> None:
        self._looking = True
        begin(self, partial(self._looked, text), "look")

    async def _looked(self, text: str) -> None:
        try:
            self._found = await self._find(text)
        except FrontdeskError as error:
            self._found = ()
            self._looking = self._entered_early = False
            self._list()
            self.say(str(error))
            return
        self._looking = False
        self._list()
        if self._entered_early:
            self._entered_early = False
            self._choose(self.query_one(OptionList).highlighted)

    def _list(self, keep: T | None = None) -> None:
        """Lists what was found; the highlight goes to the first, or stays on what is kept."""
        options = self.query_one(OptionList)
        options.clear_options()
        room = max(20, self.size.width - 4)
        keys = max((width(each.key) for each in self._found), default=0)
        titles = max((width(safe(each.title)) for each in self._found if each.note), default=0)
        self._at, group = [], ""
        for each in self._found:
            if each.group != group:
                group = each.group
                heading = Content.styled(cut(safe(group), room), "$quiet")
                options.add_option(Option(heading, disabled=True))
            self._at.append(options.option_count)
            options.add_option(Option(self.line(each, room, keys, titles)))
        if self._found:
            there = (at for at, each in enumerate(self._found) if each.value == keep)
            options.highlighted = self._at[next(there, 0)]
        self.say("" if self._found else self._empty)

    def line(self, choice: Choice[T], room: int, keys: int, titles: int = 0) -> Content:
        """One line of the list: key, title, note at the right of it."""
        off = choice.why_not is not None
        key = pad(safe(choice.key), keys) + "  " if keys else ""
        title = cut(safe(choice.title), room - width(key))
        if choice.note:
            title = pad(title, min(titles, room // 2))
        note = cut(safe(choice.note), max(0, room - width(key) - width(title) - 2))
        return Content.assemble(
            (key, "$quiet" if off else "bold $primary"),
            (title, "$quiet" if off else ""),
            (f"  {note}" if note else "", "$quiet"),
        )

    def action_move(self, lines: int) -> None:
        """Moves the highlight while the cursor stays in the line."""
        options = self.query_one(OptionList)
        if self._found:
            at = max(0, min(self._index(options.highlighted) + lines, len(self._found) - 1))
            options.highlighted = self._at[at]
            if at == 0:  # its heading, too
                options.scroll_home(animate=False)

    def _index(self, line: int | None) -> int:
        """Which of what was found stands on a line of the list."""
        return self._at.index(line) if line in self._at else 0

    @property
    def choice(self) -> Choice[T] | None:
        """What the highlight is on."""
        line = self.query_one(OptionList).highlighted
        return self._found[self._at.index(line)] if line in self._at else None

    def pointed(self, choice: Choice[T]) -> None:
        """The highlight is on a choice; whoever builds on this may say more about it."""

    @on(OptionList.OptionHighlighted)
    def _pointed(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_index in self._at:
            self.pointed(self._found[self._index(event.option_index)])

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if self._looking:  # what is listed is not yet what the words mean
            self._entered_early = True
            return
        self._choose(self.query_one(OptionList).highlighted)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._choose(event.option_index)

    def _choose(self, line: int | None) -> None:
        if line not in self._at:
            return
        choice = self._found[self._index(line)]
        if choice.why_not is not None:
            self.say(choice.why_not)
        else:
            self.dismiss(choice.value)
