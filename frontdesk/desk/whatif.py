"""What would have to be different for a ticket to go another way; nothing is written.

The search runs on the ticket as it stands now. What it finds among the fields that a person can
edit is then made by the real verb and rolled back, because another category also finds other known
fixes: only what the verb confirms is given as the answer.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.engine import Connection

from frontdesk.decision.changes import Change, Reach
from frontdesk.decision.counterfactual import Search, smallest_change
from frontdesk.desk import route
from frontdesk.desk.edit import FIELDS
from frontdesk.desk.office import Office
from frontdesk.errors import RefusedError
from frontdesk.insight import cases, evidence, people, tickets
from frontdesk.policy import Policy
from frontdesk.routing import Case, Wanted, decide

MOST_EQUIPMENT = 6
"""Pieces of the requester's equipment that are tried on the ticket."""


def smallest(office: Office, number: int, wanted: Wanted) -> Search:
    """The smallest change of a ticket, as it stands now, that would send it the wanted way.

    Raises:
        NotFoundError: there is no such ticket.
    """
    requester = tickets.ticket(office.store, number).requester
    owned = people.assets(office.store, "", requester, limit=MOST_EQUIPMENT)
    tags = [each.tag for each in owned]
    with office.store.read() as connection:
        case = evidence.case_of(connection, number, office.now())
        requester_id = evidence.requester_of(connection, number)
        known = evidence.gather(connection, office.policy, case, requester_id)
        reach = _reach(connection, office.policy, case, requester_id, tags)

    def confirm(changes: tuple[Change, ...]) -> bool:
        values = _as_edited(case, changes)
        if values is None:
            return True
        try:
            made = route.decide_for(office, number, values)[2]
        except RefusedError:  # a closed ticket, or somebody who may only look: as reckoned
            return True
        return wanted.means(made.route, made.target)

    return smallest_change(decide, case, known, office.policy, wanted, reach=reach, confirm=confirm)


def _reach(
    connection: Connection, policy: Policy, case: Case, requester_id: int, tags: list[str]
) -> Reach:
    """The requester's other equipment, each with what would be known if it were named."""
    own = case.equipment.tag if case.equipment else None
    found = []
    for tag in tags:
        piece = cases.equipment_of(connection, tag)
        if piece is not None and tag != own:
            named = replace(case, equipment=piece)
            found.append((piece, evidence.gather(connection, policy, named, requester_id)))
    return Reach(tuple(found))


def _as_edited(case: Case, changes: tuple[Change, ...]) -> dict[str, str] | None:
    """The changes as ``edit --set`` takes them; ``None`` where one is not a field of a ticket."""
    values: dict[str, str] = {}
    for change in changes:
        if change.field == "words":
            values["subject"] = f"{values.get('subject', case.subject)} {change.to}".strip()
        elif change.field in FIELDS:
            values[change.field] = "" if change.to is None else str(change.to)
        else:
            return None
    return values
