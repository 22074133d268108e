"""A roster out of an .ics file: each event a shift, a day off or an absence of somebody here.

An event with times is a shift of that day, at the person's own site. One of a whole day is a day
off, of several whole days an absence. What recurs without an end is read a good year ahead. The
file is read by a process of its own (``ical_child``), which is ended when it takes too long. It
refuses to guess: who is meant by nobody's name, and what has no end, is named by its row.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from frontdesk import insight
from frontdesk.errors import BadInputError, FrontdeskError, NotFoundError
from frontdesk.i18n import _
from frontdesk.store.unit import Store
from frontdesk.terms import Subject
from frontdesk.text import fold, nearest, safe
from frontdesk.timing.roster import HORIZON

LARGEST = 4 * 1024**2
"""Bytes of a file."""
SECONDS = 30
"""How long its reading may take."""
MEANT = ("ATTENDEE", "SUMMARY")
"""What names the person, unless ``--map agent=…`` says it."""

Row = tuple[int, Mapping[str, object] | FrontdeskError]


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds.

    Attributes:
        rows: as ``desk.roster.load`` takes them.
        endless: how many events go on after ``until``.
    """

    rows: list[Row]
    endless: int
    until: date


@dataclass(frozen=True, slots=True)
class _Person:
    login: str
    name: str
    zone: ZoneInfo


def read(
    path: Path,
    store: Store,
    first: date,
    *,
    agent: str | None = None,
    maps: Mapping[str, str] | None = None,
) -> Found:
    """The shifts, days off and absences of a file, from a day on.

    Args:
        agent: whose file it is, by login; left out: each event names its person.
        maps: ``agent`` to the property that names the person.

    Raises:
        BadInputError: it cannot be read, is too large, no calendar, or takes too long.
        NotFoundError: ``agent`` is nobody here.
    """
    properties = _properties(maps or {})
    everybody = _everybody(store)
    if agent is not None and agent not in everybody:
        raise _nobody(agent, everybody)
    until = first + HORIZON
    told = _child(path, first, until)
    rows = [row for each in told for row in _rows(each, everybody, agent, properties, first)]
    return Found(rows, sum(bool(each.get("endless")) for each in told), until)


def _properties(maps: Mapping[str, str]) -> Sequence[str]:
    for name in maps:
        if name != "agent":
            raise BadInputError(
                _("{name!r} cannot be mapped here").format(name=safe(name, 40)),
                _("of an .ics only the person is: --map agent=SUMMARY"),
            )
    return (maps["agent"].upper(),) if "agent" in maps else MEANT


def _everybody(store: Store) -> dict[str, _Person]:
    zones = {row["code"]: row["timezone"] for row in insight.register.rows(store, Subject.SITE)}
    return {
        row["login"]: _Person(row["login"], row["name"], ZoneInfo(zones.get(row["site"], "UTC")))
        for row in insight.register.rows(store, Subject.AGENT)
        if row["active"]
    }


