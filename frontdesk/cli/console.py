"""``frontdesk`` alone: the console on the store that is meant; on a first run, one to begin with.

Nothing here waits for SQLModel or the command line on the way to the first painted tickets.
"""

from __future__ import annotations

import os
import sys

from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.store import place
from frontdesk.text import safe


def open_console(store: str | None = None, login: str | None = None, at: str | None = None) -> int:
    """Open the console and stay until it is left; gives the exit code.

    Args:
        store, login, at: as the global options have them.

    Raises:
        BadInputError: there is no terminal to open it on.
        StoreError: there is no store, and none was asked for.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInputError(
            _("the console needs a terminal"),
            _("say a verb, as in `frontdesk list`, or look at `frontdesk --help`"),
        )
    meant = place.find(store)
    named = store is not None or bool(os.environ.get("FRONTDESK_STORE"))
    if named or meant.path.exists():
        place.inspect(meant)
    elif (begun := _first_run(login)) is None:
        return 0
    else:
        store = begun
    from frontdesk.app import open_console as open_on

    return open_on(store, login, at)


def _first_run(login: str | None) -> str | None:
    """Offer a new store or the demo; the store that came of it, ``None`` when neither is wanted."""
    from frontdesk.cli import founding, out

    where = safe(str(place.default_path()))
    out.lines(
        [
            _("There is no store yet. What shall it be?"),
            "",
            _("  1  a new desk of your own, at {path}").format(path=where),
            _("  2  the demo: a company with a year of tickets, in a place of its own"),
            _("  q  leave"),
            "",
        ]
    )
    while True:
        sys.stdout.write(_("1, 2 or q: "))
        sys.stdout.flush()
        answer = sys.stdin.readline()
        wanted = answer.strip().lower()
        if wanted == "1":
            return str(founding.founded(None, None, login))
        if wanted == "2":
            return str(founding.demo_store(None))
        if wanted == "q" or not answer:
            return None
