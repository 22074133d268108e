"""What went wrong, shown in one place: one line on standard error, and an exit code.

Exit codes: 0 done, 1 refused, 2 wrong use or bad input, 3 the store cannot be used (``errors``).
Beside those of the contract: 70 a defect of frontdesk itself, whose trace is kept in a file
without any text of a ticket; 130 interrupted; 141 whoever read the output went away.
It refuses to print a traceback.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from frontdesk.cli import out
from frontdesk.errors import BadInputError, CheckFailedError, FrontdeskError, StoreError
from frontdesk.i18n import _
from frontdesk.text import safe

DEFECT = 70
INTERRUPTED = 130
PIPE_CLOSED = 141


class NotHeldError(CheckFailedError):
    """A check that did not hold, with everything that it found, for the same document."""

    def __init__(self, title: str, hint: str, document: Mapping[str, object]) -> None:
        super().__init__(title, hint)
        self.document = document


def told(error: BaseException, arguments: Sequence[str]) -> int:
    """Say what went wrong, and give the exit code.

    Args:
        error: what was raised.
        arguments: the command line, for whether a script is to be answered.
    """
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        _let_go_of_the_pipe()
        return PIPE_CLOSED
    known = error if isinstance(error, FrontdeskError) else _from_outside(error)
    if known is None:
        title, hint, code, exit_code = *_defect(error), "defect", DEFECT
    else:
        title, hint, code, exit_code = known.title, known.hint, known.code, known.exit_code
    line = f"frontdesk: {title} — {hint}" if hint else f"frontdesk: {title}"
    sys.stderr.write(safe(line, 4000) + "\n")
    if scripted(arguments):
        found = known.document if isinstance(known, NotHeldError) else {}
        out.document({**found, "error": {"code": code, "message": title, "hint": hint}})
    return exit_code


def scripted(arguments: Sequence[str]) -> bool:
    """Whether ``--json`` stands on the command line."""
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return "--json" in options


def _from_outside(error: BaseException) -> FrontdeskError | None:
    """What the system or the database said, where no room below has explained it."""
    if isinstance(error, OSError) and error.strerror:
        named = f"{safe(os.fsdecode(error.filename), 200)}: " if error.filename else ""
        return BadInputError(
            _("the system refuses that: {named}{why}").format(named=named, why=error.strerror),
            _("look at the path, its rights and the room that is left"),
        )
    return _from_the_database(error)


def _from_the_database(error: BaseException) -> FrontdeskError | None:
    """What the database said, where no room below has explained it."""
    sqlalchemy = sys.modules.get("sqlalchemy.exc")
    if sqlalchemy is None:
        return None
    if isinstance(error, sqlalchemy.IntegrityError):
        return BadInputError(
            _("the store refuses that: {why}").format(why=error.orig),
            _("nothing was changed; look at what was given"),
        )
    if isinstance(error, sqlalchemy.DBAPIError):
        return StoreError(
            _("the store cannot be used: {why}").format(why=error.orig),
            _("nothing was changed; run `frontdesk doctor`"),
        )
    return None


def _defect(error: BaseException) -> tuple[str, str]:
    """A title and a hint for what nobody expected; the trace is kept in a file."""
    kind = type(error).__name__
    title = _("something went wrong inside frontdesk ({kind})").format(kind=kind)
    try:
        file = _keep(error)
    except OSError as refused:
        return title, _("no report could be kept: {why}").format(why=refused.strerror)
    return title, _("please report it; the trace, without any ticket's text, is in {file}").format(
        file=file
    )


def _keep(error: BaseException) -> Path:
    """Write where it went wrong into a file of one's own: places in the program, no values."""
    from platformdirs import user_log_path

    folder = user_log_path("frontdesk", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"command-{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}.log"
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as log:
        present: BaseException | None = error
        while present is not None:
            log.write(f"{type(present).__module__}.{type(present).__qualname__}\n")
            for frame in traceback.extract_tb(present.__traceback__):
                log.write(f"  {frame.filename}:{frame.lineno} {frame.name}\n")
            present = present.__cause__ or present.__context__
    return file


def _let_go_of_the_pipe() -> None:
    """Python would complain about the closed pipe once more when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
