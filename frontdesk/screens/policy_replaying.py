"""A policy replayed from the Policy screen, in a thread: figures, the tickets behind, receipts.

It refuses to reckon: ``insight.replay`` does, and keeps what it has decided, so that a replay that
is left goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from frontdesk import amounts
from frontdesk.commands import with_keys
from frontdesk.errors import RefusedError
from frontdesk.i18n import _, plural
from frontdesk.terms import Money

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.insight.replay import Replay, Row
    from frontdesk.policy import Policy
    from frontdesk.widgets.receipt_sheet import Page

LATEST = 1000
"""Past tickets that are replayed from the screen; the command line takes all."""


class LeftError(RefusedError):
    """The replay was left; what it has decided is kept."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """A replay of the policy in force, and of a draft where there is one.

    Attributes:
        rows: tickets that the draft sends elsewhere than the policy in force; without a draft
            those that would first have gone elsewhere than they did.
        said: the figures, one sentence a line.
    """

    ours: Replay
    draft: Replay | None
    rows: tuple[Row, ...]
    said: tuple[str, ...]


def run(
    office: Office, draft: Policy | None, left: Event, progress: Callable[[int, int], None]
) -> Replayed:
    """Replay the latest past tickets.

    Args:
        draft: replayed beside the policy in force; ``None``: there is none.
        left: set when nobody waits for it any more.
        progress: told how many are decided, and of how many.

    Raises:
        LeftError: it was left.
    """
    from frontdesk import insight

    def to(done: int, whole: int) -> None:
        if left.is_set():
            raise LeftError(
                _("the replay was left"), with_keys(_("{policy.replay} goes on where it stopped"))
            )
        progress(done, whole)

    wanted = insight.replay.Wanted(now=office.now(), limit=LATEST)

    def replay(policy: Policy) -> Replay:
        return insight.replay.run(office.store, policy, wanted, zone=office.zone, progress=to)

    ours = replay(office.policy)
    other = replay(draft) if draft is not None else None
    numbers = ours.figures.moved if other is None else insight.replay.between(ours, other).moved
    rows = insight.replay.rows(office.store, other or ours, numbers)
    return Replayed(ours, other, tuple(rows), tuple(_said(ours, other, office.policy.currency)))


def _said(ours: Replay, other: Replay | None, currency: str) -> list[str]:
    from frontdesk import insight

    n = ours.figures.n
    if not n:
        return [_("There are no past tickets yet: `frontdesk import history` brings some")]
    head = plural("{n} past ticket", "{n} past tickets", n)
    right = amounts.percent(ours.figures.top1.share, 1)
    if other is None:
        first = _("{head}: right team first in {right}").format(head=head, right=right)
        moved = len(ours.figures.moved)
        return [f"{first}; " + plural("{n} elsewhere first", "{n} elsewhere first", moved)]
    both = insight.replay.between(ours, other)
    first = _("{head}: right team first in {ours} by the policy in force, in {draft} by the draft")
    money = [
        amounts.money(Money(round(amount), currency)) for amount in (both.cost.low, both.cost.high)
    ]
    second = plural("{n} ticket elsewhere", "{n} tickets elsewhere", len(both.moved)) + _(
        "; cost a ticket {delta} ({low} to {high}), estimated"
    ).format(
        delta=amounts.money(Money(round(both.cost.delta), currency)), low=money[0], high=money[1]
    )
    drafted = amounts.percent(other.figures.top1.share, 1)
    return [first.format(head=head, ours=right, draft=drafted), second]


def pages(office: Office, replayed: Replayed, number: int) -> list[Page]:
    """The receipts of a ticket: what was decided then, and what the policies would have."""
    from frontdesk import insight
    from frontdesk.screens.acts.explaining import page

    others = insight.receipts.otherwise(office.store, number)
    found = [
        page(office, made, others.get(identity))
        for identity, made, _who in insight.receipts.decisions(office.store, number)[:1]
    ]
    for name, replay in ((_("the draft"), replayed.draft), (_("in force"), replayed.ours)):
        if replay is not None:
            made = replay.decision(number)
            found.append(page(office, made, when=_("replayed: {name}").format(name=name)))
    return found
