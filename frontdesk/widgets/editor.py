"""Writing in the person's own editor (``$VISUAL``, ``$EDITOR``) while the console waits."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import SuspendNotSupported

from frontdesk.i18n import _
from frontdesk.text import safe

if TYPE_CHECKING:
    from textual.app import App


def edited(app: App[Any], text: str) -> str | None:
    """The text as it is after the editor; ``None``: it is as it was, and why is said.

    The file lies in the person's own temporary folder, readable by nobody else, and goes after;
    it stays, and is named, where the editor has written to it and then failed.
    """
    try:
        command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    except ValueError:  # a quote that is not closed
        command = []
    if not command or shutil.which(command[0]) is None:
        app.notify(_("Set EDITOR to write in your own editor"), markup=False)
        return None
    handle, name = tempfile.mkstemp(prefix="frontdesk-", suffix=".txt")
    file, failed = Path(name), 0
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as out:
            out.write(text)
        with app.suspend():
            failed = subprocess.run([*command, name], check=False).returncode
        new = file.read_text(encoding="utf-8", errors="replace")
    except (SuspendNotSupported, OSError):
        app.notify(_("The editor cannot be opened from here"), markup=False)
        file.unlink(missing_ok=True)
        return None
    if not text.endswith("\n"):
        new = new.removesuffix("\n")  # editors end a file with one
    if failed and new != text:
        said = _("The editor failed; your text is as it was, what it wrote is in {file}")
        app.notify(safe(said.format(file=file)), severity="warning", markup=False, timeout=12)
        return None
    file.unlink(missing_ok=True)
    if failed:
        app.notify(_("The editor failed; your text is as it was"), markup=False)
    return None if new == text else new
