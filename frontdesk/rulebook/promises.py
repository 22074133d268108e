"""Promises as a policy file writes them: what is promised to whom, and what warns before it breaks.

It refuses days and weeks in a promise: a working day has as many hours as its calendar is open, so
``within`` is written in hours and minutes of open time.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field, PlainSerializer, PlainValidator

from frontdesk import times
from frontdesk.clock import Gap, OnChange, OnHandBack, OnMerge, OnReopen
from frontdesk.errors import BadInputError
from frontdesk.i18n import N_, _
from frontdesk.rulebook.rules import Channels, Kinds, Priorities
from frontdesk.rulebook.values import Code, Level, Section, Several, Written, several
from frontdesk.terms import Clock, Pending, Priority

SLA = frozenset({Clock.FIRST_RESPONSE, Clock.NEXT_UPDATE, Clock.RESOLUTION})
"""The clocks of promises to the requester."""
OLA = frozenset({Clock.ACCEPT, Clock.WORK})
"""The clocks of promises between teams."""
UNPROMISED = frozenset({Clock.VENDOR, Clock.CALLBACK})
"""Clocks that no policy promises: the vendor's own date, and the time agreed upon."""

LONGEST = timedelta(days=3650)
"""Ten years: nobody promises so long, and nobody waits so long."""
PLAN, TEAM = "plan", "team"
"""In ``calendar``: that of the ticket's plan, or of the team that has it."""

Within: TypeAlias = timedelta | Mapping[Priority, timedelta]


def span(value: object) -> timedelta:
    """The length of ``90m``, ``8h`` or ``1h30m``."""
    if isinstance(value, timedelta):
        return value
    if not isinstance(value, str):
        raise ValueError(_('a span of time is written "8h", "90m" or "1h30m"'))
    try:
        return times.parse_span(value)
    except BadInputError as wrong:
        raise ValueError(wrong.hint) from wrong


