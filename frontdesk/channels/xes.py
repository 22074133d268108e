"""Event logs in XES (IEEE 1849), read event by event with the standard library's parser.

Each event is a row: its own attributes under their keys, those of its trace under ``case:`` and
the key. A document type is refused at once, since it is where XML hides bombs; the standard has
none. Attributes in attributes, lists and containers are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO
from xml.parsers import expat

from frontdesk.channels.mapping import ImportMap
from frontdesk.channels.missing import COMPARED, not_there
from frontdesk.channels.row import CELL_LIMIT, BadRow, Record, Row, kept
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.text import safe

CHUNK = 1 << 16
DEPTH_LIMIT = 100
"""Elements within elements; a log needs three and its lists a few more."""
ATTRIBUTES = frozenset({"string", "date", "int", "float", "boolean", "id"})
CASE = "case:"
_EVENT_DEPTH = 3
_WHERE = {"log": 1, "trace": 2, "event": _EVENT_DEPTH}
"""How deep each kind of element stands."""


def events(lines: TextIO, rules: ImportMap, name: str) -> Iterator[Row]:
    """Every event of a log, good or bad; its row is the line on which it begins.

    Raises:
        BadInputError: it is no XES, is cut off, or has a document type.
    """
    reading = _Reading(frozenset(rules.theirs()), name)
    while chunk := lines.read(CHUNK):
        reading.feed(chunk.encode("utf-8", "replace"))
        yield from reading.taken()
    reading.feed(b"", last=True)
    yield from reading.taken()
    if not reading.any_event:
        raise BadInputError(_("{file} holds no event").format(file=name), _("give a log in XES"))
    if missing := [column for column in rules.theirs() if column not in reading.seen]:
        raise not_there(missing, sorted(reading.seen), rules, name)


class _Reading:
    """The parser of one log, and what it has found since it was last asked."""

    def __init__(self, wanted: frozenset[str], name: str) -> None:
        self.any_event = False
        self.seen: set[str] = set()
        self._wanted, self._name = wanted, name
        self._path: list[str] = []
        self._case: dict[str, str] = {}
        self._event: dict[str, str] = {}
        self._long = ""
        self._line = 0
        self._found: list[Row] = []
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def feed(self, data: bytes, *, last: bool = False) -> None:
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as error:
            raise BadInputError(
                _("{file}, line {line}: is not XML: {why}").format(
                    file=self._name, line=error.lineno, why=expat.ErrorString(error.code)
                ),
                _("get the file again; a log in CSV is read too"),
            ) from None

    def taken(self) -> list[Row]:
        """The events found since this was last asked."""
        found, self._found = self._found, []
        return found

    def _doctype(self, *_declared: object) -> None:
        raise BadInputError(
            _("{file}, line {line}: has a document type").format(
                file=self._name, line=self._parser.CurrentLineNumber
            ),
            _("a log in XES needs none; take the line <!DOCTYPE …> out if you trust the file"),
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        depth = len(self._path) + 1
        if depth > DEPTH_LIMIT or (depth == 1 and tag != "log"):
            raise BadInputError(
                _("{file}, line {line}: <{tag}> is not how a log in XES is built").format(
                    file=self._name, line=self._parser.CurrentLineNumber, tag=safe(tag, 40)
                ),
                _("check format in the map"),
            )
        self._path.append(tag)
        if tag == "trace" and depth == _WHERE[tag]:
            self._case = {}
        elif tag == "event" and self._within("trace"):
            self._event, self._long = {}, ""
            self._line = self._parser.CurrentLineNumber
        elif tag in ATTRIBUTES:
            self._attribute(depth, attributes)

    def _within(self, parent: str) -> bool:
        depth = len(self._path) - 1
        return depth == _WHERE[parent] and self._path[-2] == parent

    def _attribute(self, depth: int, attributes: dict[str, str]) -> None:
        key, value = attributes.get("key", "").strip(), attributes.get("value", "")
        if self._within_trace(depth):
            into, key = self._case, CASE + key
        elif depth == _EVENT_DEPTH + 1 and self._path[-2] == "event":
            into = self._event
        else:
            return
        if len(self.seen) < COMPARED:
            self.seen.add(key)
        if key in self._wanted:
            self.seen.add(key)
            if len(value) > CELL_LIMIT:
                self._long, value = key, ""
            into[key] = kept(value)

    def _within_trace(self, depth: int) -> bool:
        return depth == _WHERE["trace"] + 1 and self._path[-2] == "trace"

    def _end(self, _tag: str) -> None:
        tag = self._path.pop()
        if tag != "event" or len(self._path) != _WHERE["trace"] or self._path[-1] != "trace":
            return
        self.any_event = True
        if self._long:
            why = _("is longer than {n} characters").format(n=CELL_LIMIT)
            self._found.append(BadRow(self._line, self._long, why, _("shorten it")))
        else:
            self._found.append(Record(self._line, self._case | self._event))
