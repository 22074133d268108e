"""Who sits at the keyboard, as the operating system knows it. Standard library only."""

from __future__ import annotations

import os
import pwd


def system_login() -> str:
    """The operating-system user, by number: ``LOGNAME`` could say anything."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
