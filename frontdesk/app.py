"""The console: modes and screens, themes, keys from everywhere, what happens when it fails.

It paints first and opens the office after: nothing here imports SQLModel, SQLAlchemy or Typer.
It refuses to show ticket text when it fails (``crash``), and to leave on a single wrong key.
"""

from __future__ import annotations

import asyncio
import os
import signal
import stat
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from frontdesk import crash
from frontdesk.commands import COMMANDS, with_keys
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _
from frontdesk.preferences import THEMES as THEME_NAMES
from frontdesk.preferences import Preferences, toured
from frontdesk.preferences import file as settings_file
from frontdesk.screens import make
from frontdesk.screens.base import ConsoleScreen
from frontdesk.screens.desk import DeskScreen
from frontdesk.screens.live import Live
from frontdesk.screens.recording import Recorder
from frontdesk.screens.touring import Touring
from frontdesk.screens.work import Work, open_office
from frontdesk.text import safe
from frontdesk.widgets.bars import Badge
from frontdesk.widgets.leaving import down_to
from frontdesk.widgets.overlay import Overlay
from frontdesk.widgets.too_small import SMALLEST
from frontdesk.widgets.wearing import WornApp
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.screen import Screen

    from frontdesk.desk.office import Office
    from frontdesk.rows import ListRow, PresentRow
    from frontdesk.terms import Doing


LAST_WORDS = 0.6
"""Seconds until the console obeys a signal to end: longer than a draft takes to be kept."""