def _child(path: Path, first: date, until: date) -> list[dict[str, Any]]:
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError as error:
        raise BadInputError(
            _("{path} cannot be read: {why}").format(path=safe(str(path)), why=error.strerror),
            _("look at the path"),
        ) from None
    if data is None:
        raise BadInputError(
            _("{file} is larger than {n} MB").format(file=safe(path.name), n=LARGEST // 1024**2),
            _("export fewer days, or a file for each person"),
        )
    command = [sys.executable, "-m", "frontdesk.channels.ical_child", str(first), str(until)]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise _too_long(path) from None
    if done.returncode not in (0, 1):
        raise _too_long(path)
    # What the libraries stumble over is told by the last line of the reader's complaint.
    said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    found = json.loads(done.stdout) if done.stdout else {"wrong": said}
    if "wrong" in found:
        raise BadInputError(
            _("{file} is no calendar: {why}").format(
                file=safe(path.name), why=safe(found["wrong"], 120)
            ),
            _("export it again, as iCalendar (.ics)"),
        )
    return list(found["events"])


def _too_long(path: Path) -> BadInputError:
    return BadInputError(
        _("{file} cannot be read in {n} seconds").format(file=safe(path.name), n=SECONDS),
        _("look for an event that recurs without sense, or export fewer days"),
    )


def _rows(
    told: Mapping[str, Any],
    everybody: Mapping[str, _Person],
    agent: str | None,
    properties: Sequence[str],
    first: date,
) -> Iterator[Row]:
    row = int(told["row"])
    if "wrong" in told:
        yield row, _refused(str(told["wrong"]), str(told["about"]))
        return
    who = everybody[agent] if agent is not None else _meant(told["who"], everybody, properties)
    if isinstance(who, FrontdeskError):
        yield row, who
        return
    for starts, ends in told["times"]:
        values = _values(who, starts, ends)
        if values.get("date", first) >= first:
            yield row, values


def _values(who: _Person, starts: str, ends: str) -> dict[str, Any]:
    """One occurrence as a row of the roster."""
    if "T" not in starts:
        since, until = date.fromisoformat(starts), date.fromisoformat(ends) - timedelta(days=1)
        if until <= since:
            return {"agent": who.login, "date": since, "off": True}
        return {"agent": who.login, "since": since, "until": until}
    begin, end = _wall(starts, who.zone), _wall(ends, who.zone)
    last = f"{end:%H:%M}"
    whole = last == "00:00" and end.date() > begin.date()
    return {
        "agent": who.login,
        "date": begin.date(),
        "starts": f"{begin:%H:%M}",
        "ends": "24:00" if whole else last,
    }


def _wall(text: str, zone: ZoneInfo) -> datetime:
    """The wall time at a person's site; a time without a zone is one."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo is None else moment.astimezone(zone)


def _meant(
    who: Mapping[str, Sequence[str]], everybody: Mapping[str, _Person], properties: Sequence[str]
) -> _Person | FrontdeskError:
    """The person that an event names, by login, mail address or name."""
    said: list[str] = []
    names = {fold(person.name): person for person in everybody.values()}
    for text in (text for name in properties for text in who.get(name, ())):
        bare = text.strip().removeprefix("mailto:").removeprefix("MAILTO:")
        for word in (bare, bare.partition("@")[0]):
            if (found := everybody.get(word.lower()) or names.get(fold(word))) is not None:
                return found
        begins = [each for name, each in names.items() if fold(bare).startswith(name)]
        if len(begins) == 1:
            return begins[0]
        said.append(bare)
    return _nobody(said[0] if said else "", everybody)


def _nobody(word: str, everybody: Mapping[str, _Person]) -> NotFoundError:
    near = nearest(word, [*everybody, *(person.name for person in everybody.values())])
    hint = _("nearest: {names}").format(names=", ".join(safe(name) for name in near))
    return NotFoundError(
        _("agent: nobody here is {who!r}").format(who=safe(word, 60)),
        hint if near else _("say whose it is: --agent LOGIN, or --map agent=PROPERTY"),
    )


def _refused(code: str, about: str) -> BadInputError:
    """Why an event cannot be used, in words."""
    title, hint = {
        "no_start": (_("starts: the event has none"), _("give it a DTSTART")),
        "no_end": (_("ends: the event has none"), _("give it a DTEND or a DURATION")),
        "order": (_("ends: the event ends no later than it starts"), _("mend its DTEND")),
        "too_long": (_("ends: a shift lasts a day at most"), _("part it, or make it all-day")),
        "too_often": (_("the event recurs within a day"), _("write its shifts day by day")),
        "too_old": (_("the event recurs since {about}"), _("begin it later")),
        "zone": (_("there is no time zone “{about}”"), _("write TZID=Europe/Stockholm")),
        "broken": (_("the event is broken: {about}"), _("mend it, or leave it out")),
        "too_many": (_("more than {about} events"), _("export fewer days")),
    }[code]
    return BadInputError(title.format(about=safe(about, 60)), hint)
