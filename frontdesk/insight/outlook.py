"""What the desk would do with a stored ticket now: read-only evidence and the pure ``decide``.

It refuses to store anything: the decision that was carried out is in ``receipts``.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.engine import Connection

from frontdesk.insight import evidence
from frontdesk.policy import Policy
from frontdesk.routing import Case, Decision, Evidence, decide
from frontdesk.store.unit import Store


def outlook(store: Store, policy: Policy, number: int, now: datetime) -> Decision:
    """The decision about a ticket as it stands.

    Raises:
        NotFoundError: there is no such ticket.
    """
    with store.read() as connection:
        return decide(*facts(connection, policy, number, now), policy)


def facts(
    connection: Connection, policy: Policy, number: int, now: datetime
) -> tuple[Case, Evidence]:
    """A ticket as it stands, and what is known about it.

    Raises:
        NotFoundError: there is no such ticket.
    """
    case = evidence.case_of(connection, number, now)
    requester = evidence.requester_of(connection, number)
    return case, evidence.gather(connection, policy, case, requester)
