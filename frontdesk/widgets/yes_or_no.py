"""A question that one key answers, where neither answer is dangerous and nobody has to guess."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from frontdesk.commands import key_of
from frontdesk.i18n import _
from frontdesk.text import safe
from frontdesk.widgets.keyed import bindings_of
from frontdesk.widgets.overlay import Overlay

if TYPE_CHECKING:
    from textual.app import ComposeResult

YES, NO, UNSURE = "yes", "no", "unsure"


class YesOrNo(Overlay[str]):
    """Asks; ``y``, ``n`` or ``?`` answers at once with ``YES``, ``NO`` or ``UNSURE``."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("yes_or_no")

    def __init__(self, title: str, *, yes: str, no: str) -> None:
        """A question.

        Args:
            yes: what ``y`` says; ``no``: what ``n`` says.
        """
        super().__init__(title, _("one key answers    {overlay.out} leaves"))
        self._says = (
            (key_of("yes_or_no.yes"), yes),
            (key_of("yes_or_no.no"), no),
            (key_of("yes_or_no.unsure"), _("I cannot say")),
        )

    def sheet(self) -> ComposeResult:
        """The answers, each behind its key."""
        lines = [
            Content.assemble((f"{key}  ", "bold $primary"), safe(words))
            for key, words in self._says
        ]
        yield Static(Content("\n").join(lines))

    def action_answer(self, answer: str) -> None:
        """Closes with the answer."""
        self.dismiss(answer)
