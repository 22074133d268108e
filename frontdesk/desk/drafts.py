"""What somebody has begun to type, kept while typing: no crash or reassignment loses it.

Drafts are rows of their own, outside the ledger: nobody repaints for them, nobody undoes them.
Each names the operation that it is written for (``OPERATION``). The transaction that does the
operation ends the draft, and one that is saved late is refused: what was sent never comes back.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete
from sqlmodel import Session, col, select

from frontdesk.desk.office import Office
from frontdesk.models import Draft, Operation, Ticket
from frontdesk.terms import DraftKind

OPERATION = "operation"
"""The field of a draft that holds the id of the operation that it is written for."""


def save(office: Office, kind: DraftKind, number: int | None, body: Mapping[str, str]) -> bool:
    """Keep what has been typed so far, instead of what was kept before.

    Args:
        number: the ticket that it belongs to; ``None``: none yet (the contact form).
        body: text by field; all empty but ``OPERATION`` discards the draft.

    Returns:
        Whether it was kept; not when its operation has been done: then it has gone already.
    """
    if not any(value.strip() for name, value in body.items() if name != OPERATION):
        discard(office, kind, number)
        return True
    with office.store.write() as unit:
        operation = body.get(OPERATION)
        if operation and unit.session.get(Operation, operation) is not None:
            return False
        draft = _find(unit.session, office, kind, number)
        if draft is None:
            draft = Draft(
                agent_id=office.agent_id, ticket_id=number or 0, kind=kind, updated_at=office.now()
            )
        draft.body, draft.updated_at = dict(body), office.now()
        unit.session.add(draft)
        unit.commit()
        return True


def load(office: Office, kind: DraftKind, number: int | None) -> dict[str, str] | None:
    """What was kept, by field; ``None`` when there is nothing."""
    with office.store.read() as connection, Session(connection) as session:
        draft = _find(session, office, kind, number)
        return dict(draft.body) if draft is not None else None


def offered(office: Office, kind: DraftKind, number: int) -> tuple[int, dict[str, str]] | None:
    """What the actor had begun on a ticket that was merged into this one: its number, the draft.

    The latest one; ``None`` when there is none. It stays at its ticket until it is discarded there.
    """
    inside = select(Ticket.id).where(col(Ticket.merged_into_id) == number)
    drafts = select(Draft).where(
        col(Draft.agent_id) == office.agent_id,
        col(Draft.kind) == kind,
        col(Draft.ticket_id).in_(inside),
    )
    with office.store.read() as connection, Session(connection) as session:
        draft = session.exec(drafts.order_by(col(Draft.updated_at).desc())).first()
        return (draft.ticket_id, dict(draft.body)) if draft is not None else None


def end(session: Session, operation: str) -> None:
    """Forget what was written for an operation, in the transaction that does it."""
    session.execute(delete(Draft).where(col(Draft.body)[OPERATION].as_string() == operation))


def discard(office: Office, kind: DraftKind, number: int | None) -> None:
    """Forget a draft: somebody said so."""
    with office.store.write() as unit:
        unit.session.execute(
            delete(Draft).where(
                col(Draft.agent_id) == office.agent_id,
                col(Draft.ticket_id) == (number or 0),
                col(Draft.kind) == kind,
            )
        )
        unit.commit()


def mine(office: Office) -> list[tuple[int | None, DraftKind]]:
    """The actor's drafts, the latest first: the ticket (``None``: a contact) and the kind."""
    statement = (
        select(Draft.ticket_id, Draft.kind)
        .where(col(Draft.agent_id) == office.agent_id)
        .order_by(col(Draft.updated_at).desc())
    )
    with office.store.read() as connection, Session(connection) as session:
        return [(number or None, DraftKind(kind)) for number, kind in session.exec(statement)]


def _find(session: Session, office: Office, kind: DraftKind, number: int | None) -> Draft | None:
    return session.exec(
        select(Draft).where(
            col(Draft.agent_id) == office.agent_id,
            col(Draft.ticket_id) == (number or 0),
            col(Draft.kind) == kind,
        )
    ).first()
