"""The console's screens, one file each; this page says how to add one, and how to add a command.

A screen
    1. ``screens/NAME.py`` holds a subclass of ``screens.base.ConsoleScreen`` with ``NAME = "…"``.
       ``body()`` yields its widgets; top bar, footer and keys are there by themselves. A larger
       screen is a folder's worth of small files (widgets in ``widgets/``). Styles stand in
       ``DEFAULT_CSS`` (Textual does not load a first screen's ``CSS``), widths as classes of the
       screen: ``NAMEScreen.-wide …`` (``-narrow`` < 76 ≤ ``-normal`` < 120 ≤ ``-wide`` < 180 ≤
       ``-widest``; ``-low`` < 22 lines ≤ ``-high``). In a widget's ``DEFAULT_CSS`` a rule that
       begins with a class needs ``SCOPED_CSS = False``. Theme variables only; ``$quiet`` is for
       context.
    2. Put it into ``SCREENS`` below by dotted name. ``app.go("name")`` (a function key) shows it
       as a mode of its own; ``app.push("name", …)`` lays it over the present one, ``q`` and Esc
       lead back.
    3. What it offers: ``subjects()`` (the tickets that verbs work on), ``opened(office)`` (once,
       when the office is open, or at once if it is), ``changed(numbers)`` (other desks' changes,
       within a second), ``step_out()`` (its own part of Esc; True when it did something).

A command
    1. A line in a file of ``frontdesk/commands/`` (one file a screen; add it to ``COMMANDS`` in
       ``commands/__init__.py``): id, keys, name and help with ``N_``, screens, ``run`` = dotted
       name of the handler, the desk's verb for rights, what it needs, its place in the footer.
       Keys, footer, ``?``, palette and ``docs/keys.md`` (``make keys``, or
       ``python -m frontdesk.keysheet``) follow.
    2. The handler takes the screen: ``async def take(screen: ConsoleScreen) -> None``. It runs in
       a worker, so it may await:

       ``await screen.work.do(lambda office: insight.…(office.store, …))`` reads, in a thread;
       ``await screen.ask(Prompt(…))`` / ``Seeker`` / ``Question`` asks;
       ``await screen.perform(Act(…))`` does a verb: one ticket at once, several after a preview;
       it tells what came of it and ``u undoes``;
       ``screen.tell("…")`` says something; a ``FrontdeskError`` that leaves the handler is shown
       with its hint. Nothing else needs catching.

``desk`` and ``insight`` are imported as packages (``from frontdesk import desk, insight``) and
used inside the job only: the first use imports SQLModel, and that belongs into the thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.screens.base import ConsoleScreen

SCREENS: dict[str, str] = {
    "desk": "frontdesk.screens.desk:DeskScreen",
    "contact": "frontdesk.screens.contact:ContactScreen",
    "ticket": "frontdesk.screens.ticket:TicketScreen",
    "fix": "frontdesk.screens.fix:FixScreen",
    "request": "frontdesk.screens.request:RequestScreen",
    "repairs": "frontdesk.screens.repairs:RepairsScreen",
    "people": "frontdesk.screens.people:PeopleScreen",
    "team": "frontdesk.screens.team:TeamScreen",
    "policy": "frontdesk.screens.policy:PolicyScreen",
}
"""Where each screen is; looked up when it is first shown."""


def make(name: str, *arguments: Any, **options: Any) -> ConsoleScreen:
    """A new screen by its name; its module is imported now if it was not yet."""
    from pkgutil import resolve_name

    factory = cast("Callable[..., ConsoleScreen]", resolve_name(SCREENS[name]))
    return factory(*arguments, **options)
