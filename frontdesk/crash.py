"""What is left when the console fails: a file with the traceback, and one line that names it.

Textual's own report prints local variables, and with them what callers wrote. It refuses to put
anything but the error's type on the terminal; the file holds no variables either, and only its
owner may read it.
"""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from frontdesk.i18n import _


def folder() -> Path:
    """Where reports lie; made when needed."""
    from platformdirs import user_log_path

    return user_log_path("frontdesk", appauthor=False)


def report(error: BaseException, where: Path | None = None) -> str:
    """Keeps a report of an error and says where it is.

    Args:
        error: what went wrong.
        where: the folder for it, instead of the person's own log folder.

    Returns:
        What to print, without any text of a ticket.
    """
    # A failed worker wraps what went wrong in it.
    cause = getattr(error, "error", error)
    kind = type(cause).__name__
    name = f"crash-{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}.log"
    try:
        place = where or folder()
        place.mkdir(parents=True, exist_ok=True)
        file = place / name
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as log:
            log.write("".join(traceback.format_exception(cause)))
    except OSError as refused:
        return _("frontdesk: the console failed ({kind}) — no report could be kept: {why}").format(
            kind=kind, why=refused.strerror
        )
    return _(
        "frontdesk: the console failed ({kind}); what was typed is kept as a draft — "
        "start it again; the report is in {file}"
    ).format(kind=kind, file=file)
