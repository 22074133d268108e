"""A choice of a fact that shows, under the cursor, where the ticket would go with it.

Way, cost and promise come from a function that is asked in a worker once the cursor rests; an
answer for a choice that the cursor has left is dropped. It refuses to change anything: choosing
does, and that is the business of whoever asked.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.content import Content
from textual.widgets import Static

from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _
from frontdesk.text import cut, safe, width
from frontdesk.widgets.seeker import Choice, Find, Seeker
from frontdesk.widgets.working import begin
from frontdesk.widgets.wrapping import wrap

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from frontdesk.decision.glance import Glance

T = TypeVar("T")
See = Callable[[T], Awaitable["Glance"]]
"""What would be decided with a choice."""

PAUSE = 0.12
"""Seconds for which the cursor rests on a choice before it is tried."""


class WhatIf(Seeker[T]):
    """A seeker with the decision that each choice would bring."""

    DEFAULT_CSS = """
    WhatIf OptionList, WhatIf OptionList:focus { max-height: 10; }
    WhatIf #would { height: 3; padding: 0 0 0 2; margin: 1 0 0 0; }
    WhatIf #would.-none { display: none; }
    """

    def __init__(self, title: str, find: Find[T], see: See[T] | None) -> None:
        """A choice.

        Args:
            see: asked for what would be decided; ``None``: nothing is shown (several tickets).
        """
        super().__init__(title, find)
        self._see = see
        self._pointed_at: Choice[T] | None = None
        self._rest: Timer | None = None

    def sheet(self) -> ComposeResult:
        """The seeker, and room for what would be decided."""
        yield from super().sheet()
        yield Static(id="would", classes="-none" if self._see is None else "")

    def pointed(self, choice: Choice[T]) -> None:
        """Tries the choice, once the cursor rests on it."""
        if self._see is None or choice == self._pointed_at:
            return
        self._pointed_at = choice
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(PAUSE, partial(self._begin, choice))

    def _begin(self, choice: Choice[T]) -> None:
        begin(self, partial(self._try, choice), "what_if")

    async def _try(self, choice: Choice[T]) -> None:
        assert self._see is not None
        try:
            content = self._said(await self._see(choice.value))
        except FrontdeskError as error:
            content = Content.styled(safe(str(error)), "$quiet")
        if choice == self._pointed_at and self.is_attached:
            self.query_one("#would", Static).update(content)

    def _said(self, seen: Glance) -> Content:
        """The way with its cost, then the promise on at most two lines."""
        room = max(20, self.size.width - 6)
        cost = _("{cost} expected").format(cost=safe(seen.cost))
        way = cut(safe(seen.way), room - width(cost) - 4)
        late = "$text-warning" if seen.keeps is False else "$quiet"
        return Content("\n").join(
            [
                Content.assemble(("▸ ", "$accent"), (way, "bold"), (f"  {cost}", "")),
                *(Content.styled(f"  {each}", late) for each in wrap(safe(seen.promise), room - 2)),
            ]
        )
