"""Verbs of tickets as data: a verb's name with its inputs, called as the command line calls them.

What a key of the console does to tickets is one of these, and a macro (``desk.macros``) is a list
of them. Every input passes a model here before its verb sees it. It refuses a verb or an input
that it does not know, and names the nearest that it does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic.types import StringConstraints

from frontdesk import codes, placeholders
from frontdesk.desk import assign, edit, escalate, outcome, route, work
from frontdesk.desk.inputs import Code, Input, checked
from frontdesk.desk.office import Office
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.rows import Done
from frontdesk.terms import Impact, Kind, Pending, Resolution, Urgency
from frontdesk.text import cut, nearest, safe
from frontdesk.times import parse_until

Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=work.LONGEST)
]
Maybe = Annotated[str, StringConstraints(strip_whitespace=True, max_length=work.LONGEST)]
Value = Annotated[
    str,
    BeforeValidator(lambda value: str(value) if type(value) is int else value),
    StringConstraints(max_length=1_000_000),
]

TEXTS = ("text", "reason", "missing", "instructions", "lacking")
"""Inputs that are words for somebody, in which placeholders are filled."""
MUCH = 40
"""Cells of one input, as a step is told in a line."""


class Bare(Input):
    """A verb that needs nothing but tickets."""


class Assigned(Input):
    """Whose they become: a login, or a team's code."""

    to: Code
    reason: Maybe = ""


class Reasoned(Input):
    """Why."""

    reason: Text


class Escalated(Input):
    """What is asked of a higher tier; ``to``: which, else the decision's."""

    reason: Text
    to: Code | None = None
    lacking: Maybe = ""


class Returned(Input):
    """What is missing, in words or by what the policy wants to see."""

    missing: Maybe = ""
    lacks: tuple[Code, ...] = ()


class HandedBack(Input):
    """What a lower tier is to do; ``to``: which team, else where it came from."""

    instructions: Text
    to: Code | None = None


class Edited(Input):
    """Fields and their values, as ``desk.edit`` takes them; an empty value clears."""

    subject: Value | None = None
    body: Value | None = None
    category: Value | None = None
    impact: Impact | None = None
    urgency: Urgency | None = None
    kind: Kind | None = None
    complexity: Value | None = None
    asset: Value | None = None
    site: Value | None = None
    requester: Value | None = None
    watchers: Value | None = None


class Written(Input):
    """What is written."""

    text: Text


class Waiting(Input):
    """What for; ``until``: a span from then, or a time; ``number``: whom to call."""

    reason: Annotated[Pending, Field(alias="for")]
    until: Maybe | None = None
    number: Maybe | None = None


class Resolved(Input):
    """How, and what helped; the rest as ``desk.outcome`` asks it."""

    code: Resolution
    text: Text
    fix: int | None = None
    tier1_could: Annotated[bool | None, Field(alias="tier_1_could")] = None
    children: Annotated[bool | None, Field(alias="with_children")] = None


class Closed(Input):
    """What becomes of open children."""

    children: Annotated[bool | None, Field(alias="with_children")] = None


class Cancelled(Reasoned):
    """Why nothing is to be done, and what becomes of open children."""

    children: Annotated[bool | None, Field(alias="with_children")] = None


Run = Callable[..., Done]
"""A verb: office, tickets, its inputs, and how every verb is called (``expect``, ``operation``)."""


def _by_name(verb: Callable[..., Done]) -> Run:
    """A verb of the desk whose arguments are called as the fields of its input model."""

    def run(office: Office, numbers: Sequence[int], given: Input, **how: Any) -> Done:
        return verb(office, numbers, **dict(given), **how)

    return run


def _edit(office: Office, numbers: Sequence[int], given: Edited, **how: Any) -> Done:
    return edit.edit(office, numbers, given.model_dump(exclude_none=True), **how)