class Console(WornApp[int]):
    """The console of one person on one store."""

    TITLE = "frontdesk"
    DEFAULT_MODE = "desk"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {"desk": DeskScreen}
    CSS = """
    Toast {
        padding: 0 1; margin: 0; width: auto; max-width: 76; background: $panel;
        border-left: outer $primary;
    }
    .-narrow Toast { max-width: 56; }
    Toast.-warning { border-left: outer $warning; }
    Toast.-error { border-left: outer $error; }
    Input > .input--placeholder { color: $quiet; text-style: none; }
    OptionList > .option-list--option-disabled { color: $foreground; }
    OptionList:focus { background-tint: transparent; }
    """
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  Textual declares it so
        (0, "-too-narrow"),
        (SMALLEST[0], "-narrow"),
        (76, "-normal"),
        (120, "-wide"),
        (180, "-widest"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012  Textual declares it so
        (0, "-too-low"),
        (SMALLEST[1], "-low"),
        (22, "-high"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                ",".join(each.keys),
                f"command('{each.id}')",
                each.name,
                show=False,
                priority=True,
                id=each.id,
            )
            for each in COMMANDS
            if each.priority
        ),
        # At once and without a word is how Textual leaves on this key.
        Binding("ctrl+q", "how_to_leave", show=False, priority=True, id="app.how_to_leave"),
    ]

    def __init__(
        self,
        opener: Callable[[], Office],
        *,
        first: Sequence[ListRow] | None = None,
        view: str | None = None,
        badge: Badge | None = None,
        preferences: Preferences | None = None,
        settings: Path | None = None,
        tour: Path | None = None,
    ) -> None:
        """A console.

        Args:
            opener: opens the office; called in a thread after the first paint.
            first: the first window of the list, read by the standard library's driver.
            view: the key of the view that they are of.
            badge: who is at work, until the office says more.
            preferences: the person's own settings; left out: as it ships.
            settings: the file in which they are kept; left out: where they lie by default.
            tour: the file in which it is kept how far the first tour is; left out: nowhere, and
                the tour does not offer itself.
        """
        super().__init__()
        self.work = Work(opener)
        self.live = Live(self)
        self.touring = Touring(self, tour)
        self.first = first
        self.first_view = view
        self.badge = replace(badge or Badge(), waiting=_("opening …"))
        self.living: set[ConsoleScreen] = set()
        self.settings = settings or settings_file.default_path()
        self.wear(_by_environment(preferences or Preferences()))
        self.ours: dict[int, int] = {}
        self.copied = (0, 0)
        self.recorder = Recorder(self.bars)
        self.present: Mapping[int, tuple[PresentRow, ...]] = {}
        self._known_modes = {self.DEFAULT_MODE}

    def wear(self, preferences: Preferences) -> None:
        """Takes on a person's settings, at once, on every screen."""
        super().wear(preferences)
        self.bars(afresh=True)

    # Start

    def get_driver_class(self) -> type[Driver]:
        """Textual's own for the platform; on a terminal of this kind, one that bears any byte."""
        found = super().get_driver_class()
        if found.__module__ != "textual.drivers.linux_driver":
            return found
        from frontdesk.widgets.hearing import LenientDriver

        return LenientDriver

    def on_mount(self) -> None:
        """Opens the office once the first tickets are painted."""
        self.call_after_refresh(self._open)
        for each in self.preferences.warnings:
            self.notify(safe(each), severity="warning", markup=False, timeout=8)
        if not self.is_headless:
            self._leave_on_signals()

    def _leave_on_signals(self) -> None:
        """A lost connection or a shutdown: what is typed is kept, the terminal left as it was."""
        loop = asyncio.get_running_loop()

        def leave(number: int, _frame: object) -> None:
            # At once, not by the loop: Textual begins to write anew on the signal that follows.
            _let_go_of_lost_terminal()
            loop.call_soon_threadsafe(soon, number)

        def soon(number: int) -> None:
            loop.call_later(LAST_WORDS, self.exit, 128 + number, 128 + number)

        for name in ("SIGTERM", "SIGHUP"):
            if os.name == "posix" and (number := getattr(signal, name, None)) is not None:
                signal.signal(number, leave)

    def _open(self) -> None:
        begin(self, self._opened, "office")

    async def _opened(self) -> None:
        try:
            office = await self.work.open(self.live.begin)
        except FrontdeskError as error:
            self.exit(error.exit_code, error.exit_code, _line(f"frontdesk: {error}"))
            return
        self.live.start()
        await self.touring.opened(office)

    def on_unmount(self) -> None:
        """Lets the store go."""
        self.work.close()

    def now(self) -> datetime:
        """The time, as the office has it."""
        return self.work.office.now() if self.work.office is not None else datetime.now(UTC)

    # Screens

    def go(self, name: str) -> None:
        """Shows a screen as a mode of its own, as it was left; once more: its first screen."""
        if name == self.current_mode:
            down_to(self, self.screen_stack[0])
            return
        if name not in self._known_modes:
            self.add_mode(name, lambda: make(name))
            self._known_modes.add(name)
        self.switch_mode(name)
        self.call_after_refresh(self.release_keys)

    def push(self, name: str, *arguments: Any, **options: Any) -> None:
        """Lays a screen over the present one; ``q`` and Esc lead back."""
        self.push_screen(make(name, *arguments, **options))

    def back_to(self, name: str) -> bool:
        """Shows a screen that was pushed earlier and lies below others; False: there is none."""
        there = next((each for each in self.living if name == each.NAME), None)
        if there is None:
            return False
        for mode, stack in self._screen_stacks.items():
            if there in stack:
                if mode != self.current_mode:
                    self.switch_mode(mode)
                down_to(self, there)
                return True
        return False

    def show_view(self, key: str) -> None:
        """Shows a saved view on the Desk."""
        self.go(self.DEFAULT_MODE)
        screen = self.screen
        if isinstance(screen, DeskScreen):
            screen.show_view(key)

    def show_order(self, order: int) -> None:
        """Shows a repair order on its screen."""
        self.go("repairs")
        point_at = getattr(self.screen, "point_at", None)
        if point_at is not None:
            point_at(order)

    def point_at(self, number: int) -> None:
        """Puts the Desk's cursor on a ticket, if it is in the view that is shown there."""
        for screen in self.living:
            if isinstance(screen, DeskScreen):
                screen.tickets.point_at(number)

    @property
    def shown(self) -> ConsoleScreen | None:
        """The uppermost screen of the console, overlays aside."""
        there = (each for each in reversed(self.screen_stack) if isinstance(each, ConsoleScreen))
        return next(there, None)

    def spread(self, numbers: frozenset[int]) -> None:
        """Tells every screen which tickets have changed, those of other modes too."""
        self.touring.stirred()
        for screen in self.living:
            screen.start(partial(screen.changed, numbers), "changed")
        if isinstance(self.screen, Overlay):
            self.screen.changed(numbers)

    async def reread(self) -> None:
        """What is no ticket has changed: the policy in force, and what screens read once."""
        self.work.renewed(await self.work.do(lambda office: office.refreshed()))
        for screen in self.living:
            screen.start(screen.reread, "reread")

    def engaged(self) -> tuple[int, Doing] | None:
        """The ticket that is open here, or written on; ``None``: none is."""
        return self.shown.engaged() if self.shown is not None else None

    def show_present(self, present: Mapping[int, tuple[PresentRow, ...]]) -> None:
        """Tells every screen who else has which ticket open."""
        self.present = present
        for screen in self.living:
            screen.show_present()

    def waits_for(self, what: str) -> None:
        """Says in the top bar what is being waited for; empty: nothing any more."""
        self.badge = replace(self.badge, waiting=what)
        self.bars()

    def bars(self, *, afresh: bool = False) -> None:
        """Paints top bar and footer of every screen anew, as ``ConsoleScreen.bars``."""
        for screen in self.living:
            screen.bars(afresh=afresh)

    def minute(self) -> None:
        """Tells every screen that another minute has begun."""
        for screen in self.living:
            screen.minute()

    # Keys

    def action_command(self, id: str) -> None:  # noqa: A002  the field's name
        """Runs a command that is heard from everywhere."""
        if (screen := self.shown) is not None:
            screen.action_command(id)

    def let_go(self) -> None:
        """Lets go of held keys, unless a screen is on its way, which does so when it is there."""
        screen = self.screen
        if screen.is_mounted and (not isinstance(screen, ConsoleScreen) or screen.hears):
            self.release_keys()

    def action_how_to_leave(self) -> None:
        """Says how to leave, instead of leaving."""
        said = _("{app.leave} leaves a screen, and the console from the Desk")
        self.notify(safe(with_keys(said)), markup=False)

    def action_help_quit(self) -> None:
        """The same for the key by which other programs are left."""
        self.action_how_to_leave()

    # Safety

    def _fatal_error(self) -> None:
        """Leaves a report in a file, where Textual would print local variables."""
        error = self._exception or sys.exception() or RuntimeError("unknown")
        self._exit_renderables.append(_line(crash.report(error)))
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """Ends with a line of text; an error that would draw itself is reported instead."""
        if all(isinstance(each, str) for each in renderables):
            super().panic(*(_line(str(each)) for each in renderables))
        else:
            self._fatal_error()


