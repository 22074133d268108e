"""Files on tickets: kept once by what is in them, under a safe name, within the policy's limit."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from sqlmodel import col, select

from frontdesk.desk.act import Act
from frontdesk.desk.office import Office
from frontdesk.desk.operation import each
from frontdesk.errors import BadInputError, RefusedError
from frontdesk.filenames import safe_name, size_words
from frontdesk.i18n import _
from frontdesk.models import Attachment, Blob, BlobPiece, Ticket
from frontdesk.rows import Done
from frontdesk.text import safe

PIECE = 1 << 20
"""Bytes of one row: a large file is read and written without a second copy of it in memory."""


def limit(office: Office) -> int:
    """Bytes that a file may have, by the policy."""
    return office.policy.desk.attachment_limit_mb * 1_000_000


def attach(
    office: Office,
    number: int,
    *,
    name: str,
    data: bytes,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Attach a file to a ticket; ``made`` is the attachment's id.

    Args:
        name: what the file is called; kept as ``filenames.safe_name`` makes it.

    Raises:
        BadInputError: it is empty. RefusedError: it is too large, or attached already.
    """
    called = safe_name(name)
    if not data:
        raise BadInputError(_("{name} is empty").format(name=safe(called)), _("attach another"))
    if len(data) > limit(office):
        raise RefusedError(
            _("{name} has {size}, at most {most} fit").format(
                name=safe(called), size=size_words(len(data)), most=size_words(limit(office))
            ),
            _("the policy's `attachment_limit_mb` says how large a file may be"),
        )
    digest = hashlib.sha256(data).hexdigest()

    def one(act: Act, ticket: Ticket) -> None:
        _not_there(act, number, digest)
        _keep(act, digest, data)
        words = act.text(called)
        row = Attachment(
            ticket_id=number, at=act.at, agent_id=office.agent_id, name=words["digest"],
            content=digest,
        )  # fmt: skip
        act.made = act.add(row)
        known = {"attached": act.made, "content": digest, "size": len(data), "name": words}
        act.move(ticket, "attach", known=known)

    return each(office, "attach", [number], one, expect=expect, operation=operation)


def turn_back(act: Act, told: Mapping[str, object]) -> None:
    """Make an attachment follow what an undo tells of it; its content stays for a redo."""
    which = told.get("attached", told.get("detached"))
    if isinstance(which, int):
        act.session.get_one(Attachment, which).removed = "detached" in told


def _not_there(act: Act, number: int, digest: str) -> None:
    same = select(Attachment.id).where(
        col(Attachment.ticket_id) == number,
        col(Attachment.content) == digest,
        col(Attachment.removed).is_(False),
    )
    if (there := act.session.exec(same).first()) is not None:
        raise RefusedError(
            _("the same file is attached already, as {id}").format(id=there),
            _("`frontdesk attachment list {number}` shows it").format(number=number),
        )


def _keep(act: Act, digest: str, data: bytes) -> None:
    """Keep a content, if nobody has brought the same before."""
    if act.session.get(Blob, digest) is not None:
        return
    act.session.add(Blob(digest=digest, size=len(data)))
    act.session.flush()
    act.session.add_all(
        BlobPiece(digest=digest, place=place, data=data[start : start + PIECE])
        for place, start in enumerate(range(0, len(data), PIECE))
    )
    act.session.flush()
