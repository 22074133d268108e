"""Plain rows that travel between rooms: frozen, slotted, without a store behind them.

Screens and commands see these and never an ORM object. Codes, not database ids, name people,
teams and equipment; times are aware UTC. Nothing here may import anything but ``terms``. The index
of the folder: what it offers is imported from here, and read when it is first asked for, since the
console paints tickets before it needs the others.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.rows.answers import Change, Done, Loaded
    from frontdesk.rows.people import AbsenceRow, PersonRow, RequesterRow
    from frontdesk.rows.stories import AttemptRow, ContactRow, EventRow, MessageRow
    from frontdesk.rows.things import AssetRow, FixRow, RepairRow, StepRow
    from frontdesk.rows.tickets import AttachmentRow, ListRow, PresentRow, RelatedRow, TicketRow

__all__ = [
    "AbsenceRow",
    "AssetRow",
    "AttachmentRow",
    "AttemptRow",
    "Change",
    "ContactRow",
    "Done",
    "EventRow",
    "FixRow",
    "ListRow",
    "Loaded",
    "MessageRow",
    "PersonRow",
    "PresentRow",
    "RelatedRow",
    "RepairRow",
    "RequesterRow",
    "StepRow",
    "TicketRow",
]

_WHERE = MappingProxyType(
    {
        "answers": ("Change", "Done", "Loaded"),
        "people": ("AbsenceRow", "PersonRow", "RequesterRow"),
        "stories": ("AttemptRow", "ContactRow", "EventRow", "MessageRow"),
        "things": ("AssetRow", "FixRow", "RepairRow", "StepRow"),
        "tickets": ("AttachmentRow", "ListRow", "PresentRow", "RelatedRow", "TicketRow"),
    }
)


def __getattr__(name: str) -> type:
    for module, names in _WHERE.items():
        if name in names:
            kept: type = getattr(import_module(f"{__name__}.{module}"), name)
            return kept
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
