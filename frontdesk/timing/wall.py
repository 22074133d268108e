"""From the clock on the wall to the instant: a local day, so many minutes after its midnight.

Twice a year a wall clock jumps. A wall time that it jumped over (the gap) is the moment of the
jump. One that it shows twice (the fold) is the first of the two where something starts, and the
second where it ends, so that what covers the hour covers it twice. What ends just where the hour
that comes twice begins ends there the first time: it covers nothing of that hour. It refuses to
know calendars.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = 1440
"""Minutes of a day on the wall."""
_STEP = timedelta(seconds=1)


def instant(day: date, minutes: int, zone: ZoneInfo, *, ends: bool = False) -> datetime:
    """When the wall clock of a zone shows a time of a day, aware and UTC.

    Args:
        day: a local day.
        minutes: after its midnight; ``DAY`` or more is a time of a later day.
        ends: whether something ends then: of a time that comes twice it is the second, but of
            that at which the repeated hour begins.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    local = wall.replace(tzinfo=zone)
    before, after = local.utcoffset(), local.replace(fold=1).utcoffset()
    assert before is not None
    assert after is not None
    first = (wall - before).replace(tzinfo=UTC)
    if before == after:
        return first
    second = (wall - after).replace(tzinfo=UTC)
    if second < first:
        return _jump(second, first, zone)
    begins = (second - _STEP).astimezone(zone).utcoffset() == before  # the repeated hour, just then
    return second if ends and not begins else first


def hours(day: date, starts: int, ends: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From when to when something lasts that is written in wall times; the two may be one."""
    return instant(day, starts, zone), instant(day, ends, zone, ends=True)


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The moment between two instants at which the offset of a zone changes."""
    old = before.astimezone(zone).utcoffset()
    while after - before > _STEP:
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after
