"""``frontdesk`` alone: the console, on the store that is meant."""

from __future__ import annotations


def open_console(store: str | None = None, login: str | None = None, at: str | None = None) -> int:
    """Open the console; gives the exit code.

    Args:
        store, login, at: as the global options have them.
    """
    from frontdesk import desk
    from frontdesk.app import Console

    app = Console(lambda: desk.office.Office.open(store, login, at=at))
    result = app.run()
    return result if isinstance(result, int) else 0
