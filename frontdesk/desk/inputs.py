"""What comes in from outside, checked at the border: input models apart from the tables.

They refuse unknown fields, trim what is typed, and say what is wrong in one line
(``checked`` turns pydantic's findings into one ``BadInputError``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic.types import StringConstraints
from pydantic_core import PydanticCustomError

from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.misfits import fitting
from frontdesk.routing import Target
from frontdesk.terms import Channel, Impact, Kind, RequesterKind, Route, Urgency
from frontdesk.text import nearest, safe


def _seen(text: str) -> str:
    """A text that says something to the eye, not only to the machine."""
    if not safe(text).strip():
        raise PydanticCustomError("string_too_short", "is empty")
    return text


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_seen),
]
Code = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=64, pattern=r"^[\w.@+-]+( [\w.@+-]+)*$"
    ),
]
SubjectLine = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500),
    AfterValidator(_seen),
]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1_000_000)]
M = TypeVar("M", bound=BaseModel)


class Input(BaseModel):
    """The base of what comes in: unknown fields are refused, nothing is changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class NewRequester(Input):
    """Somebody who is not in the register yet."""

    name: Line
    email: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] | None = None
    phone: Annotated[str, StringConstraints(strip_whitespace=True, max_length=50)] | None = None
    kind: RequesterKind = RequesterKind.INTERNAL
    code: Code | None = None


class NewEquipment(Input):
    """A piece of equipment that is not in the register yet; it will be the requester's."""

    tag: Code
    type: Code
    model: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""


class Chosen(Input):
    """A route that a person chose instead of the proposed one."""

    route: Route
    target: Target = Field(default_factory=Target)


class NewTicket(Input):
    """A contact that becomes a ticket.

    Attributes:
        requester: a code, mail address, name or telephone number of the register.
        newcomer: who it is when the register does not know them; goes before ``requester``.
        equipment: what it is about when the register does not know it; goes before ``asset``.
        chosen: the route that a person chose; ``None``: the decision's.
    """

    subject: SubjectLine
    words: Words = ""
    requester: str = "unknown"
    newcomer: NewRequester | None = None
    channel: Channel = Channel.PHONE
    kind: Kind = Kind.INCIDENT
    category: str | None = None
    asset: str | None = None
    equipment: NewEquipment | None = None
    site: str | None = None
    impact: Impact = Impact.PERSON
    urgency: Urgency = Urgency.NORMAL
    external_ref: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    minutes: Annotated[int, Field(ge=0, le=1440)] = 0
    chosen: Chosen | None = None


def checked(model: type[M], values: Mapping[str, Any]) -> M:
    """A model from values that came from outside.

    Raises:
        BadInputError: naming the first field that cannot be used, why, and the nearest known one
            for a field that does not exist.
    """
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        raise _explained(model, error) from None


def _explained(model: type[BaseModel], error: ValidationError) -> BadInputError:
    findings = error.errors(include_url=False, include_context=True)
    # A misspelt field is why another one is missing.
    first = min(findings, key=lambda finding: finding["type"] != "extra_forbidden")
    path = ".".join(str(part) for part in first["loc"]) or model.__name__
    if first["type"] == "extra_forbidden":
        known = [field.alias or name for name, field in model.model_fields.items()]
        near = nearest(path.rsplit(".", 1)[-1], known)
        hint = _("nearest: {names}") if near else _("known: {names}")
        return BadInputError(
            _("{path} is no field here").format(path=safe(path, 80)),
            hint.format(names=", ".join(near or sorted(known))),
        )
    got = first.get("input")
    shown = (
        f" ({safe(got, 60)!r})" if isinstance(got, str) and got and first["type"] != "said" else ""
    )
    return BadInputError(f"{path}: {_why(first)}{shown}", _hint(first))


def _why(finding: Any) -> str:
    kind, limits = finding["type"], finding.get("ctx", {})
    if kind == "string_too_long":
        got = len(finding["input"])
        return _("has {n} characters").format(n=got)
    if kind in ("string_too_short", "missing"):
        return _("is empty")
    if kind == "enum":
        return _("is none of {words}").format(words=limits["expected"])
    if kind == "string_pattern_mismatch":
        return _("may hold letters, digits and . @ + - only")
    return fitting(finding)


def _hint(finding: Any) -> str:
    kind, limits = finding["type"], finding.get("ctx", {})
    if kind == "string_too_long":
        return _("at most {n} fit; put the rest into the words").format(n=limits["max_length"])
    if kind == "enum":
        return _("choose one of them")
    if kind == "said":  # a parser of ours, which knows what to do
        return str(limits["hint"])
    return _("give it again, corrected")
