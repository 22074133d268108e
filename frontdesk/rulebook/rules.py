"""Rules: what must, must never or should rather happen to which tickets."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Self, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from frontdesk.i18n import _
from frontdesk.rulebook.values import Code, Comparison, Level, Pattern, Section, Several, several
from frontdesk.terms import Channel, Impact, Kind, Priority, RequesterKind, Route, Status, Urgency


class Effect(StrEnum):
    """What a rule does when it matches."""

    MUST = "must"
    NEVER = "never"
    PREFER = "prefer"


_ONE_OR_MORE = (Field(min_length=1), BeforeValidator(several))
_LAX = Field(strict=False)
Kinds: TypeAlias = Annotated[tuple[Annotated[Kind, _LAX], ...], *_ONE_OR_MORE]
Channels: TypeAlias = Annotated[tuple[Annotated[Channel, _LAX], ...], *_ONE_OR_MORE]
Priorities: TypeAlias = Annotated[tuple[Annotated[Priority, _LAX], ...], *_ONE_OR_MORE]
Impacts: TypeAlias = Annotated[tuple[Annotated[Impact, _LAX], ...], *_ONE_OR_MORE]
Urgencies: TypeAlias = Annotated[tuple[Annotated[Urgency, _LAX], ...], *_ONE_OR_MORE]
Statuses: TypeAlias = Annotated[tuple[Annotated[Status, _LAX], ...], *_ONE_OR_MORE]
Requesters: TypeAlias = Annotated[tuple[Annotated[RequesterKind, _LAX], ...], *_ONE_OR_MORE]


class When(Section):
    """The predicates of a rule; all that are written must hold. None written: always.

    Attributes:
        category: codes of categories, also of such as only an import knows.
        kind: incident, request or problem.
        channel: how it came in.
        status: of the ticket.
        priority: of the ticket.
        impact: who is hit.
        urgency: how soon it is needed.
        requester: codes of requesters.
        requester_kind: internal, or external: customers.
        plan: codes of service plans.
        language: of the requester, in two letters.
        site: codes of sites.
        team: that has the ticket.
        asset_type: types of equipment.
        vendor: that the register names for the equipment.
        has_equipment: whether equipment is named on the ticket.
        under_warranty: whether that is under warranty or contract.
        complexity: as somebody judged it, else as it is estimated, 1 to 5.
        tier: that the ticket is on.
        hops: moves between teams so far.
        reopened: how often it came back.
        words: any of these words or phrases stands in the subject or the words (folded;
            ``crack*`` stands for any ending); ``without``: none of these does.
        regex: a regular expression that is found in the folded text.
        facts: fields that an import kept: any of the values, by field.
        tries: known fixes that were tried and failed.
    """

    category: Several | None = None
    kind: Kinds | None = None
    channel: Channels | None = None
    status: Statuses | None = None
    priority: Priorities | None = None
    impact: Impacts | None = None
    urgency: Urgencies | None = None
    requester: Several | None = None
    requester_kind: Requesters | None = None
    plan: Several | None = None
    language: Several | None = None
    site: Several | None = None
    team: Several | None = None
    asset_type: Several | None = None
    vendor: Several | None = None
    has_equipment: bool | None = None
    under_warranty: bool | None = None
    complexity: Comparison | None = None
    tier: Comparison | None = None
    hops: Comparison | None = None
    reopened: Comparison | None = None
    tries: Comparison | None = None
    words: Several | None = None
    without: Several | None = None
    regex: Pattern | None = None
    facts: Annotated[Mapping[str, Several], Field(max_length=20)] = {}


class Rule(Section):
    """One rule.

    Attributes:
        name: what the receipt calls it; unique in the policy, without a semicolon.
        effect: ``must``: the first that matches decides, if what it wants is allowed; ``never``:
            all that match block what they name; ``prefer``: the first that matches decides among
            options of nearly the same cost.
        route: where ``must`` and ``prefer`` lead, and ``never`` does not.
        tier, team, vendor: narrow the route to this target.
        because: why, in a sentence for people.
    """

    name: Annotated[str, Field(pattern=r"^[^;\n]{1,80}$")]
    effect: Annotated[Effect, Field(strict=False)]
    route: Annotated[Route, Field(strict=False)]
    tier: Level | None = None
    team: Code | None = None
    vendor: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    because: Annotated[str, Field(max_length=300)] = ""
    when: When = When()

    @model_validator(mode="after")
    def _leaves_a_way_out(self) -> Self:
        if self.effect is Effect.NEVER and self.route is Route.SUPERVISOR:
            raise ValueError(
                _("never supervisor: that is where a ticket goes when nothing else is allowed")
            )
        return self
