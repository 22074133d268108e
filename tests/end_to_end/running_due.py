"""Ten processes that do what time has made due, at once, for tests; the first is killed at work.

``python -m tests.end_to_end.running_due STORE TIME``: the first process begins, is killed by
``kill -9`` inside its transaction, between two warnings, while the others already wait for their
turn; they go on until nothing is left to do. Exits with how many others fell over.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from typing import Any

from frontdesk import desk
from frontdesk.desk.office import Office

PROCESSES = 10
FATAL = 4
"""The warning at which the first process dies."""


def main(store: str, at: str) -> int:
    """Start them all; gives how many of the others did not end well."""
    begun, begin = os.pipe()
    victim = _start(lambda: _killed(store, at, begin))
    os.read(begun, 1)
    others = [_start(lambda: _to_the_end(store, at)) for _ in range(PROCESSES - 1)]
    _pid, status = os.waitpid(victim, 0)
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
        sys.stderr.write("the first process was not killed\n")
        return PROCESSES
    return sum(os.waitpid(child, 0)[1] != 0 for child in others)


def _start(work: Any) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001  a child must not go on as its parent
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return child


def _killed(store: str, at: str, begin: int) -> None:
    """Work until the fatal warning; tell when the first one is given."""
    run: Any = desk.warning.Run
    give, given = run.give, []

    def fatal(self: Any, *about: Any) -> Any:
        given.append(1)
        if len(given) == 1:
            os.write(begin, b".")
        if len(given) == FATAL:
            os.kill(os.getpid(), signal.SIGKILL)
        return give(self, *about)

    run.give = fatal
    _to_the_end(store, at)


def _to_the_end(store: str, at: str) -> None:
    desk.due.AT_ONCE = 7  # so that they take turns
    office = Office.open(store, "berit", at=at)
    while desk.due.run_due(office).warned:
        pass
    office.close()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
