"""One row's cells become our fields: joined, looked up in the map, understood by their kind.

A cell that cannot be understood is refused with its column; nothing is put in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from frontdesk.channels.mapping import FIELDS, ImportMap
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.terms import Channel, Impact, Kind, Pending, Priority, Resolution, Status, Urgency
from frontdesk.text import clip_words, nearest, safe
from frontdesk.times import parse_time

SUBJECT_LIMIT = 500
SHORTENED = 120
"""Characters of a subject that was too long, or made of the first words."""
WORDS_LIMIT = 1_000_000
LINE_LIMIT = 200
FACT_LIMIT = 500

WORDS: Mapping[str, type[StrEnum]] = {
    "kind": Kind, "channel": Channel, "status": Status, "pending_reason": Pending,
    "priority": Priority, "impact": Impact, "urgency": Urgency, "resolution_code": Resolution,
}  # fmt: skip
"""Fields that hold words of the field."""
TIMES = ("opened_at", "updated_at", "first_response_at", "resolved_at", "closed_at")
NUMBERS = {"complexity": (1, 5), "tier": (1, 6)}
TEXTS = ("subject", "body", "resolution")
_RFC3339 = re.compile(
    r"(?:19|2\d)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3,6})?(?:Z|[+-]\d\d:\d\d)", re.ASCII
)
_ZONED = re.compile(r"(?:[zZ]|[+-]\d\d:?\d\d)$", re.ASCII)
OURS = {"pending_reason": "pending"}
"""Fields that ``Adopted`` calls otherwise."""


class BadCellError(BadInputError):
    """A cell that cannot be used, with the column that it stands in."""

    def __init__(self, column: str, title: str, hint: str = "") -> None:
        super().__init__(title, hint)
        self.column = column


class Cells:
    """How the cells of one file are understood."""

    def __init__(self, rules: ImportMap) -> None:
        self._rules = rules
        self._unknown = frozenset(word.strip() for word in rules.unknown) | {""}
        self._zone = rules.zone
        self._used = [(field, rules.columns.of(field)) for field in FIELDS]
        self._constants = {
            name: str(value)
            for name in type(rules.constants).model_fields
            if (value := getattr(rules.constants, name)) is not None
        }
        self._theirs: dict[str, Mapping[str, str | int]] = {
            name: getattr(rules.values, name) for name in type(rules.values).model_fields
        }
        self._understood: dict[tuple[str, str], Any] = {}
        self._zoned_file: bool | None = None
        self._lines: dict[tuple[str, str, str], str] = {}

    def values(self, row: Mapping[str, str]) -> dict[str, Any]:
        """Our fields of a row; those that it says nothing of are left out.

        Raises:
            BadCellError: a cell cannot be understood.
        """
        found: dict[str, Any] = {}
        for field, columns in self._used:
            text = self._joined(row, columns) if columns else ""
            if not text and field not in self._constants:
                continue
            theirs = self._theirs.get(field, {})
            text = str(theirs.get(text, text)) if text else self._constants[field]
            if text in self._unknown:
                continue
            found[OURS.get(field, field)] = self._read(field, text, columns)
        return found

    def facts(self, row: Mapping[str, str]) -> dict[str, str]:
        """The columns that are kept as facts, those that say something."""
        return {
            name: text[:FACT_LIMIT]
            for name, column in self._rules.fields.items()
            if (text := self.known(row.get(column, "")))
        }

    def _joined(self, row: Mapping[str, str], columns: tuple[str, ...]) -> str:
        if len(columns) == 1:
            return self.known(row.get(columns[0], ""))
        return "\n".join(filter(None, (self.known(row.get(name, "")) for name in columns)))

    def _read(self, field: str, text: str, columns: tuple[str, ...]) -> Any:
        if field in TEXTS:
            return text
        key = (field, text)
        if key in self._understood:
            return self._understood[key]
        try:
            value = self._reader(field)(text)
        except BadInputError as error:
            column = " + ".join(columns) or field
            raise BadCellError(column, error.title, error.hint) from None
        if len(self._understood) < 100_000:
            self._understood[key] = value
        return value

    def _reader(self, field: str) -> Callable[[str], Any]:
        if field in WORDS:
            return lambda text: _word(WORDS[field], field, text)
        if field in TIMES:
            return self.moment if self._rules.columns.of(field) else self._moment
        if field in NUMBERS:
            return lambda text: _number(text, *NUMBERS[field])
        return _line

    def known(self, text: str) -> str:
        """What a cell says; empty: nothing is known."""
        text = text.strip()
        return "" if text in self._unknown else text

    def line(self, row: Mapping[str, str], column: str | None, field: str = "") -> str:
        """One line of a column, in our words where the map has some for the field.

        Raises:
            BadCellError: it is longer than a line.
        """
        if column is None or not (said := row.get(column, "")):
            return ""
        key = (field, column, said)
        if (found := self._lines.get(key)) is not None:
            return found
        try:
            text = self.known(said)
            found = _line(self.known(str(self._theirs.get(field, {}).get(text, text))))
        except BadInputError as error:
            raise BadCellError(column, error.title, error.hint) from None
        if len(self._lines) < 100_000:
            self._lines[key] = found
        return found

    def moment(self, text: str) -> datetime:
        """A time of the file by the map's format, in its zone where it names none; UTC.

        Raises:
            BadInputError: it is none; or others of the file name a zone where it does not, and the
                map does not say that of those without.
        """
        found = self._moment(text)
        if self._rules.time is None and "timezone" not in self._rules.model_fields_set:
            zoned = _ZONED.search(text) is not None
            if self._zoned_file is None:
                self._zoned_file = zoned
            if zoned is not self._zoned_file:
                raise BadInputError(
                    _("times with a zone and without one stand in one file"),
                    _("set timezone in the map, for those without"),
                )
        return found

    def _moment(self, text: str) -> datetime:
        form = self._rules.time
        if form is None:
            if (quick := _zoned(text)) is not None:
                return quick
            if len(text) < 8 or not text[:4].isdecimal():
                raise BadInputError(
                    _("“{text}” is not a time in ISO 8601").format(text=safe(text, 40)),
                    _('set time in the map, such as time = "%d/%m/%Y %H:%M"'),
                )
            return parse_time(text, self._zone)
        try:
            found = datetime.strptime(text, form)  # noqa: DTZ007  its zone is given below
        except ValueError:
            raise BadInputError(
                _("“{text}” is not a time as in {form}").format(text=safe(text, 40), form=form),
                _("no such day, or another format: mend the row, or time in the map"),
            ) from None
        if found.tzinfo is not None:
            return found.astimezone(UTC)
        return parse_time(found.isoformat(" "), self._zone)


def _zoned(text: str) -> datetime | None:
    """The time of ``2010-03-31T16:59:42+02:00``; ``None``: it is to be read with more care."""
    if _RFC3339.fullmatch(text) is None:
        return None
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _word(kind: type[StrEnum], field: str, text: str) -> StrEnum:
    """A word of the field, however it is written: ``In Progress`` is ``in_progress``."""
    plain = "_".join(text.lower().replace("-", " ").split())
    for member in kind:
        if plain in (member.value, member.value.lower()):
            return member
    if kind is Priority and plain in ("1", "2", "3", "4", "5"):
        return Priority(f"P{plain}")
    words = [member.value for member in kind]
    near = nearest(plain, words)
    raise BadInputError(
        _("“{text}” is no {field}").format(text=safe(text, 40), field=field),
        _("nearest: {near}; say what it means under [values.{field}]: {words}").format(
            near=near[0], field=field, words=", ".join(words)
        )
        if near
        else _("say what it means under [values.{field}]: {words}").format(
            field=field, words=", ".join(words)
        ),
    )


def _number(text: str, least: int, most: int) -> int:
    digits = text.upper().removeprefix("L")
    if digits.isascii() and digits.isdigit() and len(digits) < 4 and least <= int(digits) <= most:
        return int(digits)
    raise BadInputError(
        _("“{text}” is no number from {least} to {most}").format(
            text=safe(text, 40), least=least, most=most
        ),
        _("mend the row, or say what it means under [values] in the map"),
    )


def _line(text: str) -> str:
    line = " ".join(text.split())
    if len(line) > LINE_LIMIT:
        raise BadInputError(
            _("has {n} characters, at most {most} fit").format(n=len(line), most=LINE_LIMIT),
            _("is it the right column? else shorten it"),
        )
    return line


def subject_and_words(values: Mapping[str, Any]) -> tuple[str, str, bool]:
    """The subject, the words, and whether the subject had to be shortened.

    Without a subject the first words of the body serve; one that is too long is shortened, and
    stands whole at the head of the words.

    Raises:
        BadCellError: neither says anything, or there is more than a store keeps.
    """
    words: str = values.get("body", "")
    said = " ".join(str(values.get("subject", "")).split())
    subject, cut = said, len(said) > SUBJECT_LIMIT
    if cut:
        subject, words = clip_words(said, SHORTENED), f"{said}\n\n{words}".strip()
    if not subject:
        subject = clip_words(words, SHORTENED)
    if not subject.strip():
        raise BadCellError(
            "subject", _("neither subject nor body says anything"), _("map one of them")
        )
    if len(words) > WORDS_LIMIT:
        raise BadCellError(
            "body",
            _("has {n} characters, at most {most} fit").format(n=len(words), most=WORDS_LIMIT),
            _("shorten it"),
        )
    return subject, words, cut
