"""The desk's own numbers: windows, budgets, priors, how people are matched."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from frontdesk.rulebook.values import Amount, Grade, Section, Share
from frontdesk.terms import Impact, Priority

_Days = Annotated[int, Field(ge=0, le=3650)]
_Strength = Annotated[float, Field(gt=0, le=1000)]
_People = Annotated[float, Field(ge=0, le=100_000)]


def _waiting() -> dict[Impact, float]:
    return dict(zip(Impact, (1.0, 5.0, 25.0, 100.0), strict=True))


def _equipment() -> dict[str, int]:
    """What many share is harder to repair than what one has."""
    return {"switch": 1}


class Desk(Section):
    """How the desk works.

    Attributes:
        requester_hour: what an hour of one waiting requester costs.
        waiting: how many people wait, by impact.
        workday_hours: working hours in a day of waiting for a vendor.
        reopen_days: a ticket that becomes active again within these days was not resolved.
        close_days: after so many days a resolved ticket closes.
        hop_budget: moves between teams after the first assignment that a ticket may make.
        pair_budget: moves between the same two teams, one way or the other, that it may make.
        min_confidence: below this, people diagnose before anything is done.
        attachment_limit_mb: how large an attached file may be, in millions of bytes.
        near_tie: options within this share of the cheapest count as equal for ``prefer`` rules.
    """

    requester_hour: Amount = 6.0
    waiting: dict[Impact, _People] = Field(default_factory=_waiting)
    workday_hours: Annotated[float, Field(gt=0, le=24)] = 8.0
    reopen_days: _Days = 14
    close_days: _Days = 7
    hop_budget: Annotated[int, Field(ge=0, le=50)] = 4
    pair_budget: Annotated[int, Field(ge=0, le=50)] = 3
    min_confidence: Share = 0.4
    attachment_limit_mb: Annotated[int, Field(ge=1, le=1000)] = 10
    near_tie: Share = 0.1


class Validation(Section):
    """What a report must hold before anything is done with it.

    Attributes:
        min_words: fewer words than this, and neither equipment nor a category: ask again.
        duplicate_likeness: an open ticket of the same requester that is so like is pointed out.
    """

    min_words: Annotated[int, Field(ge=1, le=50)] = 2
    duplicate_likeness: Share = 0.75


class Complexity(Section):
    """How complex a ticket is that nobody has judged: 1 to 5.

    To the complexity of its category is added, as whole grades:

    Attributes:
        default: in place of the category's, where no category says.
        wide: when a site or everyone is hit; ``reopened``: when it came back; ``tries``: when two
            known fixes or more have failed.
        equipment: by type of equipment.
        evidence: at most so many grades up or down, towards what the tier decides that resolved the
            tickets like it (the middle one of them), or, where there are too few, the tier that
            resolved tickets have surely taught (``learning.confidence``).
        evidence_least: how many tickets like it are enough.
    """

    default: Grade = 2
    wide: Annotated[int, Field(ge=0, le=4)] = 1
    reopened: Annotated[int, Field(ge=0, le=4)] = 1
    tries: Annotated[int, Field(ge=0, le=4)] = 1
    equipment: dict[str, Annotated[int, Field(ge=-4, le=4)]] = Field(default_factory=_equipment)
    evidence: Annotated[int, Field(ge=0, le=4)] = 1
    evidence_least: Annotated[int, Field(ge=1, le=100)] = 3


class Estimates(Section):
    """Priors: what is believed before there is a record, and how strongly.

    Attributes:
        fix_p: probability that a known fix works; ``fix_strength``: how many tries it weighs.
        min_likeness: a fix less like the case than this is not offered; ``good_likeness``: from
            here on it has its whole chance, between the two a part of it.
        team_strength: how many tickets a tier's prior weighs against a team's record.
        other_field: how much of a team's chance is left outside its field;
            ``beyond_authority``: above the tier's authority; ``held_before``: when it had the
            ticket already; ``failed_try``: on the same tier after each fix that failed.
        ask_minutes: of work to ask the requester; ``ask_hours``: until they answer.
        supervisor_minutes: of a supervisor's work.
    """

    fix_p: Share = 0.6
    fix_strength: _Strength = 4.0
    min_likeness: Share = 0.35
    good_likeness: Annotated[float, Field(gt=0, le=1)] = 0.75
    team_strength: _Strength = 20.0
    other_field: Share = 0.5
    beyond_authority: Share = 0.5
    held_before: Share = 0.5
    failed_try: Share = 0.5
    ask_minutes: Annotated[int, Field(ge=0, le=1000)] = 3
    ask_hours: Annotated[float, Field(ge=0, le=1000)] = 4.0
    supervisor_minutes: Annotated[int, Field(ge=0, le=1000)] = 10


class Learning(Section):
    """What is made of what the desk's resolved tickets teach (``frontdesk learn``).

    Attributes:
        confidence: the share of one team from which on the suggestion counts by itself; below it
            three suggestions are only shown.
        least: the resolved tickets that must have taught before it counts by itself; with fewer it
            is only shown, however sure it seems.
        weight: how many tickets it then weighs against a team's record and a tier's prior.
    """

    confidence: Share = 0.8
    least: Annotated[int, Field(ge=0, le=1_000_000)] = 200
    weight: Annotated[float, Field(ge=0, le=1000)] = 30.0


class Outbreak(Section):
    """When tickets that are alike belong to something larger.

    Attributes:
        hours: opened at the site of the ticket within so many hours; ``count``: how many of them,
            beside the ticket itself, from which on it is said.
        likeness: from here on a ticket is such a one.
    """

    hours: Annotated[float, Field(gt=0, le=168)] = 4.0
    count: Annotated[int, Field(ge=1, le=1000)] = 3
    likeness: Annotated[float, Field(gt=0, le=1)] = 0.4


class Receiver(StrEnum):
    """Who receives what is escalated or handed back: the team's queue, or a person of it."""

    TEAM = "team"
    PERSON = "person"


class Matching(Section):
    """How a person is found.

    Attributes:
        skill_level: the level of the category's skill, 1 to 5, that counts as having it.
        far_below: a ticket is far below whoever has so many grades of authority more than its
            complexity, 1 to 5; they are picked when nobody else who suits is free.
        escalate_to: whether an escalation goes to the team's queue or straight to a person.
        learning_share: the share, 0 to 1, of suitable tickets that goes to somebody who wants to
            learn the skill, with a mentor on shift; 0: none.
        learning_priority: the most urgent priority of such tickets.
        mentor_level: the level of the skill, 1 to 5, from which on somebody can teach it.
        pull: whether who resolves a ticket and has room is told which one waits longest for them.
    """

    skill_level: Grade = 2
    far_below: Grade = 3
    escalate_to: Annotated[Receiver, Field(strict=False)] = Receiver.TEAM
    learning_share: Share = 0.1
    learning_priority: Annotated[Priority, Field(strict=False)] = Priority.P3
    mentor_level: Grade = 4
    pull: bool = False