def _wait(office: Office, numbers: Sequence[int], given: Waiting, **how: Any) -> Done:
    until = parse_until(given.until, office.zone, office.now()) if given.until else None
    return work.wait(office, numbers, reason=given.reason, until=until, number=given.number, **how)


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb: what it needs beside tickets, and what does it.

    Attributes:
        tied: inputs that belong to one ticket, and to no other.
    """

    inputs: type[Input]
    run: Run
    tied: frozenset[str] = frozenset()


_TIED = frozenset({"subject", "body", "asset", "requester"})
VERBS: Mapping[str, _Verb] = {
    "take": _Verb(Bare, _by_name(assign.take)),
    "assign": _Verb(Assigned, _by_name(assign.assign)),
    "unassign": _Verb(Bare, _by_name(assign.unassign)),
    "escalate": _Verb(Escalated, _by_name(escalate.escalate)),
    "accept": _Verb(Bare, _by_name(escalate.accept)),
    "return": _Verb(Returned, _by_name(escalate.return_incomplete)),
    "hand_back": _Verb(HandedBack, _by_name(escalate.hand_back)),
    "decline": _Verb(Reasoned, _by_name(escalate.decline)),
    "route": _Verb(Bare, _by_name(route.route)),
    "edit": _Verb(Edited, _edit, _TIED),
    "note": _Verb(Written, _by_name(work.note)),
    "reply": _Verb(Written, _by_name(work.reply)),
    "wait": _Verb(Waiting, _wait, frozenset({"number"})),
    "resolve": _Verb(Resolved, _by_name(outcome.resolve)),
    "reopen": _Verb(Reasoned, _by_name(outcome.reopen)),
    "close": _Verb(Closed, _by_name(outcome.close)),
    "cancel": _Verb(Cancelled, _by_name(outcome.cancel)),
}
"""What can be done to any ticket from a verb and its inputs alone."""


@dataclass(frozen=True, slots=True)
class Step:
    """One verb with its inputs, checked."""

    verb: str
    given: Input

    def inputs(self) -> dict[str, Any]:
        """What was given, as plain data; what was left out stays out."""
        return self.given.model_dump(
            mode="json", by_alias=True, exclude_unset=True, exclude_none=True
        )

    def texts(self) -> dict[str, str]:
        """The words in it that hold placeholders, by input."""
        words = {name: getattr(self.given, name, None) for name in TEXTS}
        return {
            name: text
            for name, text in words.items()
            if isinstance(text, str) and placeholders.names(text)
        }

    def filled(self, values: Mapping[str, str]) -> Step:
        """The same step with a ticket's own words in it."""
        texts = {name: placeholders.filled(text, values) for name, text in self.texts().items()}
        return Step(self.verb, self.given.model_copy(update=texts))

    def tied(self) -> list[str]:
        """Inputs in it that belong to one ticket: typed for that, they mean nothing elsewhere."""
        given = {name for name, value in self.inputs().items() if value not in (None, "")}
        return sorted(given & VERBS[self.verb].tied)

    def __str__(self) -> str:
        """The step in a few words: ``wait: requester, 2d``."""
        named = self.verb == "edit"
        parts = [_short(name, value, named=named) for name, value in self.inputs().items()]
        said = ", ".join(dict.fromkeys(part for part in parts if part))
        verb = codes.verb(self.verb)
        return f"{verb}: {said}" if said else verb


_CODED = {"for": "pending", "code": "resolution_code"}
"""Inputs whose values are codes of a field that is called otherwise."""


def _short(name: str, value: object, *, named: bool) -> str:
    """An input in a few words, with its name where that is not plain from the verb."""
    if isinstance(value, list):
        said = " ".join(map(str, value))
    elif isinstance(value, bool):
        named, said = True, _("yes") if value else _("no")
    else:
        said = codes.value(_CODED.get(name, name), value)
    said = cut(safe(said), MUCH)
    return f"{codes.field(name)} {said or '–'}" if named else said


def read(verb: str, inputs: Mapping[str, object]) -> Step:
    """A step from a verb's name and its inputs, as they came from outside.

    Raises:
        BadInputError: there is no such verb, or it cannot have these inputs; the first is named.
    """
    if verb not in VERBS:
        near = nearest(verb, list(VERBS))
        hint = _("nearest: {names}") if near else _("known: {names}")
        raise BadInputError(
            _("{verb!r} is no verb that can be done to any ticket").format(verb=safe(verb, 40)),
            hint.format(names=", ".join(near or VERBS)),
        )
    return Step(verb, checked(VERBS[verb].inputs, inputs))


def run(
    office: Office,
    numbers: Sequence[int],
    step: Step,
    *,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Do a step to tickets, as its verb does it; placeholders stay as they are written."""
    verb = VERBS[step.verb]
    return verb.run(office, numbers, step.given, expect=expect, operation=operation)
