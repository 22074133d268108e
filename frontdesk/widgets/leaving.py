"""Taking screens down without losing what is typed on them: it is kept first, or they stay.

A form that goes all the same leaves its text to the application, which tries until it is kept. It
refuses to know what is typed: it knows the ``Keeping`` of each form.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.screen import ModalScreen

from frontdesk.i18n import _
from frontdesk.text import safe
from frontdesk.widgets.keeping import AGAIN, Keeping
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from frontdesk.errors import FrontdeskError


@runtime_checkable
class Form(Protocol):
    """A screen or a widget on which something is typed that is kept."""

    @property
    def keeping(self) -> Keeping:
        """Its draft, as it is typed by now."""


def down_to(app: App[Any], there: Screen[Any]) -> None:
    """Takes down every screen above one; the first whose text cannot be kept stays, and says so."""
    while there in app.screen_stack and app.screen is not there:
        if unkept := [each for each in _keepings(app.screen) if not each.is_kept]:
            # Not replaced by the next press: a saving that is broken off is a text at risk.
            begin(app, partial(_once_kept, app, there, unkept), "leave", exclusive=False)
            return
        if isinstance(app.screen, ModalScreen):
            app.screen.dismiss(None)  # whoever waits for its answer waits no longer
        else:
            app.pop_screen()


def _keepings(screen: Screen[Any]) -> list[Keeping]:
    return [each.keeping for each in (screen, *screen.query("*")) if isinstance(each, Form)]


async def _once_kept(app: App[Any], there: Screen[Any], unkept: list[Keeping]) -> None:
    screen = app.screen
    for each in unkept:
        if not await each.flush(anew=True):
            return
    if app.screen is screen:
        down_to(app, there)


def keep_on(app: App[Any], keeping: Keeping) -> None:
    """Keeps what was typed on a form that is gone: again and again, until it is kept."""
    if not keeping.is_kept:
        begin(app, partial(_kept_on, app, keeping), "draft", exclusive=False)


async def _kept_on(app: App[Any], keeping: Keeping) -> None:
    def say(error: FrontdeskError | None) -> None:
        if error is None:
            app.notify(safe(_("What you typed is kept again")), markup=False, timeout=4)
        else:
            why = _("Not kept yet, tried again: {why}").format(why=error)
            app.notify(safe(why), severity="warning", markup=False, timeout=8)

    keeping.troubled = say  # the form is not there to say it
    kept = await keeping.flush(anew=True)
    while not kept:
        await asyncio.sleep(AGAIN)
        kept = await keeping.flush()
