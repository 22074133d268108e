"""People and equipment: type a name, a number or a serial; one person or thing whole below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from frontdesk.commands import with_keys
from frontdesk.i18n import N_, _
from frontdesk.screens.base import ConsoleScreen
from frontdesk.screens.people_reading import PERSON, THING, TICKET, Card, Line, card, found
from frontdesk.text import cut, safe, width
from frontdesk.widgets.keyed import IN_OPTIONS
from frontdesk.widgets.options import Options

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from frontdesk.desk.office import Office


class Lines(Options):
    """Lines that lead somewhere; headings between them cannot be chosen."""

    DEFAULT_CSS = """
    Lines { border: none; padding: 0 1; background: $background; scrollbar-size-vertical: 1; }
    Lines:focus { border: none; background-tint: transparent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*IN_OPTIONS]

    def __init__(self, id: str) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id, compact=True)
        self._rows: Sequence[Line] = ()

    @property
    def line(self) -> Line | None:
        """The line under the cursor."""
        return None if self.highlighted is None else self._rows[self.highlighted]

    def show(self, lines: Sequence[Line]) -> None:
        """Shows lines; the cursor stands on the first that leads somewhere."""
        self._rows = lines
        room = max(30, self.size.width - 3)
        self.clear_options()
        self.add_options([Option(_content(each, room), disabled=not each.kind) for each in lines])
        first = next((at for at, each in enumerate(lines) if each.kind), None)
        self.highlighted = first


def _content(line: Line, room: int) -> Content:
    if not line.kind:
        return Content.assemble((safe(line.text), "bold $primary"), (f"  {line.note}", "$quiet"))
    text = cut(safe(line.text), room * 2 // 3)
    note = cut(safe(line.note), max(0, room - width(text) - 3))
    return Content.assemble(text, (f"   {note}", "$quiet"))


NOBODY = N_(
    "Nobody and nothing like that is in the register. Fewer letters find more; "
    "who is new is registered while a call is taken: {contact.new}"
)


class PeopleScreen(ConsoleScreen):
    """A line to type in, who and what is found, and the card of where the cursor stands."""

    NAME = "people"
    HEADING = N_("People and equipment")
    CSS = """
    PeopleScreen #typed { height: 1; border: none; padding: 0 1; background: $panel; }
    PeopleScreen #found { height: 6; }
    PeopleScreen #card { height: auto; max-height: 5; padding: 0 1; border-top: solid $rule; }
    PeopleScreen #lines { height: 1fr; }
    """

    def __init__(self, requester: str | None = None, asset: str | None = None) -> None:
        super().__init__()
        self._wanted = (PERSON, requester) if requester else (THING, asset) if asset else None

    def body(self) -> ComposeResult:
        """The line, what is found, the card."""
        yield Input(placeholder=_("name, mail, telephone, tag or serial"), id="typed")
        yield Lines("found")
        with Vertical():
            yield Static(id="card")
            yield Lines("lines")

    async def opened(self, office: Office) -> None:
        """Shows the one that was asked for, or waits for something typed."""
        if self._wanted is not None and self._wanted[1] is not None:
            self.query_one("#found", Lines).display = False
            await self._show(self._wanted[0], self._wanted[1])
            self.query_one("#lines", Lines).focus()
            return
        self.query_one("#card", Static).update(
            Content.styled(_("Type who is calling, or what stands on the device"), "$quiet")
        )
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.start(partial(self._find, event.value), "find")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one("#found", Lines).focus()

    async def _find(self, typed: str) -> None:
        lines = await self.work.do(lambda office: found(office, typed)) if typed.strip() else []
        listed = self.query_one("#found", Lines)
        listed.display = True
        listed.show(lines)
        if not lines and typed.strip():
            self.query_one("#card", Static).update(Content.styled(with_keys(_(NOBODY)), "$quiet"))
            self.query_one("#lines", Lines).show(())

    @on(OptionList.OptionHighlighted, "#found")
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        line = self.query_one("#found", Lines).line
        if line is not None and line.kind:
            self.start(partial(self._show, line.kind, line.key), "card")

    @on(OptionList.OptionSelected, "#found")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.query_one("#lines", Lines).focus()

    @on(OptionList.OptionSelected, "#lines")
    def _followed(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        line = self.query_one("#lines", Lines).line
        if line is None:
            return
        if line.kind == TICKET:
            self.console_app.push("ticket", int(line.key))
        elif line.kind == PERSON:
            self.console_app.push("people", requester=line.key)
        else:
            self.console_app.push("people", asset=line.key)

    async def _show(self, kind: str, key: str) -> None:
        shown: Card = await self.work.do(lambda office: card(office, kind, key))
        facts = "".join(f"\n{safe(fact)}" for fact in shown.facts)
        self.query_one("#card", Static).update(
            Content.assemble((safe(shown.title), "bold"), (facts, "$quiet"))
        )
        self.query_one("#lines", Lines).show(shown.lines)
