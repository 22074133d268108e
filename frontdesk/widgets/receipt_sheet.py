"""The receipts of a ticket over a screen: options to ask about, reasons to read, earlier decisions.

The cursor is on the options; Enter asks why one was not taken, Esc leads back to the reasons and
then out. What would have to be different comes from a function that is asked in a worker; an
answer that comes late, for another option than the one asked about, is dropped.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _
from frontdesk.text import safe
from frontdesk.widgets.keyed import bindings_of, movement
from frontdesk.widgets.overlay import Overlay
from frontdesk.widgets.receipt import Receipt, hung, option_ways, reasons_content
from frontdesk.widgets.ways import Ways
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class Page:
    """One decision of a ticket.

    Attributes:
        why_not: what stood against each option, by its key, in sentences.
        otherwise: what a person did instead, in words; empty where nobody did.
        changed: what was seen differently than by the decision before; empty: nothing.
        when: when it was decided, for the reader.
    """

    receipt: Receipt
    why_not: Mapping[str, tuple[str, ...]]
    otherwise: str
    changed: str
    when: str


Smallest = Callable[[str], Awaitable[Sequence[str]]]
"""What would choose an option now, in sentences, by the option's key."""


class _Options(Ways, inherit_bindings=False):
    """The options; keys that page are for the reasons below."""

    BINDINGS: ClassVar[list[BindingType]] = movement(
        {"list.down": "cursor_down", "list.up": "cursor_up"}
    )


class ReceiptSheet(Overlay[None]):
    """Why a ticket is where it is, and why it is not elsewhere."""

    NAME = "receipt"
    DEFAULT_CSS = """
    ReceiptSheet > Vertical { height: 85%; }
    ReceiptSheet #head { height: auto; padding: 0 0 1 0; }
    ReceiptSheet _Options, ReceiptSheet _Options:focus {
        height: auto; max-height: 35%; background: $panel;
    }
    ReceiptSheet VerticalScroll { height: 1fr; margin: 1 0 0 0; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *movement(
            {
                "list.page_down": "page(1)",
                "list.page_up": "page(-1)",
                "list.first": "page(-1000)",
                "list.last": "page(1000)",
            }
        ),
        *bindings_of("receipt"),
    ]

    def __init__(self, title: str, pages: Sequence[Page], smallest: Smallest) -> None:
        """A sheet on the latest of some decisions.

        Args:
            pages: the earliest first.
            smallest: asked for an option that is chosen.
        """
        keys = _(
            "{receipt.ask} why not this    {list.page_up} {list.page_down} read    "
            "{turn}{overlay.out} leaves"
        ).replace(
            "{turn}",
            _("{receipt.earlier} earlier  {receipt.later} later    ") if len(pages) > 1 else "",
        )
        super().__init__(title, keys)
        self._pages = pages
        self._at = len(pages) - 1
        self._smallest = smallest
        self._asked = ""

    def action_ask(self) -> None:
        """Asks about the option under the cursor."""
        self.query_one(_Options).action_select()

    def sheet(self) -> ComposeResult:
        """The decision, its options, its reasons."""
        yield Static(id="head")
        yield _Options(id="options")
        with VerticalScroll(can_focus=False):
            yield Static(id="reading")

    def on_mount(self) -> None:
        """The options have a width by then."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        page = self._pages[self._at]
        head = [Content.assemble(("▸ ", "$accent"), (safe(page.receipt.summary), "bold"))]
        if page.otherwise:
            head.append(Content.styled(safe(page.otherwise), "$text-warning"))
        if page.changed:
            head.append(Content.styled(safe(page.changed), "$quiet"))
        if len(self._pages) > 1:
            place = _("decision {n} of {all} · {when}").format(
                n=self._at + 1, all=len(self._pages), when=page.when
            )
            head.insert(0, Content.styled(place, "$quiet"))
        self.query_one("#head", Static).update(Content("\n").join(head))
        options = self.query_one(_Options)
        options.show(option_ways(page.receipt))
        options.focus()
        self._read()

    def _read(self) -> None:
        self._asked = ""
        self._say(reasons_content(self._pages[self._at].receipt, self._cells))

    @property
    def _cells(self) -> int:
        """The width that sentences have; the scrollbar beside them needs one."""
        return max(40, self.size.width - 4)

    def _say(self, content: Content) -> None:
        self.query_one("#reading", Static).update(content)
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @on(Ways.Chosen)
    def _chosen(self, event: Ways.Chosen) -> None:
        event.stop()
        page = self._pages[self._at]
        if page.receipt.options[0].key == event.key:
            self._read()
            return
        self._asked = event.key
        self._say(self._answer(event.key, (_("looking for what would choose it …"),)))
        begin(self, partial(self._look, event.key), "why_not")

    async def _look(self, key: str) -> None:
        try:
            found = await self._smallest(key)
        except FrontdeskError as error:
            found = (str(error),)
        if self._asked == key:
            self._say(self._answer(key, found))

    def _answer(self, key: str, found: Sequence[str]) -> Content:
        """What stood against an option, and what would choose it."""
        page = self._pages[self._at]
        words = next(each.words for each in page.receipt.options if each.key == key)
        heading = _("Why not: {option}?").format(option=safe(words))
        lines = [Content.styled(heading, "bold $primary")]
        lines += [hung("  · ", each, self._cells) for each in page.why_not.get(key, ())]
        lines.append(Content(""))
        lines += [
            hung("  ▸ " if at == 0 else "    ", each, self._cells) for at, each in enumerate(found)
        ]
        return Content("\n").join(lines)

    def action_turn(self, pages: int) -> None:
        """An earlier or later decision."""
        at = max(0, min(self._at + pages, len(self._pages) - 1))
        if at != self._at:
            self._at = at
            self._show()

    def action_page(self, pages: int) -> None:
        """Scrolls what is read."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=pages * max(1, scroll.size.height - 1), animate=False)

    def action_out(self) -> None:
        """From why not back to the reasons, then out."""
        if self._asked:
            self._read()
        else:
            self.dismiss(None)
