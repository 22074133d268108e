"""Who is away, from which day to which, and who stands in for them, to the end of the chain.

An absence covers whole local days, the last one included. Whoever stands in may be away too: then
their own deputy does, and so on. It refuses a deputy of oneself, a circle of deputies, two absences
of one person on one day, and days that cannot be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from frontdesk import dates
from frontdesk.errors import BadInputError, RefusedError
from frontdesk.i18n import _

LONGEST = 1100
"""The longest absence that is believed, in days: three years."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which somebody is away.

    Attributes:
        since, until: local days; the last one is a day away too.
        deputy: who stands in, by login; ``None``: nobody does.
        number: by which it is ended; 0 while it is not stored.
    """

    since: date
    until: date
    deputy: str | None = None
    note: str = ""
    number: int = 0

    def covers(self, day: date) -> bool:
        """Whether a local day is a day away."""
        return self.since <= day <= self.until

    def meets(self, other: Absence) -> bool:
        """Whether two have a day in common."""
        return self.since <= other.until and other.since <= self.until


Absences = Mapping[str, Iterable[Absence]]
"""The absences of each person, by login; who is never away may be left out."""


def on(absences: Iterable[Absence], day: date) -> Absence | None:
    """The absence that covers a day."""
    for each in absences:  # mostly none: a generator would cost more than the look
        if each.covers(day):
            return each
    return None


def chain(everybody: Absences, login: str, day: date) -> tuple[str, ...]:
    """Whoever stands in for somebody on a day, one after the other, as far as the chain goes.

    The last of them is at work, unless nobody stands in for that one; it is empty for somebody who
    is not away, and for whom nobody stands in. A circle, which is refused when it is entered, ends
    before it comes round.
    """
    found: list[str] = []
    at = login
    while (away := on(everybody.get(at, ()), day)) is not None and away.deputy is not None:
        at = away.deputy
        if at == login or at in found:
            break
        found.append(at)
    return tuple(found)


def stand_in(everybody: Absences, login: str, day: date) -> str | None:
    """Who does somebody's work on a day on which they are away; ``None``: nobody does."""
    links = chain(everybody, login, day)
    if not links or on(everybody.get(links[-1], ()), day) is not None:
        return None
    return links[-1]


def check(everybody: Absences, login: str, new: Absence) -> None:
    """Refuse an absence that cannot be, or that does not go together with the others.

    Args:
        everybody: those that stand, without the new one.
        login: who is to be away.

    Raises:
        BadInputError: days in the wrong order, too many of them, a deputy of oneself.
        RefusedError: it meets another absence of the same person, or closes a circle of deputies.
    """
    if new.until < new.since:
        raise BadInputError(
            _("until: {until} is before {since}").format(
                until=dates.day(new.until), since=dates.day(new.since)
            ),
            _("give the first day away and the last one; both are days away"),
        )
    if (new.until - new.since).days >= LONGEST:
        raise BadInputError(
            _("until: an absence of more than {n} days is not believed").format(n=LONGEST),
            _("set the agent inactive, who has left"),
        )
    if new.deputy == login:
        raise BadInputError(
            _("deputy: {login} cannot stand in for themselves").format(login=login),
            _("name somebody else, or nobody"),
        )
    for other in everybody.get(login, ()):
        if other.meets(new):
            raise RefusedError(
                _("{login} is away from {since} to {until} already").format(
                    login=login, since=dates.day(other.since), until=dates.day(other.until)
                ),
                _("end that absence first, or give other days"),
            )
    _no_circle(everybody, login, new)


def _no_circle(everybody: Absences, login: str, new: Absence) -> None:
    """Deputies change only where an absence begins or ends, so that those days tell of all."""
    together = {**everybody, login: [*everybody.get(login, ()), new]}
    days = {new.since} | {
        each.since for several in everybody.values() for each in several if new.covers(each.since)
    }
    for day in sorted(days):
        links = chain(together, login, day)
        last = on(together.get(links[-1], ()), day) if links else None
        if last is not None and last.deputy == login:
            circle = " → ".join((login, *links, login))
            raise RefusedError(
                _("on {day} the deputies go round in a circle: {circle}").format(
                    day=day, circle=circle
                ),
                _("name a deputy who is there then"),
            )
