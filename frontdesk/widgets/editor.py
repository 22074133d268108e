"""Writing in the person's own editor (``$VISUAL``, ``$EDITOR``) while the console waits.

Whatever the editor does, the text in the console is its answer or as it was before, and one line
says which and why. What it wrote and could not be taken stays in its file, which is named.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import SuspendNotSupported

from frontdesk.i18n import _
from frontdesk.text import safe

if TYPE_CHECKING:
    from textual.app import App

MOST = 100_000
"""Characters that are taken from an editor, as many as a message may have."""


class _OddError(Exception):
    """Why what the editor left cannot be taken; in words."""


def edited(app: App[Any], text: str, most: int = MOST) -> str | None:
    """The text as it is after the editor; ``None``: it is as it was, and why is said.

    The file lies in the person's own temporary folder, readable by nobody else, and goes after;
    it stays, and is named, where the editor has written what cannot be taken.

    Args:
        most: characters that are taken.
    """
    file = None
    try:
        command = _command()
        handle, name = tempfile.mkstemp(prefix="frontdesk-", suffix=".txt")
        file = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as out:
            out.write(text)
        with app.suspend(), _hearing_no_interrupt():
            failed = subprocess.run([*command, name], check=False).returncode != 0
    except (SuspendNotSupported, OSError, _OddError) as error:
        said = str(error) if isinstance(error, _OddError) else ""
        app.notify(safe(said) or _("The editor cannot be opened from here"), markup=False)
        if file is not None:
            file.unlink(missing_ok=True)
        return None
    return _answer(app, file, text, most, failed=failed)


def _answer(app: App[Any], file: Path, text: str, most: int, *, failed: bool) -> str | None:
    """What the editor left, where it can be taken and is another text."""
    try:
        new = _written(file, most)
        if not text.endswith("\n"):
            new = new.removesuffix("\n")  # editors end a file with one
        if failed and new != text:
            raise _OddError(_("The editor failed"))
    except _OddError as odd:
        said = _("{why}; your text is as it was, what the editor wrote is in {file}")
        if not file.is_file():
            said = _("{why}; your text is as it was")
        words = safe(said.format(why=odd, file=file))
        app.notify(words, severity="warning", markup=False, timeout=12)
        return None
    file.unlink(missing_ok=True)
    if failed:
        app.notify(_("The editor failed; your text is as it was"), markup=False)
    return None if new == text else new


def _command() -> list[str]:
    """The editor and its arguments, as the person has set them.

    Raises:
        _OddError: none is set, or it is nowhere to be found.
    """
    try:
        command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    except ValueError:  # a quote that is not closed
        command = []
    if not command:
        raise _OddError(_("Set EDITOR to write in your own editor"))
    if shutil.which(command[0]) is None:
        said = _("There is no editor {name}: set EDITOR to one that is there")
        raise _OddError(said.format(name=command[0]))
    return command


def _written(file: Path, most: int) -> str:
    """What the editor left in the file.

    Raises:
        _OddError: it cannot be taken.
    """
    try:
        found = file.lstat()
        if not stat.S_ISREG(found.st_mode):
            raise _OddError(_("The editor left something else than a file"))
        if found.st_size > 4 * most:
            raise _OddError(_("The text is longer than {n} characters").format(n=most))
        new = file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise _OddError(_("The editor left no file")) from None
    except UnicodeDecodeError:
        raise _OddError(_("The editor wrote no UTF-8")) from None
    except OSError as error:
        said = _("What the editor wrote cannot be read: {why}")
        raise _OddError(said.format(why=error.strerror or "")) from None
    if "\0" in new:
        raise _OddError(_("The editor wrote no text"))
    if len(new) > most:
        raise _OddError(_("The text is longer than {n} characters").format(n=most))
    return new.replace("\r\n", "\n")


@contextmanager
def _hearing_no_interrupt() -> Iterator[None]:
    """``ctrl+c`` in the editor is for the editor; the console would hear it, too, and end."""
    # A handler of ours, not SIG_IGN: the editor would inherit that.
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
