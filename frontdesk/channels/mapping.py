"""The map of an import: how somebody else's file becomes tickets (docs/imports.md).

A TOML file, read whole or refused with the path of what is wrong and the nearest known key. It
refuses to look at the data; ``readers`` does that.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic.types import StringConstraints

from frontdesk import toml_lines
from frontdesk.errors import BadInputError, NotFoundError
from frontdesk.i18n import _
from frontdesk.misfits import fitting
from frontdesk.rulebook.values import sound_pattern
from frontdesk.text import nearest, safe
from frontdesk.times import zone

SIZE_LIMIT = 1_000_000
"""Bytes of a map; a longer file is not one."""

Column = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Columns = Column | tuple[Column, ...]
Value = str | int


class Part(BaseModel):
    """The base of the map's tables: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Ours(Part):
    """Which of their columns holds each of our fields; several are joined by a line."""

    external_ref: Columns = ()
    subject: Columns = ()
    body: Columns = ()
    requester: Columns = ()
    kind: Columns = ()
    channel: Columns = ()
    status: Columns = ()
    pending_reason: Columns = ()
    priority: Columns = ()
    impact: Columns = ()
    urgency: Columns = ()
    complexity: Columns = ()
    category: Columns = ()
    site: Columns = ()
    asset: Columns = ()
    tier: Columns = ()
    team: Columns = ()
    assignee: Columns = ()
    opened_at: Columns = ()
    updated_at: Columns = ()
    first_response_at: Columns = ()
    resolved_at: Columns = ()
    closed_at: Columns = ()
    resolution_code: Columns = ()
    resolution: Columns = ()

    def of(self, field: str) -> tuple[str, ...]:
        """Their columns of one of our fields; empty: the map names none."""
        named: str | tuple[str, ...] = getattr(self, field)
        return (named,) if isinstance(named, str) else named


FIELDS = tuple(Ours.model_fields)
"""Our fields that a map may fill."""


class Constants(Part):
    """What our fields are where the file says nothing."""

    requester: Value | None = None
    kind: Value | None = None
    channel: Value | None = None
    status: Value | None = None
    pending_reason: Value | None = None
    priority: Value | None = None
    impact: Value | None = None
    urgency: Value | None = None
    complexity: Value | None = None
    category: Value | None = None
    site: Value | None = None
    asset: Value | None = None
    tier: Value | None = None
    team: Value | None = None
    assignee: Value | None = None
    subject: Value | None = None
    opened_at: Value | None = None
    resolution_code: Value | None = None


class Values(Part):
    """Their words = ours, for each of our fields that holds words of the field or codes."""

    requester: dict[str, Value] = Field(default_factory=dict)
    kind: dict[str, Value] = Field(default_factory=dict)
    channel: dict[str, Value] = Field(default_factory=dict)
    status: dict[str, Value] = Field(default_factory=dict)
    pending_reason: dict[str, Value] = Field(default_factory=dict)
    priority: dict[str, Value] = Field(default_factory=dict)
    impact: dict[str, Value] = Field(default_factory=dict)
    urgency: dict[str, Value] = Field(default_factory=dict)
    complexity: dict[str, Value] = Field(default_factory=dict)
    category: dict[str, Value] = Field(default_factory=dict)
    site: dict[str, Value] = Field(default_factory=dict)
    asset: dict[str, Value] = Field(default_factory=dict)
    tier: dict[str, Value] = Field(default_factory=dict)
    team: dict[str, Value] = Field(default_factory=dict)
    assignee: dict[str, Value] = Field(default_factory=dict)
    resolution_code: dict[str, Value] = Field(default_factory=dict)


class Log(Part):
    """What one row of an event log holds, for ``import log``.

    Attributes:
        team, person: who has the case from this event on.
        resolved: activities that resolve. ``closed``: that close what is resolved. ``answered``:
            by which a person answers the requester.
    """

    case: Column
    activity: Column
    team: Column | None = None
    person: Column | None = None
    at: Column
    resolved: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()

    def theirs(self) -> tuple[str, ...]:
        """The columns that it names."""
        return tuple(filter(None, (self.case, self.activity, self.team, self.person, self.at)))


