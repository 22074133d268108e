"""What may stand in the register: one input model for each of its subjects.

Values come from the command line, a CSV or a TOML file, so that text is understood where a list,
a number or a date is meant (``"sv, en"``, ``"printing=3, wifi=2"``). Codes of other registers are
only checked for their shape here; whether they exist is asked when the row is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, create_model
from pydantic.types import StringConstraints
from pydantic_core import PydanticCustomError

from frontdesk import times
from frontdesk.desk.inputs import Code, Input, Line
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _
from frontdesk.terms import AssetState, RequesterKind, Role, Subject, VendorKind
from frontdesk.text import digits, nearest, safe

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""How the days of a roster are written; the first is 0."""


def _said(parse: Callable[[str], object]) -> BeforeValidator:
    """What a parser of ours refuses, refused by the model with the same words."""

    def read(value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return parse(value)
        except FrontdeskError as error:
            raise PydanticCustomError(
                "said", "{title}", {"title": error.title, "hint": error.hint}
            ) from None

    return BeforeValidator(read)


def _refused(title: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError("said", "{title}", {"title": title, "hint": hint})


def _date(text: str) -> date | None:
    return times.parse_date(text) if text.strip() else None


def _zone(text: str) -> str:
    return times.zone(text.strip()).key


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]


def _each_once(words: tuple[str, ...]) -> tuple[str, ...]:
    """The same in its order, whichever way it was written."""
    return tuple(sorted(set(words)))


def _pairs(text: str) -> dict[str, str]:
    """``a=3, b=2``."""
    parted = [part.partition("=") for part in _list(text)]
    return {name.strip(): value.strip() for name, _sign, value in parted}


def _skills(text: str) -> dict[str, str]:
    """``printing=4, wifi``: a skill without a level has the middle one."""
    return {name: level or "3" for name, level in _pairs(text).items()}


def _tier(text: str) -> str:
    return text.strip().upper().removeprefix("L")


def _weekday(text: str) -> int:
    word = text.strip().lower()
    if word[:3] in DAYS:
        return DAYS.index(word[:3])
    near = nearest(word, DAYS)
    hint = _("nearest: {names}") if near else _("write {names}")
    title = _("{day!r} is no day of the week").format(day=safe(text, 20))
    raise _refused(title, hint.format(names=", ".join(near or DAYS)))


def _days(text: str) -> list[str]:
    """``mon, wed`` or ``mon-fri``."""
    first, dash, last = text.partition("-")
    if not dash:
        return _list(text)
    return list(DAYS[_weekday(first) : _weekday(last) + 1])


def _hour(text: str) -> str:
    hours, _sign, minutes = text.strip().partition(":")
    if not (hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2):
        raise _refused(_("is no time of day"), _("write it as 08:00"))
    if int(hours) > 23 or int(minutes) > 59:
        raise _refused(_("is no time of day"), _("times of day go from 00:00 to 23:59"))
    return f"{int(hours):02d}:{minutes}"


def _end(text: str) -> str:
    """The end of a shift: the end of the day is ``24:00``."""
    return "24:00" if text.strip() == "24:00" else _hour(text)


def _nothing(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _language(text: str) -> str:
    word = text.strip().replace("_", "-")
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z]{2,4})?", word, re.ASCII) is None:
        raise _refused(_("is no language"), _("write it as sv, pl or en"))
    return word.lower()


def _country(text: str) -> str:
    word = text.strip().upper()
    if word and re.fullmatch(r"[A-Z]{2}", word) is None:
        raise _refused(_("is no country"), _("write it in two letters: SE, PL"))
    return word


def _mail(text: str) -> str | None:
    word = text.strip().lower()
    if word and (re.fullmatch(r"[^\s@]+@[^\s@]+", word) is None or len(word) > 200):
        raise _refused(_("is no mail address"), _("write it as name@example.com"))
    return word or None


def _phone(text: str) -> str | None:
    word = text.strip()
    if word and (not 2 <= len(digits(word)) <= 20 or len(word) > 50):
        raise _refused(_("is no telephone number"), _("write it as +46 8 555 01 00"))
    return word or None


_EMPTY = BeforeValidator(_nothing)
Language = Annotated[str, _said(_language)]
_Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
_Mail = Annotated[str | None, _said(_mail)]
_Phone = Annotated[str | None, _said(_phone)]
_Code = Annotated[Code | None, _EMPTY]
Day = Annotated[date | None, _said(_date)]
Codes = Annotated[tuple[Code, ...], _said(_list), Field(max_length=50)]
_Level = Annotated[int, Field(ge=1, le=5)]
_Hour = Annotated[str, _said(_hour)]
_End = Annotated[str, _said(_end)]


