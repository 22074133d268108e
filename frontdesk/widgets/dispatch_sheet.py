"""What is wrong with equipment, and to whom it goes: one line to type, the likely vendor marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from frontdesk.i18n import _
from frontdesk.text import cut, pad, safe, width
from frontdesk.widgets.keyed import bindings_of
from frontdesk.widgets.options import Options
from frontdesk.widgets.prompt import Prompt, Submit

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from frontdesk.widgets.seeker import Choice


class DispatchSheet(Prompt):
    """The fault in a line, the vendors below it; Enter sends the order to the marked one."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("seeker")

    def __init__(
        self,
        title: str,
        vendors: Sequence[Choice[str]],
        *,
        submit: Submit,
        text: str = "",
        placeholder: str = "",
        required: bool = True,
    ) -> None:
        """A sheet.

        Args:
            vendors: to whom it may go, the likeliest first.
        """
        super().__init__(
            title, submit=submit, text=text, placeholder=placeholder, required=required
        )
        self._keys = _(
            "enter does it    {seeker.up}{seeker.down} another vendor    {overlay.out} leaves"
        )
        self._vendors = vendors

    def sheet(self) -> ComposeResult:
        """The line, then the vendors."""
        yield from super().sheet()
        room = max((width(safe(each.title)) for each in self._vendors), default=0)
        yield Options(*(Option(_line(each, min(room, 40))) for each in self._vendors), compact=True)

    def on_mount(self) -> None:
        """The list is led from the line."""
        options = self.query_one(OptionList)
        options.can_focus = False
        options.highlighted = 0 if self._vendors else None

    @property
    def vendor(self) -> str:
        """The code of the vendor that is marked; empty: there is none."""
        at = self.query_one(OptionList).highlighted
        return self._vendors[at].value if at is not None else ""

    def action_move(self, lines: int) -> None:
        """To another vendor, while the cursor stays in the line."""
        options = self.query_one(OptionList)
        if self._vendors:
            at = (options.highlighted or 0) + lines
            options.highlighted = max(0, min(at, len(self._vendors) - 1))


def _line(vendor: Choice[str], room: int) -> Content:
    name = pad(cut(safe(vendor.title), room), room)
    return Content.assemble((name, "bold"), (f"  {safe(vendor.note, 80)}", "$quiet"))
