"""Asking for a line of text and doing an act with it; what was typed survives a refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _
from frontdesk.widgets.prompt import Prompt, Submit

if TYPE_CHECKING:
    from frontdesk.screens.acting import Act, Subjects
    from frontdesk.screens.base import ConsoleScreen


def performing(screen: ConsoleScreen, act: Callable[[str], Act], about: Subjects) -> Submit:
    """What a prompt does with its text: the act that it makes; a refusal keeps the text."""

    async def submit(typed: str) -> str | None:
        try:
            done = await screen.perform(act(typed), about)
        except FrontdeskError as error:
            return str(error)
        return None if done is not None else _("Nothing was done; what you typed is still here")

    return submit


async def ask_and_perform(
    screen: ConsoleScreen,
    title: str,
    act: Callable[[str], Act],
    *,
    subjects: Subjects | None = None,
    text: str = "",
    placeholder: str = "",
    required: bool = True,
    note: str = "",
) -> None:
    """Asks for a line, then does the act that it makes.

    Args:
        act: the act for a typed text; may refuse a text with a ``FrontdeskError`` too.
        subjects: the tickets, as they were when the key was pressed.
        note: what the person should know before they type.
    """
    await screen.ask(
        Prompt(
            title,
            submit=performing(screen, act, subjects or screen.subjects()),
            text=text,
            placeholder=placeholder,
            required=required,
            note=note,
        )
    )
