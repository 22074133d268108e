"""The tour on the console: looks what is on the screen and what was done, and says the next thing.

It looks a few times a second while a tour is on, and not at all otherwise. It refuses to press
anything for anybody, and keeps nothing in the store.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from frontdesk import rights, tour
from frontdesk.commands import with_keys
from frontdesk.errors import BadInputError, FrontdeskError
from frontdesk.i18n import N_, _
from frontdesk.preferences import toured
from frontdesk.text import safe
from frontdesk.widgets.overlay import Overlay
from frontdesk.widgets.tour_strip import Guide
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.timer import Timer

    from frontdesk.app import Console
    from frontdesk.desk.office import Office

LOOK = 0.2
"""Seconds between two looks, while a tour is on."""
OFFER = N_("New here? {app.tour} begins a tour of five minutes; ^ is the ctrl key.")
OFFER_NOTE = N_("Or do something else: this goes, and “tour” stays in the palette, {go.palette}")


class Touring:
    """One console's tour.

    Attributes:
        guide: what is said now; ``None``: nothing.
    """

    def __init__(self, console: Console, kept: Path | None) -> None:
        """A tour that is not on.

        Args:
            kept: where progress is remembered; ``None``: nowhere, and the tour does not offer
                itself.
        """
        self._console = console
        self._kept = kept
        self._toured = toured.Toured()
        self._steps: Sequence[tour.Step] = ()
        self._at = tour.Progress()
        self._sight = tour.Sight("")
        self._offering = False
        self._after = 0
        self._stirred = self._reading = False
        self._timer: Timer | None = None

    @property
    def on(self) -> bool:
        """Whether somebody is on the tour."""
        return self._timer is not None

    @property
    def guide(self) -> Guide | None:
        """What is said now; ``None``: nothing."""
        if self._offering:
            return Guide(_("tour"), with_keys(_(OFFER)), with_keys(_(OFFER_NOTE)))
        if not self.on:
            return None
        line = tour.line(self._steps[self._at.step], self._sight)
        head = f"{self._at.step + 1}/{len(self._steps)}"
        do, note = with_keys(_(line.do)), with_keys(_(line.note))
        return Guide(head, do, note, with_keys(_("{app.tour} leaves")))

    # Beginning and leaving

    async def opened(self, office: Office) -> None:
        """The office is open: the first time that it is a demo, the tour offers itself."""
        if self._kept is None or not office.demo:
            return
        known = await asyncio.to_thread(toured.load, self._kept)
        self._toured = replace(known, offered=True)
        self._offering = not (known.offered or self.on)  # it may have been begun meanwhile
        if not known.offered:
            self._remember(self._toured)
            self._show()

    def passed_by(self) -> None:
        """Something else was done than beginning the tour: it offers itself no longer."""
        if self._offering:
            self._offering = False
            self._show()

    async def begin(self) -> None:
        """Begins where it was left, or at the beginning.

        Raises:
            BadInputError: this is not a demo store.
        """
        console = self._console
        office = await console.work.ready()
        if not office.demo:
            raise BadInputError(
                _("the tour is for a demo store: it has things done"),
                _("`frontdesk demo` opens one"),
            )
        self._steps = tour.steps_for(lambda verb: rights.why_not(office.actor, verb) is None)
        self._at = tour.begun(self._steps, self._toured.step)
        self._after, _acts = await console.work.do(partial(_acts_since, after=None))
        self._offering = False
        if self._timer is None:
            self._timer = console.set_interval(LOOK, self._look)
        self._look()
        self._show()

    def leave(self) -> None:
        """Ends the tour; where it was left is remembered."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self._show()

    def skip(self) -> None:
        """On to the next step; at the last one, the end."""
        if self._at.step + 1 < len(self._steps):
            self._advanced(tour.Progress(self._at.step + 1))
        else:
            self.leave()

    # Looking

    def stirred(self) -> None:
        """Tickets have changed: perhaps by whoever is on the tour."""
        self._stirred = True

    def _look(self) -> None:
        if self._stirred and not self._reading:
            self._reading = True
            begin(self._console, self._read, "tour")
        else:
            self._see(())

    async def _read(self) -> None:
        self._stirred = False
        try:
            self._after, acts = await self._console.work.do(partial(_acts_since, after=self._after))
        except FrontdeskError:
            # The console says what is wrong with the store; here it is asked again.
            self._stirred = True
            return
        finally:
            self._reading = False
        if self.on:
            self._see(acts)

    def _see(self, acts: Sequence[tour.Deed]) -> None:
        from frontdesk.screens.desk import DeskScreen

        console, above = self._console, self._console.screen
        shown = console.shown
        sheet = (above.NAME or tour.OTHER) if isinstance(above, Overlay) else ""
        filtered = isinstance(shown, DeskScreen) and shown.filtered
        sight = tour.Sight("" if shown is None else shown.NAME, sheet, filtered, tuple(acts))
        moved = sight.screen, sight.sheet
        if moved != (self._sight.screen, self._sight.sheet):
            self._sight = sight
            self._show()
        self._advanced(tour.advance(self._steps, self._at, sight))

    def _advanced(self, at: tour.Progress) -> None:
        before, self._at = self._at, at
        if at.step != before.step:
            end = at.step + 1 == len(self._steps)
            name = "" if end else self._steps[at.step].id
            self._remember(replace(self._toured, step=name))
            self._show()

    def _show(self) -> None:
        for screen in self._console.living:
            screen.show_tour()

    # Remembering

    def _remember(self, what: toured.Toured) -> None:
        self._toured = what
        if self._kept is not None:
            begin(self._console, partial(self._keep, self._kept, what), "toured")

    async def _keep(self, place: Path, what: toured.Toured) -> None:
        try:
            await asyncio.to_thread(toured.save, place, what)
        except FrontdeskError as error:
            self._kept = None  # said once; the tour goes on without it
            self._console.notify(safe(str(error)), severity="warning", markup=False)


def _acts_since(office: Office, after: int | None) -> tuple[int, Sequence[tour.Deed]]:
    """What whoever is at work has done after an event; ``None``: only where the store stands."""
    from frontdesk import insight

    store, login = office.store, office.actor.login
    if after is None:
        return insight.live.changes(store, None)[0], ()
    last, acts = insight.deeds.since(store, after, login)
    return last, tuple(tour.Deed(verb, tickets) for verb, tickets in acts)
