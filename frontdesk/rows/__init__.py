"""Plain rows that travel between rooms: frozen, slotted, without a store behind them.

Screens and commands see these and never an ORM object. Codes, not database ids, name people,
teams and equipment; times are aware UTC. Nothing here may import anything but ``terms``. The index
of the folder: what it offers is imported from here.
"""

from __future__ import annotations

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
