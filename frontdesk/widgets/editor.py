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

if TYPE_CHECKING:
    from textual.app import App


def edited(app: App[Any], text: str) -> str | None:
    """The text as it is after the editor; ``None`` when there is no editor, and says so.

    The file lies in the person's own temporary folder, readable by nobody else, and goes after.
    """
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    if not command or shutil.which(command[0]) is None:
        app.notify(_("Set EDITOR to write in your own editor"), markup=False)
        return None
    handle, name = tempfile.mkstemp(prefix="frontdesk-", suffix=".txt")
    file = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as out:
            out.write(text)
        with app.suspend():
            subprocess.run([*command, name], check=False)
        return file.read_text(encoding="utf-8", errors="replace")
    except (SuspendNotSupported, OSError):
        app.notify(_("The editor cannot be opened from here"), markup=False)
        return None
    finally:
        file.unlink(missing_ok=True)
