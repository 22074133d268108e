"""Where ``frontdesk`` begins: the console without a verb, the command line with one.

Neither pays for the other: the console does not wait for the command line to be read, and a verb
does not import the console.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

GLOBALS = {"--store": "store", "--as": "login", "--at": "at"}
"""Options that may stand without a verb."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run frontdesk; gives the exit code (``cli.failing`` has the list).

    Args:
        argv: the command line after the program's name; left out: the process's own.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that knows no ż is shown a ?, instead of nothing after the work is done.
        sys.stdout.reconfigure(errors="replace")
    try:
        alone = _without_a_verb(arguments)
        if alone is not None and "_FRONTDESK_COMPLETE" not in os.environ:
            from frontdesk.cli.console import open_console

            return open_console(**alone)
        from frontdesk.cli.tree import run

        code = run(arguments)
        sys.stdout.flush()
        return code
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  shown in one place, never quiet
        from frontdesk.cli.failing import told

        return told(error, arguments)


def _without_a_verb(arguments: Sequence[str]) -> dict[str, str] | None:
    """The global options, when nothing else stands on the command line; else ``None``."""
    found: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, sign, value = rest.pop(0).partition("=")
        if name not in GLOBALS or not (sign or rest):
            return None
        found[GLOBALS[name]] = value if sign else rest.pop(0)
    return found


if __name__ == "__main__":
    sys.exit(main())
