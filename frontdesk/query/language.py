"""From what somebody typed to a filter, or to one line that points at the character.

    query  = { term }
    term   = ["!"] ( field ":" value { "," value } | "@" whose | "phrase" | word )

Terms stand between spaces and must all hold; of several values any one. A value or phrase with
spaces stands in quotes. Words with digits also mean numbers: of a ticket, a serial, a telephone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from frontdesk.i18n import _
from frontdesk.query.fields import FIELDS, NAMES, WORDS, Field, Sort
from frontdesk.query.filter import NOBODY, Between, Filter, Term, Value, term
from frontdesk.query.mistake import QueryError, unknown
from frontdesk.query.moments import when
from frontdesk.terms import Status

LONGEST = 4_000
"""Characters of a query."""
WHOSE = ("@me", "@team", "@nobody")
QUOTES = '"“”„'

_SPACE = re.compile(r"\s*")
_FIELD = re.compile(r"([A-Za-z_]+):(?!//)")
_BARE = re.compile(r"[^\s\"“”„]+")
_ITEM = re.compile(r"[^\s,\"“”„]+")
_DIGITS = re.compile(r"[+(]?[\d()/.-]*\d[\d()/.-]*")
_NUMBERS = re.compile(r"(?:(<=|>=|<|>)?(\d{1,15})|(\d{1,15})?\.\.(\d{1,15})?)", re.ASCII)


class _Piece(NamedTuple):
    """A value, with the place at which it stands."""

    text: str
    at: int
    quoted: bool


def parse(typed: str, me: str, team: str) -> Filter:
    """The filter that somebody typed.

    Args:
        typed: terms between spaces.
        me: the login that ``@me`` means; ``team``: the code that ``@team`` means.

    Raises:
        QueryError: a field or value that is not known, a quote that is not closed; it says at
            which character, and names the nearest.
    """
    if len(typed) > LONGEST:
        raise QueryError(
            _("the query is too long"), _("write at most {n} characters").format(n=LONGEST), LONGEST
        )
    return Filter(_merged(_joined(list(_terms(typed, me, team)))))


def _terms(typed: str, me: str, team: str) -> Iterator[Term]:
    place = _skip(typed, 0)
    while place < len(typed):
        begin = place
        negated = typed[place] == "!"
        place += negated
        found = _FIELD.match(typed, place)
        if place >= len(typed) or typed[place].isspace():
            raise QueryError(_("nothing stands behind !"), _("as in !closed"), begin)
        if found is not None:
            pieces, place = _values(typed, found.end())
            yield _narrowed(found[1], pieces, me, negated=negated, at=begin)
        else:
            piece, place = _value(typed, place, _BARE)
            yield _plain(piece, me, team, negated=negated)
        place = _skip(typed, place)


def _skip(typed: str, place: int) -> int:
    found = _SPACE.match(typed, place)
    return found.end() if found else place


def _value(typed: str, place: int, bare: re.Pattern[str]) -> tuple[_Piece, int]:
    """One value from a place on, and the place behind it."""
    if typed[place] in QUOTES:
        end = next((n for n in range(place + 1, len(typed)) if typed[n] in QUOTES), None)
        if end is None:
            raise QueryError(
                _("the quote is not closed"), _("end the phrase with another quote"), place
            )
        return _Piece(typed[place + 1 : end], place, quoted=True), end + 1
    found = bare.match(typed, place)
    assert found is not None
    return _Piece(found[0], place, quoted=False), found.end()


def _values(typed: str, place: int) -> tuple[list[_Piece], int]:
    """The values of a field, between commas."""
    pieces: list[_Piece] = []
    while place < len(typed) and not typed[place].isspace():
        if typed[place] == ",":
            place += 1
            continue
        piece, place = _value(typed, place, _ITEM)
        pieces.append(piece)
    return [piece for piece in pieces if piece.text.strip()], place


def _plain(piece: _Piece, me: str, team: str, *, negated: bool) -> Term:
    """A word or phrase, or whose it is; ``!closed`` is a state."""
    if piece.quoted:
        return Term(WORDS, (piece.text,), negated, piece.at)
    word = piece.text
    if word.startswith("@"):
        return _whose(word.lower(), me, team, negated=negated, at=piece.at)
    state = word.lower().replace("-", "_")
    if negated and state in {*Status, "open"}:
        return term("status", (state,), negated=True, at=piece.at)
    return Term(WORDS, (word,), negated, piece.at)


def _whose(word: str, me: str, team: str, *, negated: bool, at: int) -> Term:
    if word not in WHOSE:
        raise unknown(word, WHOSE, at)
    if word == "@team":
        return Term("team", (team,), negated, at)
    return Term("assignee", (me if word == "@me" else NOBODY,), negated, at)


def _narrowed(name: str, pieces: list[_Piece], me: str, *, negated: bool, at: int) -> Term:
    field = NAMES.get(name.lower())
    if field is None:
        raise unknown(name, NAMES, at + negated, many=True)
    if not pieces:
        raise QueryError(
            _("{field}: has no value").format(field=name),
            _("as in {example}").format(example=field.example),
            at,
            len(name) + 1,
        )
    values: list[Value] = []
    for piece in pieces:
        values += _meant(field, piece, me)
    return term(field.name, values, negated=negated, at=at)


def _meant(field: Field, piece: _Piece, me: str) -> list[Value]:
    """What one value of a field means."""
    text = piece.text.strip()
    if field.sort is Sort.MOMENT:
        return [when(text, piece.at, ahead=field.ahead)]
    if field.sort is Sort.WORD:
        word = text.lower().replace("-", "_")
        if word not in field.words:
            raise unknown(text, field.words, piece.at)
        return [word]
    if field.sort is Sort.LEVEL:
        return _levels(field, text, piece.at)
    if field.sort is Sort.NUMBER:
        return [_between(text.removeprefix("#"), piece.at, field.example)]
    if field.sort is Sort.PERSON:
        return [{"me": me, "@me": me, "nobody": NOBODY, "@nobody": NOBODY}.get(text, text)]
    return [text]


def _levels(field: Field, text: str, at: int) -> list[Value]:
    """Levels by number, with or without their letter; ranges are spelt out."""
    bare = text.upper().replace(field.prefix, "")
    if _NUMBERS.fullmatch(bare) is None:
        raise unknown(text, field.words, at)
    wanted = _between(bare, at, field.example)
    last = len(field.words)
    low, high = wanted.low or 1, wanted.high if wanted.high is not None else last
    if not 1 <= low <= high <= last:
        raise unknown(text, field.words, at)
    return list(field.words[low - 1 : high])


def _between(text: str, at: int, example: str) -> Between:
    """``4``, ``>=4``, ``2..4``, ``..4``."""
    found = _NUMBERS.fullmatch(text)
    if found is None or text == "..":
        raise QueryError(
            _("{text} is not a number").format(text=text[:40]),
            _("as in {example}").format(example=example),
            at,
            len(text),
        )
    sign, one, low, high = found.groups()
    if one is None:
        return Between(int(low) if low else None, int(high) if high else None)
    number = int(one)
    ends = {
        "<": Between(None, number - 1),
        "<=": Between(None, number),
        ">": Between(number + 1, None),
        ">=": Between(number, None),
    }
    return ends.get(sign or "", Between(number, number))


def _joined(terms: list[Term]) -> Iterator[Term]:
    """The terms, digits that stand in groups (``61 555 0142``) as one telephone number."""
    group: list[Term] = []
    for one in [*terms, None]:
        if one is not None and _is_group(one):
            group.append(one)
            continue
        if len(group) > 1:
            yield Term(WORDS, (" ".join(str(each.values[0]) for each in group),), at=group[0].at)
        else:
            yield from group
        group = []
        if one is not None:
            yield one


def _merged(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms, those of one field together: ``pri:1 pri:2`` is ``pri:1,2``.

    A ticket has one priority, team or holder, so that both at once would mean nothing. Words,
    numbers and times can hold together.
    """
    merged: list[Term] = []
    places: dict[str, int] = {}
    for one in terms:
        field = FIELDS.get(one.field)
        together = field is not None and field.sort not in (Sort.NUMBER, Sort.MOMENT)
        if together and not one.negated and one.field in places:
            place = places[one.field]
            values = (*merged[place].values, *one.values)
            merged[place] = replace(merged[place], values=tuple(dict.fromkeys(values)))
            continue
        if not one.negated:
            places[one.field] = len(merged)
        merged.append(one)
    return tuple(merged)


def _is_group(one: Term) -> bool:
    """Whether a term is a plain group of digits."""
    if one.field != WORDS or one.negated:
        return False
    return _DIGITS.fullmatch(str(one.values[0])) is not None