class ImportMap(Part):
    """A whole map.

    Attributes:
        time: a format of ``strptime``; ``None``: ISO 8601.
        unknown: what stands for "not known" in their file, blanks around it left off.
        columns: ours = theirs. ``fields``: their columns kept as facts, by the name to keep.
        values: theirs = ours. ``tiers``: a team, or a pattern of whole names = its tier.
    """

    format: Literal["csv", "json", "jsonl", "xes"] = "csv"
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] = ","
    encoding: str = "utf-8"
    timezone: str = "UTC"
    time: str | None = None
    unknown: tuple[str, ...] = ("",)
    columns: Ours = Ours()
    fields: Annotated[dict[str, Column], Field(max_length=50)] = Field(default_factory=dict)
    constants: Constants = Constants()
    values: Values = Values()
    tiers: dict[str, Annotated[int, Field(ge=1, le=6)]] = Field(default_factory=dict)
    log: Log | None = None

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, name: str) -> str:
        try:
            found = codecs.lookup(name)
        except LookupError:
            raise ValueError(_("there is no such encoding")) from None
        if not found._is_text_encoding or found.name == "undefined":  # what str.decode itself asks
            raise ValueError(_("it is no encoding of text"))
        return found.name

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            return zone(name).key
        except BadInputError as error:
            raise ValueError(str(error)) from None

    @field_validator("delimiter")
    @classmethod
    def _can_delimit(cls, mark: str) -> str:
        if mark in '"\r\n':
            raise ValueError(_("quotes and line ends cannot part columns"))
        return mark

    @field_validator("tiers")
    @classmethod
    def _patterns(cls, tiers: dict[str, int]) -> dict[str, int]:
        for pattern in tiers:
            try:
                sound_pattern(pattern)
            except ValueError as error:
                raise ValueError(f"{pattern!r}: {error}") from None
        return tiers

    @property
    def zone(self) -> ZoneInfo:
        """The zone of times without one."""
        return zone(self.timezone)

    def theirs(self) -> tuple[str, ...]:
        """Every column that the map names, each once, in the map's order."""
        named = [column for field in FIELDS for column in self.columns.of(field)]
        return tuple(dict.fromkeys([*named, *self.fields.values()]))

    def tier_of(self, team: str) -> int | None:
        """The tier of a team by ``[tiers]``: the first whole-name match; ``None``: none."""
        return next(
            (tier for pattern, tier in self.tiers.items() if _whole(pattern).fullmatch(team)), None
        )


@lru_cache(maxsize=256)
def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def read_map(path: Path) -> ImportMap:
    """The map in a file.

    Raises:
        NotFoundError: there is no such file.
        BadInputError: it cannot be read or used; says where and what was meant.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError:
        raise NotFoundError(
            _("there is no file {path}").format(path=path), _("docs/imports.md has a map to copy")
        ) from None
    except OSError as error:
        raise BadInputError(
            _("{path} cannot be read: {why}").format(path=path, why=error.strerror),
            _("give the path of a map in TOML"),
        ) from None
    if len(raw) > SIZE_LIMIT:
        raise BadInputError(
            _("{file} is too long for a map").format(file=path.name),
            _("the map comes after --map, the data before it"),
        )
    try:
        return parse_map(raw.decode("utf-8-sig"), path.name)
    except UnicodeDecodeError:
        raise BadInputError(
            _("{path} is not UTF-8").format(path=path), _("save the map as UTF-8")
        ) from None


def parse_map(text: str, name: str = "map") -> ImportMap:
    """The map that a TOML text holds.

    Args:
        name: what the file is called when something is wrong with it.

    Raises:
        BadInputError: as ``read_map``.
    """
    plain = toml_lines.read(text, name)
    try:
        return ImportMap.model_validate(plain)
    except ValidationError as invalid:
        raise _explained(invalid, name) from None


def _explained(invalid: ValidationError, name: str) -> BadInputError:
    """The first mistake, unknown keys before all else, since a misspelt key is a missing one."""
    found = sorted(
        invalid.errors(include_url=False), key=lambda error: error["type"] != "extra_forbidden"
    )
    mistake = found[0]
    path = ".".join(str(part) for part in mistake["loc"] if not _branch(part))
    where = f"{name}: {safe(path, 120)}"
    if mistake["type"] == "extra_forbidden":
        known = _keys(mistake["loc"][:-1])
        near = nearest(str(mistake["loc"][-1]), known)
        hint = _("did you mean {key}?").format(key=near[0]) if near else _known(known)
        return BadInputError(_("{where} is not a key of a map").format(where=where), hint)
    if mistake["type"] == "missing":
        return BadInputError(_("{where} is missing").format(where=where), _("add it"))
    return BadInputError(
        _("{where} is {value}").format(where=where, value=_shown(mistake.get("input"))),
        fitting(mistake),
    )


def _known(keys: list[str]) -> str:
    return _("known here: {keys}").format(keys=", ".join(keys))


def _branch(part: object) -> bool:
    """Whether a part of pydantic's path names a branch of a union, not a key."""
    return isinstance(part, str) and (
        part in ("str", "int") or part.startswith(("tuple[", "constrained-"))
    )


def _keys(path: tuple[int | str, ...]) -> list[str]:
    model: Any = ImportMap
    for part in path:
        annotation = model.model_fields[str(part)].annotation
        model = next(
            (one for one in (annotation, *get_args(annotation)) if hasattr(one, "model_fields")),
            ImportMap,
        )
    return sorted(model.model_fields)


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return _("a table")
    if isinstance(value, list | tuple):
        return _("a list")
    return safe(repr(value), 60)
