"""Planned tickets of the past, put into the words of ``desk.chronicle``; it writes nothing."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from frontdesk import desk
from frontdesk.demo.acts import Act, Planned, Verb
from frontdesk.terms import Channel, Money

if TYPE_CHECKING:
    from frontdesk.desk.told import Deed, Told

NIGHT = time(3)
"""When a resolved ticket that is old enough is closed, UTC."""


def told(planned: Planned, *, closer: str, close_days: int, until: datetime, currency: str) -> Told:
    """A planned ticket as a told past.

    Args:
        closer: as whom time's own work is done. ``close_days``: a resolved ticket closes after.
        until: nothing is told of what comes later.
        currency: what repairs are paid in.
    """
    deeds = [_deed(act, currency) for act in planned.acts]
    last = planned.acts[-1]
    due = last.at + timedelta(days=close_days)
    night = datetime.combine(due.date(), NIGHT, due.tzinfo)
    closing = night if night >= due else night + timedelta(days=1)
    if last.verb is not Verb.CANCEL and closing < until:
        deeds.append(desk.told.Deed(closing, closer, "close"))
    return desk.told.Told(
        subject=planned.subject,
        words=planned.words,
        requester=planned.requester,
        opened_at=planned.opened_at,
        opened_by=planned.opened_by,
        deeds=tuple(deeds),
        kind=planned.kind,
        channel=planned.channel,
        category=planned.category,
        asset=planned.asset,
        site=planned.site,
        impact=planned.impact,
        urgency=planned.urgency,
        minutes=3 if planned.channel in (Channel.PHONE, Channel.COUNTER) else 0,
    )


def _deed(act: Act, currency: str) -> Deed:
    return desk.told.Deed(
        at=act.at,
        by=act.by,
        verb=act.verb.value,
        text=act.text,
        to=act.to,
        fix=act.fix,
        worked=act.worked,
        step=act.step,
        minutes=act.minutes,
        channel=act.channel,
        direction=act.direction,
        pending=act.pending,
        until=act.until,
        code=act.code,
        could=act.could,
        cost=None if act.cost is None else Money(act.cost, currency),
    )
