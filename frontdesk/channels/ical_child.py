"""The reading of an .ics file, in a process of its own that is ended when it takes too long.

The calendar comes on standard input, what was found goes to standard output as JSON, without a
word for people: ``ical`` makes those. It refuses what recurs within a day, and limits its own time
and memory: a calendar of a few lines can ask for more occurrences than there are seconds.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import icalendar
import recurring_ical_events  # type: ignore[import-untyped]

MOST_EVENTS = 5_000
SECONDS = 20
MEMORY = 1 << 30
ROW = "X-FRONTDESK-ROW"
WHO = ("ATTENDEE", "ORGANIZER", "SUMMARY", "CATEGORIES", "LOCATION", "DESCRIPTION", "UID")
OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
PARTS_OF_A_DAY = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})


def main(first: date, until: date) -> int:
    """Read a calendar; 1 where it is none."""
    _limited()
    try:
        parts = icalendar.Calendar.from_ical(sys.stdin.buffer.read(), multiple=True)
        calendars = [each for each in parts if each.name == "VCALENDAR"]
        if not calendars:
            raise ValueError("no VCALENDAR")
    except (ValueError, LookupError, RecursionError) as error:
        json.dump({"wrong": str(error)[:200]}, sys.stdout)
        return 1
    json.dump({"events": list(_events(calendars, first, until))}, sys.stdout)
    return 0


def _limited() -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's own limit has to do
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _events(calendars: list[Any], first: date, until: date) -> Iterator[dict[str, Any]]:
    row = 0
    for calendar in calendars:
        good: list[Any] = []
        told: dict[int, dict[str, Any]] = {}
        seen: set[str] = set()
        for event in [each for each in calendar.subcomponents if each.name == "VEVENT"]:
            row += 1
            if row > MOST_EVENTS:
                yield {"row": row, "wrong": "too_many", "about": str(MOST_EVENTS)}
                return
            if str(event.get("STATUS", "")).upper() == "CANCELLED" and "RECURRENCE-ID" not in event:
                continue
            told[row] = about = _about(event, row, until)
            if "wrong" not in about:
                good.append(_marked(event, row, seen))
        calendar.subcomponents = [
            each for each in calendar.subcomponents if each.name == "VTIMEZONE"
        ] + good
        _expand(calendar, told, first, until)
        yield from told.values()


def _about(event: Any, row: int, until: date) -> dict[str, Any]:
    """What is told of an event before it is spread over its days."""
    about: dict[str, Any] = {"row": row, "times": []}
    try:
        wrong = _wrong(event)
        about |= {"who": _who(event), "endless": not wrong and _endless(event, until)}
    except icalendar.error.BrokenCalendarProperty as error:
        wrong = {"wrong": "broken", "about": str(error).rpartition(": ")[2]}
    return about | wrong


def _marked(event: Any, row: int, seen: set[str]) -> Any:
    """An event with its row; one whose UID another has too is a series of its own."""
    event.pop(ROW, None)
    event.add(ROW, str(row))
    given = event.pop("UID", "")
    uid = str(given[0] if isinstance(given, list) else given) or f"row {row}"
    if "RECURRENCE-ID" not in event:
        uid = f"row {row}" if uid in seen else uid
        seen.add(uid)
    event.add("UID", uid)
    return event


def _expand(calendar: Any, told: dict[int, dict[str, Any]], first: date, until: date) -> None:
    query = recurring_ical_events.of(calendar, components=["VEVENT"], skip_bad_series=False)
    for each in query.between(first, until + timedelta(days=1)):
        if str(each.get("STATUS", "")).upper() == "CANCELLED":
            continue
        starts, ends = each.start, each.end
        told[int(str(each[ROW]))]["times"].append([starts.isoformat(), ends.isoformat()])


def _wrong(event: Any) -> dict[str, str]:
    """Why an event cannot be used: a code, and what it is about."""
    start, end = event.get("DTSTART"), event.get("DTEND")
    if start is None or isinstance(start, list):
        return {"wrong": "no_start", "about": ""}
    for given in (start, end):
        zone = given.params.get("TZID") if given is not None else None
        if zone and isinstance(given.dt, datetime) and given.dt.tzinfo is None:
            return {"wrong": "zone", "about": str(zone)[:60]}
    timed = isinstance(start.dt, datetime)
    if timed and end is None and event.get("DURATION") is None:
        return {"wrong": "no_end", "about": ""}
    try:
        lasts = event.end - event.start
    except (ValueError, TypeError, icalendar.InvalidCalendar) as error:
        return {"wrong": "order", "about": str(error)[:80]}
    if lasts < timedelta() or (timed and not lasts):
        return {"wrong": "order", "about": ""}
    if timed and lasts > timedelta(days=1):
        return {"wrong": "too_long", "about": ""}
    return _too_often(event)


def _too_often(event: Any) -> dict[str, str]:
    rules = _rules(event)
    for rule in rules:
        often = str(next(iter(rule.get("FREQ", [""])), "")).upper()
        counts = [*rule.get("INTERVAL", [1]), *rule.get("COUNT", [1])]
        if not often or any(not isinstance(each, int) or each < 1 for each in counts):
            return {"wrong": "broken", "about": rule.to_ical().decode()}
        if often in OFTEN or PARTS_OF_A_DAY & {str(part).upper() for part in rule}:
            return {"wrong": "too_often", "about": often}
    if rules and event.start.year < 1970:
        return {"wrong": "too_old", "about": str(event.start.year)}
    return {}


def _rules(event: Any) -> list[Any]:
    rules = event.get("RRULE", [])
    return rules if isinstance(rules, list) else [rules]


def _endless(event: Any, until: date) -> bool:
    """Whether an event recurs beyond what is read."""
    for rule in _rules(event):
        last = next(iter(rule.get("UNTIL", [])), None)
        if last is None and "COUNT" not in rule:
            return True
        if last is not None and (last.date() if isinstance(last, datetime) else last) > until:
            return True
    return False


def _who(event: Any) -> dict[str, list[str]]:
    """What could name the person: of a mail address its name and what stands before the ``@``."""
    found: dict[str, list[str]] = {}
    for name in WHO:
        values = event.get(name, [])
        several = values if isinstance(values, list) else [values]
        said: list[str] = []
        for value in several[:50]:
            common = str(getattr(value, "params", {}).get("CN", ""))
            text = value.to_ical().decode() if name == "CATEGORIES" else str(value)
            said += [text[:200], *([common[:200]] if common else [])]
        found[name] = said
    return found


if __name__ == "__main__":
    raise SystemExit(main(date.fromisoformat(sys.argv[1]), date.fromisoformat(sys.argv[2])))
