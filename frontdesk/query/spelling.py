"""A filter as somebody would type it: what ``language`` reads back as the same filter.

It refuses moments that were told what time it is: what is kept is kept as it was meant.
"""

from __future__ import annotations

from frontdesk.query.fields import WORDS
from frontdesk.query.filter import NOBODY, Between, Filter, Term, Value
from frontdesk.query.moments import When


def spelt(wanted: Filter, me: str, team: str) -> str:
    """The filter as it is typed.

    Args:
        me: whose login is written as ``@me``; ``team``: whose code as ``@team``.
    """
    return " ".join(_term(term, me, team) for term in wanted.terms)


def _term(term: Term, me: str, team: str) -> str:
    return ("!" if term.negated else "") + _plain(term, me, team)


def _plain(term: Term, me: str, team: str) -> str:
    if term.field == WORDS:
        return _quoted(str(term.values[0]), always=True)
    whose: dict[tuple[str, tuple[Value, ...]], str] = {
        ("assignee", (me,)): "@me",
        ("assignee", (NOBODY,)): "@nobody",
    }
    if team:
        whose["team", (team,)] = "@team"
    return whose.get((term.field, term.values)) or f"{term.field}:{_values(term)}"


def _values(term: Term) -> str:
    return ",".join(_value(term.field, value) for value in term.values)


def _value(field: str, value: Value) -> str:
    if isinstance(value, When):
        return value.typed
    if isinstance(value, Between):
        low, high = value.low, value.high
        if low == high:
            return str(low)
        return f"{'' if low is None else low}..{'' if high is None else high}"
    if field == "assignee" and value == NOBODY:
        return "nobody"
    return _quoted(str(value), always=False)


def _quoted(text: str, *, always: bool) -> str:
    """In quotes where it would not be read as one value; a quote inside cannot be written."""
    plain = not always and text and not any(char.isspace() or char in ',"' for char in text)
    return text if plain else '"' + text.replace('"', " ") + '"'
