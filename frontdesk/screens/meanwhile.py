"""What others have done to a ticket since it was seen, and what becomes of one's own change then.

Both versions are shown in the words of the history; what does not collide can go on by itself. It
refuses to choose: leaving is the default, and what was typed stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk.i18n import _
from frontdesk.rows import EventRow
from frontdesk.text import cut, safe
from frontdesk.times import ago
from frontdesk.widgets.stale_sheet import Answer, StaleSheet
from frontdesk.widgets.story import Entry, story

if TYPE_CHECKING:
    from datetime import datetime

    from frontdesk.desk.office import Office
    from frontdesk.rows import Done
    from frontdesk.screens.acting import Act
    from frontdesk.screens.base import ConsoleScreen

QUIET = frozenset({"decide", "warn"})
"""Verbs of events that follow from others, or from time: nobody's doing."""


@dataclass(frozen=True, slots=True)
class News:
    """What others have done to a ticket since a version was seen.

    Attributes:
        version: the ticket's version now.
        entries: what they did, the latest last; ``fields``: what that has changed.
    """

    version: int
    entries: tuple[Entry, ...]
    fields: frozenset[str]


def news(office: Office, number: int, seen: int) -> News:
    """What others have done to a ticket since a version."""
    from frontdesk import insight

    events = insight.timeline.events(office.store, number)
    theirs = [
        each
        for each in events
        if each.seq > seen and each.actor != office.actor.login and each.verb not in QUIET
    ]
    fields = frozenset(name for each in theirs for name in each.after)
    return News(
        events[-1].seq if events else seen, tuple(story(theirs, {}, zone=office.zone)), fields
    )


def words(entry: Entry, now: datetime) -> str:
    """One thing that was done: ``ola took it 20 s ago  → front-office · ola``."""
    said = _("{who} {did} {when}").format(
        who=safe(entry.who, 40), did=entry.what, when=ago(now - entry.at)
    )
    facts = f"  {cut(safe(entry.facts), 60)}" if entry.facts else ""
    return said + facts + (f": “{cut(safe(entry.text), 120)}”" if entry.text else "")


def held_since(office: Office, number: int, login: str) -> str:
    """Since when somebody has had a ticket, in words; empty where the history does not say."""
    from frontdesk import insight

    events = insight.timeline.events(office.store, number)
    theirs = [each for each in events if each.after.get("assignee") == login]
    return words(story(theirs[-1:], {}, zone=office.zone)[-1], office.now()) if theirs else ""


async def settled(
    screen: ConsoleScreen, act: Act, numbers: Sequence[int], seen: int
) -> tuple[Act, Done] | None:
    """Does an act that others have overtaken as far as the person wants it done now.

    Args:
        seen: the version that the person saw.

    Returns:
        What was wanted then, and what was done; ``None`` when they left it.

    Raises:
        FrontdeskError: it cannot be done any more, whatever one wants; nothing has changed.
    """

    def both(office: Office) -> tuple[News, list[str]]:
        found = news(office, numbers[0], seen)
        mine = _mine(office, act, numbers)
        lines = [words(each, office.now()) for each in found.entries[-5:]]
        facts = " · ".join(each.facts for each in mine if each.facts)
        lines += [_("you would have {facts}").format(facts=safe(facts))] if facts else []
        return found, lines

    found, lines = await screen.awaited(both)
    rest = act.rest(found.fields) if act.rest is not None else None
    answer = await screen.ask(StaleSheet(numbers[0], lines, rest=rest is not None))
    chosen = {Answer.MINE: act, Answer.REST: rest}.get(answer) if answer is not None else None
    if chosen is None:
        return None
    return chosen, await screen.awaited(lambda office: chosen.call(office, numbers, found.version))


def _mine(office: Office, act: Act, numbers: Sequence[int]) -> list[Entry]:
    """What an act would change now, found out by the verb itself and rolled back."""
    from frontdesk import insight

    done = act.call(office.preview(), numbers, None)
    changed = insight.timeline.coded(office.store, [each.became for each in done.changes])
    now, login = office.now(), office.actor.login
    return story([EventRow(0, 0, now, login, done.verb, {}, each, {}) for each in changed], {})
