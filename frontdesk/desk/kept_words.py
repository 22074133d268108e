"""The words of tickets are kept, to compare others with, in the operation that writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.store import likeness

if TYPE_CHECKING:
    from frontdesk.desk.act import Act

_SAID = ('"subject":', '"words":')


def keep(act: Act) -> None:
    """Keep those of tickets that this operation has opened or reworded, once it is written."""
    said = [
        number
        for number, entries in act.touched.items()
        if any(name in entry.after for name in _SAID for entry in entries)
    ]
    if said:
        likeness.index(act.session.connection(), said)
