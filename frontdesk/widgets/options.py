"""A short list to choose from: Textual's, which also bears a terminal that has no room for it."""

from __future__ import annotations

from textual.widgets import OptionList


class Options(OptionList):
    """Options under a cursor. Where none can be seen, there is no page to turn."""

    def action_page_down(self) -> None:
        """A page on, if any of it can be seen."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        """A page back, if any of it can be seen."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]
