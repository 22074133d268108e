"""A ticket's past, told in the desk's verbs and played in memory: no store is asked or written.

``Life`` applies the same lifecycle as the live verbs and gives the ticket's columns at the end,
its events, and the rows that stand beside them. It decides nothing: a told past holds what people
did, not what the desk proposed. ``chronicle`` writes many of them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from frontdesk import lifecycle
from frontdesk.desk.act import TEXTS
from frontdesk.desk.following import NOT_SHOWN, implied
from frontdesk.desk.told import Deed, Ids, Line, Told
from frontdesk.insight.lives import ANSWERED
from frontdesk.policy import Policy
from frontdesk.terms import (
    Channel,
    Direction,
    Outcome,
    Pending,
    Repair,
    Resolution,
    Status,
    Visibility,
)


@dataclass(slots=True)
class Life:
    """A told past as it is played; rows lack only the numbers that the store will give.

    Attributes:
        keep: keeps a text and gives its digest.
        now: the ticket's columns. ``said``: what the search finds it by, beside its subject.
    """

    told: Told
    ids: Ids
    policy: Policy
    keep: Callable[[str], str]
    now: dict[str, Any] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    contacts: list[dict[str, Any]] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)
    attempts: list[dict[str, Any]] = field(default_factory=list)
    orders: list[dict[str, Any]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    teams: list[str] = field(default_factory=list)
    tiers: set[int] = field(default_factory=set)

    def play(self) -> Life:
        """Open it and do everything that was done.

        Raises:
            RefusedError: something was done that the lifecycle does not allow.
            KeyError: a code that the store does not know.
        """
        self._open()
        for deed in self.told.deeds:
            _VERBS[deed.verb](self, deed)
        self.now["version"] = sum(not line.of_order for line in self.lines)
        return self

    def _open(self) -> None:
        told, ids = self.told, self.ids
        requester, home = ids.requesters[told.requester]
        asset, place, _ = ids.assets[told.asset] if told.asset else (None, None, None)
        words = self.keep(told.words) if told.words else None
        opening: dict[str, Any] = {
            "kind": told.kind,
            "status": Status.NEW,
            "priority": self.policy.priority(told.impact, told.urgency),
            "impact": told.impact,
            "urgency": told.urgency,
            "category": told.category,
            "channel": told.channel,
            "site_id": ids.sites[told.site] if told.site else place or home,
            "requester_id": requester,
            "asset_id": asset,
            "tier": 1,
        }
        self.now = _BLANK | opening | {
            "subject": told.subject,
            "words": words,
            "opened_at": told.opened_at,
            "updated_at": told.opened_at,
            "first_response_at": told.opened_at if told.channel in ANSWERED else None,
            "currency": self.policy.currency,
        }  # fmt: skip
        after = {name: value for name, value in opening.items() if value is not None}
        after["subject"] = {"digest": self.keep(told.subject)}
        if words:
            after["words"] = {"digest": words}
        self.lines.append(Line(told.opened_at, told.opened_by, "new", {}, after))
        self.said.append(told.words)
        self._contact(told.opened_at, told.opened_by, told.channel, Direction.IN, words)
        self.contacts[-1]["minutes"] = told.minutes

    def move(
        self,
        deed: Deed,
        verb: str,
        fields: Mapping[str, Any] | None = None,
        given: Mapping[str, object] | None = None,
        told: Mapping[str, str] | None = None,
        known: Mapping[str, object] | None = None,
    ) -> dict[str, str]:
        """Take the ticket through a verb of its life; gives the digests of what was told."""
        holds = {"team_id": self.now["team_id"], "assignee_id": self.now["assignee_id"]}
        holds |= {name: value for name, value in (fields or {}).items() if name in holds}
        status = lifecycle.step(
            verb, self.now["status"], given, team=holds["team_id"], assignee=holds["assignee_id"]
        )
        return self.change(deed, verb, self.follow(deed, status) | dict(fields or {}), told, known)

    def follow(self, deed: Deed, status: Status) -> dict[str, Any]:
        """The columns that follow from a status."""
        was = (self.now["status"], self.now["resolved_at"], self.now["closed_at"])
        return implied(*was, status, deed.at)

    def change(
        self,
        deed: Deed,
        verb: str,
        fields: Mapping[str, Any],
        told: Mapping[str, str] | None = None,
        known: Mapping[str, object] | None = None,
        order: int | None = None,
    ) -> dict[str, str]:
        """Change columns and write the event down; gives the digests of what was told."""
        differ = {name: new for name, new in fields.items() if self.now[name] != new}
        before = self._shown({name: self.now[name] for name in differ})
        self.now |= differ
        self.now["updated_at"] = deed.at
        digests = {name: self.keep(body) for name, body in (told or {}).items() if body}
        texts = {name: {"digest": digest} for name, digest in digests.items()}
        after = {**self._shown(differ), **dict(known or {}), **texts}
        self.lines.append(Line(deed.at, deed.by, verb, before, after, order))
        return digests

    def _shown(self, values: Mapping[str, Any]) -> dict[str, object]:
        return {
            name: {"digest": self.keep(value)}
            if name in TEXTS and isinstance(value, str)
            else value
            for name, value in values.items()
            if name not in NOT_SHOWN
        }

    def _woken(self) -> Status:
        """The status of a waiting ticket that goes on."""
        holds = {"team": self.now["team_id"], "assignee": self.now["assignee_id"]}
        return lifecycle.step("wake", self.now["status"], **holds)

    def put(self, team: str | None, login: str | None) -> dict[str, Any]:
        """The columns that put the ticket with a team, a person, or both (see ``placing``)."""
        agent, own = self.ids.agents[login] if login else (None, None)
        team = team or own
        fields: dict[str, Any] = {"assignee_id": agent}
        if team is None:
            return fields
        number, tier = self.ids.teams[team]
        fields |= {"team_id": number, "tier": tier}
        if self.now["team_id"] is not None and self.now["team_id"] != number:
            fields["hops"] = self.now["hops"] + 1
        if tier not in self.tiers:
            cost = self.policy.cost(self.policy.tier(tier).cost)
            fields |= {"cost": self.now["cost"] + cost.amount, "currency": cost.currency}
        self.tiers.add(tier)
        if not self.teams or self.teams[-1] != team:
            self.teams.append(team)
        return fields

    def sender(self) -> str:
        """The team that passed it to the present one; else the one that it has."""
        earlier = [team for team in self.teams if team != self.teams[-1]]
        return earlier[-1] if earlier else self.teams[-1]

    def _contact(
        self,
        at: datetime,
        by: str,
        channel: Channel,
        direction: Direction,
        digest: str | None,
        minutes: int = 0,
    ) -> None:
        self.contacts.append(
            {
                "at": at,
                "agent_id": self.ids.agents[by][0],
                "channel": channel,
                "direction": direction,
                "minutes": minutes,
                "text": digest,
            }
        )

    def write(self, deed: Deed, verb: str, visibility: Visibility) -> None:
        """A note or a reply."""
        public = visibility is Visibility.PUBLIC
        fields = self._answered(deed, answer=public)
        digests = self.move(deed, verb, fields, {"text": deed.text}, {"text": deed.text})
        agent = self.ids.agents[deed.by][0]
        self.messages.append(
            {"at": deed.at, "agent_id": agent, "visibility": visibility, "text": digests["text"]}
        )
        self.said.append(deed.text)
        if public:
            self._contact(deed.at, deed.by, Channel.EMAIL, Direction.OUT, digests["text"])

    def _answered(self, deed: Deed, *, answer: bool) -> dict[str, Any]:
        first = answer and self.now["first_response_at"] is None
        return {"first_response_at": deed.at} if first else {}

    def contact(self, deed: Deed) -> None:
        """Another contact."""
        channel, direction = deed.channel or Channel.PHONE, deed.direction or Direction.IN
        facts = {"channel": channel, "direction": direction, "minutes": deed.minutes}
        fields = self._answered(deed, answer=direction is Direction.OUT)
        called = (channel, direction) == (Channel.PHONE, Direction.OUT)
        if called and self.now["pending"] is Pending.CALLBACK:
            fields = self.follow(deed, self._woken()) | fields
        digests = self.move(deed, "contact", fields, told={"text": deed.text}, known=facts)
        self._contact(deed.at, deed.by, channel, direction, digests.get("text"), deed.minutes)
        self.said.append(deed.text)

    def attempt(self, deed: Deed) -> None:
        """A known fix that was run: worked, and it is resolved; or failed."""
        assert deed.fix is not None
        agent = self.ids.agents[deed.by][0]
        self.attempts.append(
            {
                "fix_id": deed.fix,
                "agent_id": agent,
                "at": deed.at,
                "outcome": Outcome.WORKED if deed.worked else Outcome.FAILED,
                "step": deed.step,
                "minutes": deed.minutes,
                "undone": False,
            }
        )
        facts = {"fix": deed.fix, "step": deed.step, "minutes": deed.minutes}
        known = {name: value for name, value in facts.items() if value is not None}
        if not deed.worked:
            self.move(deed, "try_failed", given=facts, known=known)
            return
        fields = {
            "resolution_code": Resolution.KNOWN_FIX,
            "fix_id": deed.fix,
            "resolution": self.keep(self.ids.fixes[deed.fix]),
        }
        self.move(deed, "try_worked", fields, {**facts, "repair_closed": True}, known=known)

    def resolve(self, deed: Deed) -> None:
        """It is resolved, by other means than a known fix."""
        fields = {
            "resolution_code": deed.code,
            "resolution": self.keep(deed.text),
            "fix_id": deed.fix,
            "tier1_could": deed.could,
        }
        given = {"code": deed.code, "text": deed.text, "repair_closed": not self._away()}
        self.move(deed, "resolve", fields, given)
        self.said.append(deed.text)

    def _away(self) -> bool:
        return any(order["state"] in lifecycle.REPAIR_UNDER_WAY for order in self.orders)

    def repair(self, deed: Deed) -> None:
        """A repair order is opened."""
        self.change(deed, "repair", {})
        assert self.told.asset is not None
        asset, _site, covered = self.ids.assets[self.told.asset]
        vendor, fault = self.ids.vendors[deed.to], self.keep(deed.text)
        self.orders.append(
            dict.fromkeys(_ORDER)
            | {
                "vendor_id": vendor,
                "asset_id": asset,
                "state": Repair.OPEN,
                "fault": fault,
                "under_warranty": covered is not None and covered >= deed.at.date(),
                "opened_at": deed.at,
                "version": 1,
            }
        )
        after: dict[str, object] = {
            "vendor_id": vendor, "asset_id": asset, "state": Repair.OPEN, "fault": fault,
        }  # fmt: skip
        at = len(self.orders) - 1
        self.lines.append(Line(deed.at, deed.by, "open", {}, after, at, of_order=True))

    def order(
        self, deed: Deed, verb: str, values: Mapping[str, Any], given: Mapping[str, object]
    ) -> int:
        """The latest order goes through a verb of its life; gives its place."""
        order = self.orders[-1]
        values = {"state": lifecycle.step_repair(verb, order["state"], given), **values}
        before = {name: order[name] for name in values}
        order |= values
        order["version"] += 1
        at = len(self.orders) - 1
        self.lines.append(Line(deed.at, deed.by, verb, before, dict(values), at, of_order=True))
        return at

    def ship(self, deed: Deed) -> None:
        """Sent off; the ticket waits for the vendor."""
        parcel = {"carrier": deed.to, "tracking": deed.text}
        at = self.order(deed, "ship", {**parcel, "shipped_at": deed.at}, parcel)
        fields = self.follow(deed, Status.PENDING) | {"pending": Pending.VENDOR}
        self.change(deed, "repair_ship", fields, order=at)

    def arrive(self, deed: Deed) -> None:
        """The vendor has it."""
        values = {"arrived_at": deed.at, "reference": deed.text, "promised_at": deed.until}
        self.change(deed, "repair_arrive", {}, order=self.order(deed, "arrive", values, {}))

    def give_back(self, deed: Deed) -> None:
        """It is back; the ticket goes on and carries the cost."""
        values: dict[str, Any] = {"returned_at": deed.at, "result": deed.text}
        cost = self.now["cost"]
        if deed.cost is not None:
            values |= {"cost": deed.cost.amount, "currency": deed.cost.currency}
            cost += deed.cost.amount
        at = self.order(deed, "return", values, {})
        fields = self.follow(deed, self._woken()) | {"cost": cost}
        self.change(deed, "repair_return", fields, known={"result": deed.text}, order=at)

    def close_order(self, deed: Deed) -> None:
        """The order is done with."""
        at = self.order(deed, "close", {"closed_at": deed.at}, {})
        self.change(deed, "repair_close", {}, order=at)

    def assign(self, deed: Deed) -> None:
        """Given to a person or a team."""
        person = deed.to in self.ids.agents
        self.move(deed, "assign", self.put(None, deed.to) if person else self.put(deed.to, None))

    def wait(self, deed: Deed) -> None:
        """It waits; of a callback, ``text`` is the number."""
        number = deed.text or None
        given = {"pending_reason": deed.pending, "until": deed.until, "number": number}
        fields = {"pending": deed.pending, "pending_until": deed.until, "callback_number": number}
        self.move(deed, "wait", fields, given)

    def passed(self, deed: Deed, verb: str, team: str, need: str) -> None:
        """Between teams, with a reason, what is missing, or instructions."""
        said = {need: deed.text}
        self.move(deed, verb, self.put(team, None), dict(said), said)


_BLANK: dict[str, Any] = {
    "version": 0, "open": True, "pending": None, "pending_until": None, "callback_number": None,
    "complexity": None, "team_id": None, "assignee_id": None, "resolved_at": None,
    "closed_at": None, "resolution_code": None, "resolution": None, "fix_id": None,
    "tier1_could": None, "parent_id": None, "merged_into_id": None, "external_ref": None,
    "hops": 0, "cost": 0, "decision_id": None, "imported": False, "facts": {}, "watchers": [],
}  # fmt: skip
_ORDER = (
    "rma", "carrier", "tracking", "reference", "shipped_at", "arrived_at", "promised_at",
    "returned_at", "closed_at", "result", "cost", "currency",
)  # fmt: skip
_CLOSED = {"repair_closed": True}
_VERBS: Mapping[str, Callable[[Life, Deed], object]] = {
    "assign": Life.assign,
    "take": lambda life, deed: life.move(deed, "take", life.put(None, deed.by)),
    "accept": lambda life, deed: life.move(
        deed, "accept", {"assignee_id": life.ids.agents[deed.by][0]}
    ),
    "attempt": Life.attempt,
    "note": lambda life, deed: life.write(deed, "note", Visibility.INTERNAL),
    "reply": lambda life, deed: life.write(deed, "reply", Visibility.PUBLIC),
    "contact": Life.contact,
    "wait": Life.wait,
    "escalate": lambda life, deed: life.passed(deed, "escalate", deed.to, "reason"),
    "return": lambda life, deed: life.passed(deed, "return", life.sender(), "missing"),
    "hand_back": lambda life, deed: life.passed(deed, "hand_back", life.sender(), "instructions"),
    "resolve": Life.resolve,
    "reopen": lambda life, deed: life.move(
        deed, "reopen", None, {"reason": deed.text}, {"reason": deed.text}
    ),
    "cancel": lambda life, deed: life.move(
        deed, "cancel", None, {"reason": deed.text, **_CLOSED}, {"reason": deed.text}
    ),
    "close": lambda life, deed: life.move(deed, "close", None, _CLOSED),
    "repair_open": Life.repair,
    "repair_ship": Life.ship,
    "repair_arrive": Life.arrive,
    "repair_return": Life.give_back,
    "repair_close": Life.close_order,
}
