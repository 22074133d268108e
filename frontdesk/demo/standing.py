"""Where the tickets stand that are open at the demonstration's moment: its working day.

Each stand says how such a ticket would go on (its fate), how old it is, and after which act it is
cut off. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdesk.demo.acts import Act, Verb
from frontdesk.demo.content import Fate
from frontdesk.demo.hand import Hand
from frontdesk.terms import Channel, Pending

_WRITTEN = (Channel.EMAIL, Channel.SELF_SERVICE)


@dataclass(frozen=True, slots=True)
class Stand:
    """One way for a ticket to be open.

    Attributes:
        name: as tests and figures call it.
        share: how many of 45 open tickets stand so.
        fates: how such a ticket would have gone on.
        youngest, oldest: hours since it was opened.
        last: the verb after whose ``nth`` act the history stops; ``None``: right after opening.
        channels: how such a ticket came in; empty for any.
        waits: what it waits for, in a last act of its own.
        story: whether it belongs to the fault that has just begun.
        categories: what such a ticket can be about; empty for anything.
    """

    name: str
    share: int
    fates: tuple[Fate, ...]
    youngest: float
    oldest: float
    last: Verb | None = None
    nth: int = 1
    channels: tuple[Channel, ...] = ()
    waits: Pending | None = None
    story: bool = False
    categories: tuple[str, ...] = ()


_ABOVE = (Fate.ESCALATED, Fate.ESCALATED, Fate.RETURNED, Fate.HANDED_BACK, Fate.DEEP)
_TOLD = 4
_PARTS = ("hardware", "printing", "monitors", "fax")
_CHANGED = ("software", "telecom", "network", "email", "set_top_box")
_WATCHED = ("internet", "vpn", "wifi", "network", "phones", "telecom")
_SPOKEN = (Channel.PHONE, Channel.PHONE, Channel.COUNTER, Channel.CHAT)

STANDS: tuple[Stand, ...] = (
    Stand("new", 3, (Fate.FIXED, Fate.INSTRUCTED), 0.05, 1.5, channels=_WRITTEN),
    Stand("dispatched", 5, (Fate.FIXED, Fate.INSTRUCTED), 0.2, 4, Verb.ASSIGN, channels=_WRITTEN),
    Stand("taken", 4, (Fate.FIXED, Fate.INSTRUCTED), 0.02, 0.4, Verb.TAKE, channels=_SPOKEN),
    Stand("tried", 3, _ABOVE, 0.3, 2, Verb.ATTEMPT),
    Stand("escalated", 5, _ABOVE, 0.3, 8, Verb.ESCALATE),
    Stand("in depth", 4, (Fate.ESCALATED, Fate.DEEP), 3, 60, Verb.ACCEPT),
    Stand("at the source", 3, (Fate.DEEP,), 20, 140, Verb.ACCEPT, 2),
    Stand("returned", 1, (Fate.RETURNED,), 2, 24, Verb.RETURN),
    Stand("handed back", 1, (Fate.HANDED_BACK,), 3, 30, Verb.HAND_BACK),
    Stand("asked", 4, (Fate.WAITING,), 3, 70, Verb.WAIT),
    Stand("call back", 1, (Fate.FIXED,), 0.5, 3, Verb.TAKE, waits=Pending.CALLBACK),
    Stand("part", 1, (Fate.ESCALATED,), 24, 90, Verb.ACCEPT, waits=Pending.PART, categories=_PARTS),
    Stand(
        "change",
        1,
        (Fate.DEEP,),
        48,
        200,
        Verb.ACCEPT,
        2,
        waits=Pending.CHANGE,
        categories=_CHANGED,
    ),
    Stand(
        "watched",
        1,
        (Fate.ESCALATED,),
        24,
        90,
        Verb.ACCEPT,
        waits=Pending.MONITORING,
        categories=_WATCHED,
    ),
    Stand("to be shipped", 1, (Fate.VENDOR,), 1, 8, Verb.REPAIR_OPEN),
    Stand("shipped", 1, (Fate.VENDOR,), 20, 60, Verb.REPAIR_SHIP),
    Stand("at the vendor", 2, (Fate.VENDOR,), 120, 330, Verb.REPAIR_ARRIVE),
    Stand("came back", 1, (Fate.REOPENED,), 30, 130, Verb.REOPEN),
    Stand("whole floor", 3, (Fate.ESCALATED,), 0.12, 0.28, story=True, last=Verb.TAKE),
)


def spread(count: int) -> list[Stand]:
    """So many stands, in the proportions of ``STANDS``, by largest remainder."""
    shares = {index: stand.share for index, stand in enumerate(STANDS)}
    stands = [STANDS[index] for index in apportion(shares, count)]
    told = [stand for stand in stands if stand.story][:_TOLD]  # one floor has so many callers
    others = [stand for stand in stands if not stand.story]
    taken = next(stand for stand in STANDS if stand.name == "taken")
    return others + told + [taken] * (count - len(others) - len(told))


def apportion(shares: dict[int, int], count: int) -> list[int]:
    """Keys repeated so that they sum to ``count``, by largest remainder."""
    whole = sum(shares.values())
    exact = {key: count * share / whole for key, share in shares.items()}
    given = {key: int(value) for key, value in exact.items()}
    left = sorted(exact, key=lambda key: (given[key] - exact[key], key))
    for key in left[: count - sum(given.values())]:
        given[key] += 1
    return [key for key, times in given.items() for _ in range(times)]


def cut(acts: Sequence[Act], stand: Stand) -> tuple[Act, ...] | None:
    """The acts up to where the ticket stands; ``None`` when its history has no such act."""
    if stand.last is None:
        return ()
    seen = 0
    for index, act in enumerate(acts):
        seen += act.verb is stand.last
        if seen == stand.nth:
            return tuple(acts[: index + 1])
    return None


def waiting(hand: Hand, last: Act, reason: Pending, now: datetime) -> Act:
    """The act by which a ticket comes to wait for something, until some time after ``now``."""
    hand.at = last.at
    hand.pass_time(last.by, 2, 15)
    if reason is Pending.CALLBACK:
        until = now + timedelta(minutes=hand.rng.randint(20, 90))
        return Act(hand.at, last.by, Verb.WAIT, text=hand.person.phone, pending=reason, until=until)
    until = hand.roster.after(last.by, now + timedelta(days=hand.rng.randint(1, 5)), 30)
    return Act(hand.at, last.by, Verb.WAIT, pending=reason, until=until)
