"""The files on a ticket, and what is in them."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import Select, false, func, select

from frontdesk.errors import NotFoundError, StoreError
from frontdesk.filenames import SNIFFED, kind_of
from frontdesk.i18n import _
from frontdesk.rows import AttachmentRow
from frontdesk.store import tables as t
from frontdesk.store.unit import Store


def of(store: Store, number: int) -> tuple[AttachmentRow, ...]:
    """The files on a ticket, the first one first; without those that were taken back."""
    with store.read() as connection:
        rows = connection.execute(_rows().where(t.attachment.c.ticket_id == number)).all()
    return tuple(AttachmentRow(*[*fields, kind_of(head)]) for *fields, head in rows)


def one(store: Store, number: int, which: int) -> AttachmentRow:
    """One of them by its id.

    Raises:
        NotFoundError: the ticket has no such file.
    """
    for row in of(store, number):
        if row.id == which:
            return row
    raise NotFoundError(
        _("ticket {number} has no file {id}").format(number=number, id=which),
        _("`frontdesk attachment list {number}` shows what it has").format(number=number),
    )


def content(store: Store, row: AttachmentRow) -> bytes:
    """What is in a file.

    Raises:
        StoreError: it is not what was attached: the store is damaged.
    """
    own = t.blob_piece.c
    with store.read() as connection:
        pieces = select(own.data).where(own.digest == row.content).order_by(own.place)
        data = b"".join(connection.execute(pieces).scalars())
    if hashlib.sha256(data).hexdigest() != row.content:
        raise StoreError(
            _("file {id} is not what was attached").format(id=row.id),
            _("restore the latest backup that verifies"),
        )
    return data


def _rows() -> Select[Any]:
    own, piece = t.attachment.c, t.blob_piece.c
    return (
        select(
            own.id, own.at, t.agent.c.login, t.text.c.body, t.blob.c.size, own.content,
            func.substr(piece.data, 1, SNIFFED),
        )
        .select_from(
            t.attachment.join(t.agent, t.agent.c.id == own.agent_id)
            .join(t.text, t.text.c.digest == own.name)
            .join(t.blob, t.blob.c.digest == own.content)
            .join(t.blob_piece, (piece.digest == own.content) & (piece.place == 0))
        )
        .where(own.removed == false())
        .order_by(own.id)
    )  # fmt: skip
