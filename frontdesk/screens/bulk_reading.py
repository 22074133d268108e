"""What a bulk act would do to each ticket, as its preview says it. Runs in threads.

The verb itself has done it in a transaction that was rolled back; here its answer is put in words,
with what other desks do with the tickets meanwhile. It refuses to guess what a verb would do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk import becoming
from frontdesk.i18n import _

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.rows import Change, Done, PresentRow

MOST_LISTED = 500
"""Tickets that a preview names."""
MOST_TOLD = 50
"""Tickets of which is told who has changed them since they were marked, of more only that."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would come of an act.

    Attributes:
        listed: what each ticket does, those in conflict first, those that change last; no more
            than can be read.
        becomes: what the fields of those would become, in words.
        changed: what others have done to them since they were marked, in words.
        present: who else has them open, or writes in them.
    """

    done: Done
    listed: tuple[Change, ...]
    becomes: Mapping[int, str]
    changed: Mapping[int, str]
    present: Mapping[int, Sequence[PresentRow]]


def foreseen(
    office: Office,
    done: Done,
    meant: Sequence[Change],
    since: Mapping[int, int],
    ours: Mapping[int, int],
) -> Foreseen:
    """A preview's answer in words.

    Args:
        meant: the changes of the tickets that are meant.
        since: the version of each when it was marked; ``ours``: as we left it ourselves.
    """
    from frontdesk import insight

    order = sorted(meant, key=lambda each: (not each.overtaken, each.refused is None))
    listed = order[:MOST_LISTED]
    sides = insight.timeline.coded(office.store, [each.was for each in listed])
    now = insight.timeline.coded(office.store, [each.became for each in listed])
    becomes = {
        change.number: becoming.words(was, became, office.zone)
        for change, was, became in zip(listed, sides, now, strict=True)
    }
    seen = {n: max(version, ours.get(n, 0)) for n, version in since.items()}
    there = insight.live.present(office.store, office.clock())
    others = {
        number: tuple(each for each in rows if each.login != office.actor.login)
        for number, rows in there.items()
    }
    numbers = {each.number for each in meant}
    return Foreseen(
        done,
        tuple(listed),
        becomes,
        _changed(office, [each.number for each in listed], seen),
        {number: rows for number, rows in others.items() if rows and number in numbers},
    )


def _changed(office: Office, numbers: Sequence[int], seen: Mapping[int, int]) -> dict[int, str]:
    """What others have done since a version was seen."""
    from frontdesk import insight
    from frontdesk.screens.meanwhile import news, words

    rows = insight.tickets.lines(office.store, [n for n in numbers if n in seen])
    stale = [row.number for row in rows if row.version > seen[row.number]]
    found: dict[int, str] = {}
    for number in stale[:MOST_TOLD]:
        entries = news(office, number, seen[number]).entries
        if entries:
            found[number] = words(entries[-1], office.now())
    return found | dict.fromkeys(stale[MOST_TOLD:], _("changed since it was marked"))
