"""Where to go: screens, a ticket by its number, a new contact; and the ways out."""

from __future__ import annotations

from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.screens.base import ConsoleScreen
from frontdesk.widgets.leaving import down_to
from frontdesk.widgets.prompt import Prompt


def go(screen: ConsoleScreen, name: str) -> None:
    """Shows a screen as a mode of its own."""
    screen.console_app.go(name)


def contact(screen: ConsoleScreen) -> None:
    """Opens the contact form; there is one, which has the person's one draft."""
    app = screen.console_app
    if not app.back_to("contact"):
        app.push("contact")


def ticket(screen: ConsoleScreen) -> None:
    """Opens the ticket at hand."""
    screen.console_app.push("ticket", screen.at_hand().numbers[0])


def fixes(screen: ConsoleScreen) -> None:
    """Opens the known fixes that fit the ticket at hand."""
    screen.console_app.push("fix", screen.at_hand().numbers[0])


async def number(screen: ConsoleScreen) -> None:
    """Asks for a number and opens that ticket; says so when there is none."""

    async def there(text: str) -> str | None:
        try:
            wanted = parse_number(text)
            await screen.work.do(lambda office: _must_exist(office, wanted))
        except BadInputError as error:
            return str(error)
        return None

    text = await screen.ask(Prompt(_("Ticket number"), submit=there))
    if text is not None:
        screen.console_app.push("ticket", parse_number(text))


def parse_number(text: str) -> int:
    """A ticket's number as people type it: ``4127`` or ``#4127``.

    Raises:
        BadInputError: it is none.
    """
    digits = text.strip().removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 16):
        raise BadInputError(_("That is not a ticket number"), _("type digits, as in 4127"))
    return int(digits)


def _must_exist(office: object, wanted: int) -> None:
    from frontdesk import insight

    insight.tickets.ticket(office.store, wanted)  # type: ignore[attr-defined]


def out(screen: ConsoleScreen) -> None:
    """Esc: the screen's own way out first, then the screen; never the console."""
    if not screen.step_out() and len(screen.app.screen_stack) > 1:
        down_to(screen.app, screen.app.screen_stack[-2])


def leave(screen: ConsoleScreen) -> None:
    """``q``: the screen; from the Desk the console; from another mode back to the Desk."""
    app = screen.console_app
    if len(app.screen_stack) > 1:
        down_to(app, app.screen_stack[-2])
    elif app.current_mode != app.DEFAULT_MODE:
        app.go(app.DEFAULT_MODE)
    else:
        app.exit(0)
