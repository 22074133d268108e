"""What other desks have changed since one looked last. Cheap enough to ask twice a second."""

from __future__ import annotations

from frontdesk.store.unit import Store


def changes(store: Store, after_event: int | None) -> tuple[int, frozenset[int]]:
    """The number of the last event, and the numbers of the tickets changed since an earlier one.

    A ticket counts as changed when one of its repair orders has.

    Args:
        after_event: the number that was given the last time; ``None`` to begin here.

    Raises:
        StoreError: the store cannot be read any more.
    """
    return store.watch.changes(after_event)