def _let_go_of_lost_terminal() -> None:
    """Writes into nothing where the terminal is gone: what waits for it would wait for ever."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for handle in range(3):
        if stat.S_ISCHR(os.fstat(handle).st_mode) and not os.isatty(handle):
            os.dup2(nothing, handle)
    os.close(nothing)


def _line(text: str) -> Text:
    """A line for the terminal, never broken: it may hold a path."""
    return Text(safe(text), no_wrap=True, overflow="ignore")


def _by_environment(own: Preferences) -> Preferences:
    """The settings to begin with: what the environment says of theme and language comes first."""
    theme = os.environ.get("FRONTDESK_THEME", "")
    return replace(
        own,
        theme=theme if theme in THEME_NAMES else own.theme,
        language=os.environ.get("FRONTDESK_LANG") or own.language,
    )


def preferred(settings: Path) -> Preferences:
    """The person's settings; of a file that cannot be used, the defaults and what is wrong."""
    try:
        return settings_file.load(settings)
    except FrontdeskError as error:
        return Preferences(warnings=(str(error),))


def open_console(
    store: str | Path | None = None, login: str | None = None, at: str | None = None
) -> int:
    """Opens the console on a store and stays until it is left.

    Args:
        store: a path or address; ``None``: ``FRONTDESK_STORE``, else the user's own.
        login: who acts; ``None``: ``FRONTDESK_AS``, else who is logged in.
        at: when things happen; ``None``: ``FRONTDESK_NOW``, else now.

    Returns:
        The exit code: 0, or that of what made it end.
    """
    from frontdesk.screens.first import first_look

    settings, tour = settings_file.default_path(), toured.default_path()
    look = first_look(store, login)
    opener = partial(open_office, store, login, at)
    opened = partial(Console, opener, preferences=preferred(settings), settings=settings, tour=tour)
    if look is None:
        console = opened()
    else:
        badge = Badge(look.site_name, look.name, look.team_name, look.tier)
        console = opened(first=look.rows, view=look.view, badge=badge)
    console.run()
    return console.return_code or 0
