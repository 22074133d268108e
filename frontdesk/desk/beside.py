"""What stands beside a ticket's own columns: what other tickets and rows are told of it.

An event of that kind names what came (``absorbed``, ``linked`` …) or went (``parted`` …); undo
writes the opposite. It refuses to change a column: whoever is told has not been overtaken.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontdesk.desk import lookup
from frontdesk.desk.act import Act
from frontdesk.models import Ticket
from frontdesk.terms import Subject

_PAIRS = (
    ("absorbed", "parted"),
    ("linked", "unlinked"),
    ("linked_by", "unlinked_by"),
    ("attached", "detached"),
)
OPPOSITE: Mapping[str, str] = dict(_PAIRS) | {gone: came for came, gone in _PAIRS}
"""What came, and the same gone; both ways. Each holds a ticket's or a row's number."""
WITH = ("since", "tie")
"""What such an event holds beside, on the way there and back."""


def tell(act: Act, ticket: Ticket, verb: str, known: Mapping[str, object]) -> None:
    """Record on a ticket what happened to another; its own columns stand."""
    number = lookup.ident(ticket)
    entry = act.record(Subject.TICKET, number, verb, {}, known)
    ticket.version, ticket.updated_at = entry.seq, act.at
    act.tickets[number] = ticket


def turned(after: Mapping[str, object]) -> dict[str, object]:
    """The opposite of what an event tells; empty for one that tells nothing of the kind."""
    turned = {OPPOSITE[name]: value for name, value in after.items() if name in OPPOSITE}
    return turned | {name: after[name] for name in WITH if turned and name in after}
