"""An operation is done once: a repeat under the same id gives what it did, and does nothing."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session

from frontdesk import codes
from frontdesk.desk.office import Office
from frontdesk.errors import BadInputError, OvertakenError
from frontdesk.i18n import _
from frontdesk.models import Operation
from frontdesk.rows import Change, Done
from frontdesk.store import tables as t
from frontdesk.terms import Subject


def unrepeated(session: Session, operation: str | None) -> None:
    """Refuse an operation that another process has done since ``repeated`` was asked."""
    if operation is not None and session.get(Operation, operation) is not None:
        raise OvertakenError(
            _("this was done a moment ago, under the same operation id"),
            _("ask again, and see what it did"),
        )


def repeated(office: Office, verb: str, operation: str | None) -> Done | None:
    """What an operation did that has been done before, under the same id; else ``None``."""
    if operation is None:
        return None
    statement = (
        select(t.event.c.subject_id, t.event.c.id, t.event.c.seq)
        .where(t.event.c.operation == operation, t.event.c.subject == Subject.TICKET)
        .order_by(t.event.c.id)
    )
    with office.store.read() as connection:
        known = select(t.operation.c.verb).where(t.operation.c.id == operation)
        row = connection.execute(known).first()
        if row is None:
            return None
        if row.verb != verb:
            raise BadInputError(
                _("operation {id} was {verb}").format(id=operation, verb=codes.verb(row.verb)),
                _("give each thing that is done an id of its own"),
            )
        latest = {row[0]: Change(*row) for row in connection.execute(statement)}
    return Done(verb, operation, tuple(latest.values()))
