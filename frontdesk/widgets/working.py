"""Starting a job beside the keyboard: a coroutine function in a worker of a node.

Functions are passed, not coroutines: one that is replaced before it began leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING

from textual.css.query import NoMatches

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.worker import Worker

Job = Callable[[], Coroutine[None, None, None]]


def begin(node: DOMNode, job: Job, group: str, *, exclusive: bool = True) -> None:
    """Runs a job in a worker of a node.

    A late result for a node that has been taken down meanwhile is dropped: its widgets are gone.

    Args:
        group: what the job is about; with ``exclusive`` a later one of the group replaces it.
    """

    async def unless_gone() -> None:
        try:
            await job()
        except NoMatches:
            if node.is_attached and node.display:  # no node is shown that is being taken down
                raise

    _begun: Worker[None] = node.run_worker(
        unless_gone, name=group, group=group, exclusive=exclusive
    )
