"""What a list shows: a filter, an order, and the words that people type for them. Pure.

The language (also of ``/`` in the console and ``list --query``): words and ``"phrases"``;
``field:value`` with several values by comma; ``!`` before a term turns it round; ``@me``,
``@team``, ``@nobody`` for whose it is; ``due:overdue``, ``due:soon``, ``due:today``, ``due:<2h``,
``due:>1d``, ``due:none`` for when. It refuses what it does not know, and names the nearest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Any

from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.terms import NEVER, OPEN, Pending, Priority, Repair, Status
from frontdesk.text import nearest, safe
from frontdesk.times import parse_span

NOBODY = ""
"""Stands for nobody among ``Filter.assignees``."""


class Order(StrEnum):
    """How a list is sorted. Ties go by number."""

    PRIORITY = "priority"
    OLDEST = "oldest"
    NEWEST = "newest"
    UPDATED = "updated"
    NUMBER = "number"
    DUE = "due"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which tickets a list shows; every field narrows it, and an empty one does not.

    Attributes:
        statuses: empty means the open ones, unless ``everything``.
        assignees: logins; ``NOBODY`` for those that nobody holds.
        repairs: states of its latest repair order; ``repair:returned`` is back on the desk.
        due: when its next clock is due, as typed: seen from now, so ``at`` must say when that is.
        due_since, due_until: what ``due`` means at a moment; the second is not included.
        words: full text.
    """

    statuses: frozenset[Status] = frozenset()
    everything: bool = False
    assignees: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    tiers: tuple[int, ...] = ()
    priorities: tuple[Priority, ...] = ()
    pendings: tuple[Pending, ...] = ()
    categories: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    requesters: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    due: str = ""
    due_since: datetime | None = None
    due_until: datetime | None = None
    words: str = ""

    @property
    def only_open(self) -> bool:
        """Whether nothing but open tickets can be in the list."""
        return not self.everything and (not self.statuses or self.statuses <= OPEN)

    def at(self, now: datetime, zone: tzinfo, soon: timedelta) -> Filter:
        """The same with ``due`` as moments.

        Args:
            zone: whose midnight ends today.
            soon: how far ahead ``due:soon`` looks.
        """
        if not self.due:
            return self
        if self.due == "none":
            return replace(self, due_since=NEVER)
        if self.due == "overdue":
            return replace(self, due_until=now)
        if self.due == "soon":
            return replace(self, due_since=now, due_until=now + soon)
        if self.due == "today":
            morning = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
            day = morning.date() + timedelta(days=1)
            evening = datetime.combine(day, time(), zone)
            return replace(
                self, due_since=morning.astimezone(UTC), due_until=evening.astimezone(UTC)
            )
        span = parse_span(self.due[1:])
        if self.due[0] == "<":
            return replace(self, due_until=now + span)
        return replace(self, due_since=now + span, due_until=NEVER)


TERM = re.compile(r'(?P<not>!)?(?:(?P<field>\w+):)?(?P<value>"[^"]*"|\S+)')
FIELDS = {
    "status": "statuses", "is": "statuses", "pri": "priorities", "priority": "priorities",
    "assignee": "assignees", "team": "teams", "tier": "tiers", "category": "categories",
    "cat": "categories", "site": "sites", "requester": "requesters", "who": "requesters",
    "asset": "assets", "waiting": "pendings", "repair": "repairs", "due": "due",
}  # fmt: skip

DUE = ("overdue", "soon", "today", "<2h", ">1d", "none")
"""What may stand behind ``due:``; the spans are examples."""


def parse(typed: str, me: str, team: str) -> Filter:
    """The filter that somebody typed.

    Args:
        typed: terms between spaces.
        me: the login that ``@me`` means; ``team``: the code that ``@team`` means.

    Raises:
        BadInputError: an unknown field or value; the nearest known one is named.
    """
    found = Filter()
    words: list[str] = []
    for match in TERM.finditer(typed):
        field, value = match["field"], match["value"].strip('"')
        if match["not"]:
            found = _without(found, field, value)
        elif value.startswith("@") and not field:
            found = _whose(found, value, me, team)
        elif field and not match["value"].startswith('"'):
            found = _narrowed(found, field.lower(), value, me)
        else:
            words.append(match["value"].strip('"') if not field else f"{field} {value}")
    return replace(found, words=" ".join(words))


def _whose(found: Filter, value: str, me: str, team: str) -> Filter:
    if value == "@me":
        return replace(found, assignees=(*found.assignees, me))
    if value == "@team":
        return replace(found, teams=(*found.teams, team))
    if value == "@nobody":
        return replace(found, assignees=(*found.assignees, NOBODY))
    raise _unknown(value, ["@me", "@team", "@nobody"])


def _without(found: Filter, field: str | None, value: str) -> Filter:
    """``!closed`` leaves a status out; it is the only term that can be turned round so far."""
    if field not in (None, "status", "is"):
        raise BadInputError(
            _("!{field} cannot be turned round").format(field=field), _("only a status can")
        )
    left = (found.statuses or frozenset(Status)) - {_status(value)}
    return replace(found, statuses=left)


def _status(value: str) -> Status:
    try:
        return Status(value.lower().replace("-", "_"))
    except ValueError:
        raise _unknown(value, [*Status, "open", "all"]) from None


def _narrowed(found: Filter, field: str, value: str, me: str) -> Filter:
    name = FIELDS.get(field)
    if name is None:
        raise _unknown(field, list(FIELDS))
    values = [part for part in value.split(",") if part]
    if name == "statuses":
        for one in values:
            if one == "all":
                found = replace(found, everything=True)
            else:
                more = OPEN if one == "open" else frozenset({_status(one)})
                found = replace(found, statuses=found.statuses | more)
        return found
    if name == "due":
        return replace(found, due=_due(value))
    parsed: Any = (*getattr(found, name), *(_value(name, one, me) for one in values))
    return replace(found, **{name: parsed})


def _value(name: str, value: str, me: str) -> object:
    if name == "priorities":
        bare = value.upper().removeprefix("P")
        if bare in "12345" and len(bare) == 1:
            return Priority(f"P{bare}")
        raise _unknown(value, list(Priority))
    if name == "tiers":
        bare = value.upper().removeprefix("L")
        if bare in "123456" and len(bare) == 1:
            return int(bare)
        raise _unknown(value, ["L1", "L2", "L3"])
    if name == "pendings":
        if value.lower() in set(Pending):
            return Pending(value.lower())
        raise _unknown(value, list(Pending))
    if name == "repairs":
        if value.lower() in set(Repair):
            return Repair(value.lower())
        raise _unknown(value, list(Repair))
    if name == "assignees":
        return {"me": me, "@me": me, "nobody": NOBODY, "@nobody": NOBODY}.get(value, value)
    return value


def _due(value: str) -> str:
    """When something is due, as it was typed: a word, or a span behind ``<`` or ``>``."""
    word = value.lower()
    if word in DUE:
        return word
    if word[0] in "<>":
        parse_span(word[1:])
        return word
    raise _unknown(value, list(DUE))


def _unknown(word: str, known: list[str]) -> BadInputError:
    near = nearest(word, known) or known
    return BadInputError(
        _("{word!r} is not understood").format(word=safe(word, 40)),
        _("nearest: {names}").format(names=", ".join(near[:6])),
    )
