"""A ticket as its first event has it: nothing that was found out, said or done later.

Of what came in closed from another system only what stands for its opening is taken: where it was
held and how it ended is left alone. It refuses tickets whose words have been erased.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.engine import Connection

from frontdesk.insight import codes
from frontdesk.insight.replay.deeds import Deed, digest
from frontdesk.insight.replay.register_then import RegisterThen
from frontdesk.routing import Case, Equipment
from frontdesk.terms import Channel, Impact, Kind, Priority, Subject, Urgency

TEXTS = ("subject", "words", "facts")


@dataclass(frozen=True, slots=True)
class Opening:
    """A ticket that is being opened.

    Attributes:
        erased: whether its subject or words are gone.
    """

    number: int
    at: datetime
    requester: int
    asset: int | None
    site: int | None
    kind: Kind
    channel: Channel
    impact: Impact
    urgency: Urgency
    priority: Priority
    category: str | None
    subject: str
    words: str
    facts: Mapping[str, str]
    erased: bool

    def case(self, register: RegisterThen, equipment: Equipment | None) -> Case:
        """The case that it was when it was opened."""
        return Case(
            subject=self.subject,
            words=self.words,
            now=self.at,
            number=self.number,
            kind=self.kind,
            channel=self.channel,
            impact=self.impact,
            urgency=self.urgency,
            priority=self.priority,
            category=self.category,
            site=register.sites.get(self.site or 0),
            opened_at=self.at,
            equipment=equipment,
            facts=self.facts,
        )


def openings(connection: Connection, deeds: Iterable[Deed]) -> dict[int, Opening]:
    """The tickets that some events open, by number, their texts read together."""
    firsts = [deed for deed in deeds if deed.seq == 1 and deed.subject is Subject.TICKET]
    wanted = (digest(deed.after.get(name)) for deed in firsts for name in TEXTS)
    bodies = codes.texts(connection, filter(None, wanted))
    return {deed.number: _opening(deed, bodies) for deed in firsts}


def _opening(deed: Deed, bodies: Mapping[str, str | None]) -> Opening:
    after = deed.after
    said = {name: _body(after.get(name), bodies) for name in TEXTS}
    return Opening(
        number=deed.number,
        at=deed.at,
        requester=after.get("requester_id") or 0,
        asset=after.get("asset_id"),
        site=after.get("site_id"),
        kind=Kind(after.get("kind") or Kind.INCIDENT),
        channel=Channel(after.get("channel") or Channel.PHONE),
        impact=Impact(after.get("impact") or Impact.PERSON),
        urgency=Urgency(after.get("urgency") or Urgency.NORMAL),
        priority=Priority(after.get("priority") or Priority.P4),
        category=after.get("category"),
        subject=said["subject"] or "",
        words=said["words"] or "",
        facts=json.loads(said["facts"]) if said["facts"] else {},
        erased=said["subject"] is None or said["words"] is None,
    )


def _body(kept: object, bodies: Mapping[str, str | None]) -> str | None:
    """A text; empty where there was none, ``None`` where it has been erased."""
    key = digest(kept)
    return "" if key is None else bodies.get(key)
