"""The demonstration's material as it ships in ``data/``: read, checked, frozen.

It refuses unknown keys and scenarios that cannot be played (a fix that is not there, a repair
without a fault). It draws nothing: that is for ``cast`` and ``plan``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from frontdesk.terms import Channel, Impact, Kind, Role, Urgency


class Fate(StrEnum):
    """How a planned ticket ends; explained at the top of ``scenarios_office.toml``."""

    FIXED = "fixed"
    INSTRUCTED = "instructed"
    WAITING = "waiting"
    ESCALATED = "escalated"
    DEEP = "deep"
    RETURNED = "returned"
    HANDED_BACK = "handed_back"
    VENDOR = "vendor"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


class Audience(StrEnum):
    """Whose equipment, and who reports: the site itself stands for what all of it share."""

    EMPLOYEE = "employee"
    HOUSEHOLD = "household"
    BUSINESS = "business"
    SITE = "site"


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Say(_Frozen):
    """One way to put it: subject and words, with slots in braces."""

    language: str
    subject: str
    body: str


class Scenario(_Frozen):
    """One kind of contact: who, in which words, what helps, how it ends."""

    id: str
    category: str
    asset: str
    audience: tuple[Audience, ...]
    weight: float
    fix: int | None = None
    works: float = Field(default=0.0, ge=0, le=1)
    kind: Kind = Kind.INCIDENT
    channels: tuple[Channel, ...]
    fates: Mapping[Fate, float]
    team: str
    beyond: str
    impact: tuple[Impact, ...]
    urgency: tuple[Urgency, ...]
    cause: str
    missing: str
    orders: str
    fault: str = ""
    story: bool = False
    says: tuple[Say, ...]

    @model_validator(mode="after")
    def _playable(self) -> Scenario:
        if Fate.VENDOR in self.fates and not (self.fault and self.asset):
            raise ValueError(f"{self.id}: a repair needs a fault and equipment")
        if Fate.FIXED in self.fates and self.fix is None:
            raise ValueError(f"{self.id}: the fate 'fixed' needs a fix")
        if not any(say.language == "en" for say in self.says):
            raise ValueError(f"{self.id}: no words in English")
        return self

    def leaning(self, fate: Fate) -> float:
        """How much of this scenario's weight ends with ``fate``."""
        return self.weight * self.fates.get(fate, 0.0) / sum(self.fates.values())


class Names(_Frozen):
    """A pool of names with the language and sites where such people live."""

    language: str
    sites: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    women_last: tuple[str, ...]
    men_last: tuple[str, ...]


class Shares(_Frozen):
    """Which part of the requesters is what; each 0 to 1."""

    employees: float
    households: float
    business: float
    others: float
    paused: float
    plus: float


class People(_Frozen):
    """Name pools, and patterns of mail and telephone."""

    swedish: Names
    polish: Names
    others: Names
    phones: Mapping[str, str]
    mail: Mapping[str, str]
    shares: Shares
    homes: Mapping[str, tuple[str, ...]]


class Equipment(_Frozen):
    """A type of equipment: its models, and how tags and serials look."""

    type: str
    share: int
    of: tuple[Audience, ...]
    vendor: str
    tag: str
    serial: str
    models: tuple[str, ...]
    warranty: int
    contract: int


class _Cast(BaseModel):
    """A table of the register of which the plan needs only a few columns."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Site(_Cast):
    """A workplace."""

    code: str
    timezone: str
    country: str


class Member(_Cast):
    """Somebody who works at the desk."""

    login: str
    name: str
    role: Role
    team: str
    site: str
    skills: Mapping[str, int] = {}
    wishes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


class Window(_Cast):
    """One line of the roster: local times ``HH:MM`` on some weekdays."""

    agent: str
    weekdays: tuple[str, ...]
    starts: str
    ends: str


class Team(_Cast):
    """A team and its tier."""

    code: str
    tier: int
    customer_contact: bool


class Workshop(_Cast):
    """A vendor, with the types it repairs and its usual days."""

    code: str
    name: str
    kind: str
    types: tuple[str, ...]
    days: int


class Remedy(_Cast):
    """A known fix: the lowest tier that runs it, its minutes and its steps."""

    id: int
    tier: int
    minutes: int
    steps: tuple[str, ...]


class Register(_Cast):
    """What the plan needs of the company's register."""

    site: tuple[Site, ...]
    team: tuple[Team, ...]
    agent: tuple[Member, ...]
    shift: tuple[Window, ...]
    vendor: tuple[Workshop, ...]


class Content(_Frozen):
    """All the material of the demonstration."""

    company: Register
    fixes: Mapping[int, Remedy]
    people: People
    equipment: tuple[Equipment, ...]
    scenarios: tuple[Scenario, ...]
    slots: Mapping[str, Mapping[str, tuple[str, ...]]]
    notes: Mapping[str, tuple[str, ...]]
    letters: Mapping[str, Mapping[str, tuple[str, ...]]]

    @model_validator(mode="after")
    def _fixes_exist(self) -> Content:
        for scenario in self.scenarios:
            if scenario.fix is not None and scenario.fix not in self.fixes:
                raise ValueError(f"{scenario.id}: there is no fix {scenario.fix}")
        return self

    @cached_property
    def tier_of(self) -> Mapping[str, int]:
        """Team code to tier."""
        return {team.code: team.tier for team in self.company.team}


def load(folder: Path) -> Content:
    """Read the material from the ``data`` folder.

    Raises:
        pydantic.ValidationError: what ships is broken; a test reads it all.
    """

    def table(name: str) -> dict[str, Any]:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))

    office, lines = table("demo/scenarios_office.toml"), table("demo/scenarios_lines.toml")
    notes = table("demo/notes.toml")
    letters = {key: value for key, value in notes.items() if isinstance(value, dict)}
    return Content.model_validate(
        {
            "company": table("demo/register.toml"),
            "fixes": {fix["id"]: fix for fix in table("fixes.toml")["fix"]},
            "people": table("demo/people.toml"),
            "equipment": table("demo/equipment.toml")["type"],
            "scenarios": office["scenario"] + lines["scenario"],
            "slots": office["slots"],
            "notes": {key: value for key, value in notes.items() if key not in letters},
            "letters": letters,
        }
    )