class SiteInput(Input):
    """A workplace; ``timezone`` by its IANA name."""

    code: Code
    name: Line
    timezone: Annotated[str, _said(_zone)] = "UTC"
    country: Annotated[str, _said(_country)] = ""
    place: _Note = ""


class TeamInput(Input):
    """A team on a tier."""

    code: Code
    name: Line
    tier: Annotated[int, _said(_tier), Field(ge=1, le=6)]
    customer_contact: bool = True
    active: bool = True


class AgentInput(Input):
    """Somebody who works at the desk; ``skills`` by level, 1 to 5; ``wishes``: to learn."""

    login: Code
    name: Line
    role: Role = Role.AGENT
    team: Code
    site: _Code = None
    authority: _Level = 3
    capacity: Annotated[int, Field(ge=0, le=500)] = 12
    skills: Annotated[dict[Code, _Level], _said(_skills), Field(max_length=50)] = Field(
        default_factory=dict
    )
    wishes: Annotated[
        tuple[Code, ...], _said(_list), Field(max_length=50), AfterValidator(_each_once)
    ] = ()
    languages: Annotated[tuple[Language, ...], _said(_list), Field(max_length=20)] = ()
    active: bool = True


class ShiftInput(Input):
    """A weekly window of an agent's roster, in the local time of the agent's site.

    One that ends no later than it starts ends on the next day.
    """

    agent: Code
    weekdays: Annotated[
        tuple[Annotated[int, _said(_weekday), Field(ge=0, le=6)], ...],
        _said(_days),
        Field(min_length=1, max_length=7),
    ]
    starts: _Hour
    ends: _End


class PlanInput(Input):
    """A service plan."""

    code: Code
    name: Line
    entitled: bool = True
    note: _Note = ""


class OrganisationInput(Input):
    """A company or household that requesters belong to."""

    code: Code
    name: Line
    kind: RequesterKind = RequesterKind.EXTERNAL
    plan: _Code = None


class RequesterInput(Input):
    """Somebody who asks for help; without a ``code`` one is made of the name."""

    code: _Code = None
    name: Line
    email: _Mail = None
    phone: _Phone = None
    kind: RequesterKind = RequesterKind.INTERNAL
    organisation: _Code = None
    plan: _Code = None
    site: _Code = None
    language: Language = "en"
    active: bool = True


class VendorInput(Input):
    """A manufacturer, repair shop or contractor; ``types`` are the equipment that it takes."""

    code: Code
    name: Line
    kind: VendorKind = VendorKind.MANUFACTURER
    email: _Mail = None
    phone: _Phone = None
    types: Codes = ()
    days: Annotated[int, Field(ge=0, le=730)] = 10


class AssetInput(Input):
    """A piece of equipment."""

    tag: Code
    serial: Annotated[
        Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] | None, _EMPTY
    ] = None
    type: Code
    model: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    state: AssetState = AssetState.IN_USE
    site: _Code = None
    requester: _Code = None
    vendor: _Code = None
    warranty_until: Day = None
    contract_until: Day = None


class PartInput(Input):
    """A spare part; ``stock`` says how many lie at which site."""

    code: Code
    name: Line
    asset_types: Codes = ()
    stock: Annotated[
        dict[Code, Annotated[int, Field(ge=0, le=1_000_000)]], _said(_pairs), Field(max_length=500)
    ] = Field(default_factory=dict)


class StockInput(Input):
    """How many of a part lie at a site."""

    part: Code
    site: Code
    count: Annotated[int, Field(ge=0, le=1_000_000)]


INPUTS: Mapping[Subject, type[Input]] = {
    Subject.SITE: SiteInput,
    Subject.TEAM: TeamInput,
    Subject.AGENT: AgentInput,
    Subject.SHIFT: ShiftInput,
    Subject.PLAN: PlanInput,
    Subject.ORGANISATION: OrganisationInput,
    Subject.REQUESTER: RequesterInput,
    Subject.VENDOR: VendorInput,
    Subject.ASSET: AssetInput,
    Subject.PART: PartInput,
}


def _changes(model: type[Input]) -> type[Input]:
    """The same model with nothing required: which fields were given says what is to change."""
    loose: dict[str, Any] = {
        name: (Annotated[field.annotation, *field.metadata], Field(default=None))
        for name, field in model.model_fields.items()
        if field.is_required()
    }
    made: type[Input] = create_model(model.__name__, __base__=model, **loose)
    return made


CHANGES: Mapping[Subject, type[Input]] = {
    subject: _changes(model) for subject, model in INPUTS.items()
}
