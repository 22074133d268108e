"""The columns of a ticket that follow from its status; no verb sets them by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from frontdesk.models import Ticket
from frontdesk.terms import Status

NOT_SHOWN = frozenset(
    {"updated_at", "open", "first_response_due_at", "due_at", "next_due_at", "next_due",
     "next_warning_at"}
)  # fmt: skip
"""Columns that follow from others; no event holds them."""


def follow(
    ticket: Ticket, status: Status, fields: Mapping[str, Any], at: datetime
) -> dict[str, Any]:
    """The columns that follow from a status, beside those that a verb sets itself."""
    was = (ticket.status, ticket.resolved_at, ticket.closed_at)
    return implied(*was, status, at) | dict(fields)


def implied(
    was: Status,
    resolved_at: datetime | None,
    closed_at: datetime | None,
    status: Status,
    at: datetime,
) -> dict[str, Any]:
    """The columns that follow when a ticket goes from one status to another."""
    columns: dict[str, Any] = {"status": status, "open": status.is_open}
    if status is not Status.PENDING:
        columns |= {"pending": None, "pending_until": None, "callback_number": None}
    if status is Status.RESOLVED and was is not Status.RESOLVED:
        columns |= {"resolved_at": at}
    if status is Status.CLOSED or status is Status.CANCELLED:
        columns |= {"closed_at": at} if status is not was else {}
    elif closed_at is not None:
        columns |= {"closed_at": None}
    if status.is_open and resolved_at is not None:
        columns |= {
            "resolved_at": None, "resolution_code": None, "resolution": None, "fix_id": None,
            "tier1_could": None,
        }  # fmt: skip
    return columns
