"""Tickets and macros, for tests of macros."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from frontdesk import desk, insight
from frontdesk.desk import macros
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.desk.steps import Step
from frontdesk.store.unit import Store
from frontdesk.terms import KeptKind, Status

MACRO = KeptKind.MACRO
WORDS = st.text(min_size=1, max_size=40).filter(lambda text: text.strip() and "{" not in text)
TO = ["ola", "emil", "network", "front-office"]


def ticket(office: Office, subject: str = "two sheets at once", **fields: Any) -> int:
    given = {"subject": subject, "requester": "zofia.w", **fields}
    new = NewTicket.model_validate(given)
    return desk.intake.open_ticket(office, new, route_it=False).numbers[0]


def several(*listed: dict[str, Any]) -> tuple[Step, ...]:
    return macros.parse(json.dumps(listed))


def keep(office: Office, name: str, *listed: dict[str, Any], **more: Any) -> None:
    desk.kept.keep(office, MACRO, name, {"steps": json.dumps(listed)}, fresh=True, **more)


def statuses(store: Store, numbers: Sequence[int]) -> list[Status]:
    return [row.status for row in insight.tickets.tickets(store, numbers)]


def notes(store: Store, number: int) -> list[str | None]:
    return [each.text for each in insight.timeline.messages(store, number)]
