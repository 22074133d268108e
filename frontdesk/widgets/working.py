"""Starting a job beside the keyboard: a coroutine function in a worker of a node.

Functions are passed, not coroutines: one that is replaced before it began leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.worker import Worker

Job = Callable[[], Coroutine[None, None, None]]


def begin(node: DOMNode, job: Job, group: str, *, exclusive: bool = True) -> None:
    """Runs a job in a worker of a node.

    Args:
        group: what the job is about; with ``exclusive`` a later one of the group replaces it.
    """
    _begun: Worker[None] = node.run_worker(job, name=group, group=group, exclusive=exclusive)