def written_span(length: timedelta) -> str:
    """A span as a policy writes it: ``90m``, ``8h``, ``1h30m``."""
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "m"), (seconds, "s"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0s"


def _open_span(value: object) -> timedelta:
    """A span of open time, shorter than ten years."""
    length = span(value)
    if length >= LONGEST:
        raise ValueError(_("nobody keeps a promise of ten years"))
    if isinstance(value, str) and {"d", "w"} & set(value.lower()):
        hours = written_span(length)
        days = _(
            "write open hours, not days or weeks: {value} is {hours} where it is always open, and "
            "where it is not a day has as many hours as its calendar"
        )
        raise ValueError(days.format(value=value, hours=hours))
    return length


def _within(value: object) -> Within:
    """One span for every priority, or a table of them."""
    if not isinstance(value, Mapping):
        return _open_span(value)
    if not value:
        raise ValueError(_('a table of priorities: { P1 = "1h", P2 = "4h" }'))
    spans: dict[Priority, timedelta] = {}
    for name, each in value.items():
        if name not in Priority.__members__:
            none = _("{name} is no priority; they are {words}")
            raise ValueError(none.format(name=name, words=", ".join(Priority)))
        try:
            spans[Priority(name)] = _open_span(each)
        except ValueError as wrong:
            raise ValueError(f"{name} = {each!r}: {wrong}") from wrong
    return {priority: spans[priority] for priority in Priority if priority in spans}


def _as_written(value: Within) -> str | dict[str, str]:
    if isinstance(value, timedelta):
        return written_span(value)
    return {priority.value: written_span(each) for priority, each in value.items()}


_LAX = Field(strict=False)
_Within = Annotated[
    Within,
    PlainValidator(_within),
    PlainSerializer(_as_written),
    Written(N_("open hours and minutes, as `8h`, or such by priority")),
]
Span = Annotated[
    timedelta,
    PlainValidator(span),
    PlainSerializer(written_span),
    Written(N_("span, as `8h`, `90m`")),
]
"""A length of time as a policy writes it: ``90m``, ``8h``."""
_Pauses = Annotated[tuple[Annotated[Pending, _LAX], ...], BeforeValidator(several)]
_Levels = Annotated[tuple[Level, ...], Field(min_length=1), BeforeValidator(several)]
_Calendar = Annotated[str, Field(min_length=1, max_length=64)]


class ClockRules(Section):
    """What becomes of a clock when its ticket changes; a promise may say otherwise for itself.

    Attributes:
        on_change: when another promise applies than before: a changed priority, category, plan.
        on_reopen: whether a reopened ticket goes on with its clock or starts anew.
        gap: whether the time between resolved and reopened counts.
        on_hand_back: whether a team that gets a ticket back goes on with its clock.
        on_merge: whether a ticket keeps its own clock or has the earliest of those merged into it.
        soon: what "due soon" means in views and colours; a span of the wall clock.
    """

    on_change: Annotated[OnChange, _LAX] = OnChange.FROM_START
    on_reopen: Annotated[OnReopen, _LAX] = OnReopen.CONTINUE
    gap: Annotated[Gap, _LAX] = Gap.EXCLUDED
    on_hand_back: Annotated[OnHandBack, _LAX] = OnHandBack.CONTINUE
    on_merge: Annotated[OnMerge, _LAX] = OnMerge.OWN
    soon: Span = timedelta(hours=4)


class PromiseEntry(Section):
    """One promise of the policy; of those for a clock the first that matches counts.

    Attributes:
        clock: to the requester ``first_response``, ``next_update``, ``resolution``; between teams
            ``accept`` and ``work``.
        name: what people read; unique in the policy.
        priority: only of these; where ``within`` has no table.
        kind, channel, category, plan, site, team, tier: only tickets of these, one or several.
        within: open time of its calendar; by priority, those that are left out it does not match.
        calendar: ``site``, ``plan``, ``team`` or a calendar's name; left out: towards requesters
            the plan's, else the site's; between teams the team's; else the first.
        pauses: what a ticket may wait for while this clock stands still.
        on_change, on_reopen, gap, on_hand_back, on_merge: in place of those under ``clocks``.
    """

    clock: Annotated[Clock, _LAX]
    name: Annotated[str, Field(pattern=r"^[^;\n]{1,80}$")]
    within: _Within
    priority: Priorities | None = None
    kind: Kinds | None = None
    channel: Channels | None = None
    category: Several | None = None
    plan: Several | None = None
    site: Several | None = None
    team: Several | None = None
    tier: _Levels | None = None
    calendar: _Calendar | None = None
    pauses: _Pauses = ()
    on_change: Annotated[OnChange, _LAX] | None = None
    on_reopen: Annotated[OnReopen, _LAX] | None = None
    gap: Annotated[Gap, _LAX] | None = None
    on_hand_back: Annotated[OnHandBack, _LAX] | None = None
    on_merge: Annotated[OnMerge, _LAX] | None = None

    def length(self, priority: Priority) -> timedelta | None:
        """What is promised at a priority; ``None`` where this promise says nothing."""
        if self.priority is not None and priority not in self.priority:
            return None
        return self.within if isinstance(self.within, timedelta) else self.within.get(priority)


MATCHERS = ("kind", "channel", "category", "plan", "site", "team", "tier")
"""What a promise may ask of a ticket beside its priority; the names of both."""


class Action(StrEnum):
    """What is done when so much of a promise is used up."""

    INFORM = "inform"
    RAISE_PRIORITY = "raise_priority"
    REASSIGN = "reassign"
    SUPERVISOR = "supervisor"


class WarningEntry(Section):
    """What happens once when a share of a promise is used up.

    Attributes:
        clock: whose share; also ``vendor`` and ``callback``, which no policy promises.
        at: the share, 0.75 for three quarters; above 1 for what is late.
        do: ``inform`` who holds it, ``raise_priority`` by one, ``reassign`` by the routing,
            ``supervisor`` is informed.
        priority: only tickets of these.
        to: logins that are informed as well.
    """

    clock: Annotated[Clock, _LAX]
    at: Annotated[float, Field(gt=0, le=10)]
    do: Annotated[
        tuple[Annotated[Action, _LAX], ...], Field(min_length=1), BeforeValidator(several)
    ] = (Action.INFORM,)
    priority: Priorities | None = None
    to: Annotated[tuple[Code, ...], BeforeValidator(several)] = ()
