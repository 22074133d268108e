"""A process that trains a model and stops half-way, for a test that kills it.

``python -m tests.end_to_end.learning_half_way STORE LOGIN``: says ``half-way`` when folds have been
trained, and goes on when a line is written to it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from frontdesk import desk
from frontdesk.desk.office import Office


def main(store: str, login: str) -> None:
    """Learn, and wait in the middle of it."""

    def progress(done: int, whole: int) -> None:
        if done == whole // 2:
            sys.stdout.write("half-way\n")
            sys.stdout.flush()
            sys.stdin.readline()

    desk.learning.learn(Office.open(Path(store), login), progress)


if __name__ == "__main__":
    main(*sys.argv[1:])
