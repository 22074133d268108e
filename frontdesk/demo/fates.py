"""The fates of planned tickets: for each, the moves that lead there.

Every function takes a ``Hand`` that has just opened its ticket and leaves the whole history on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from frontdesk.demo.acts import Verb
from frontdesk.demo.cast import Thing
from frontdesk.demo.content import Content, Fate
from frontdesk.demo.hand import Hand
from frontdesk.terms import Kind, Resolution


def fixed(hand: Hand) -> None:
    """The known fix works, in the first contact."""
    hand.take()
    hand.attempt(hand.front, worked=True)


def instructed(hand: Hand) -> None:
    """Solved in the first contact without a known fix."""
    hand.take()
    hand.done_at_front()


def waiting(hand: Hand) -> None:
    """Something has to be asked first."""
    hand.take()
    hand.ask(hand.front)
    hand.answer(hand.front)
    hand.done_at_front()


def escalated(hand: Hand) -> None:
    """Tier 2 solves it."""
    hand.take()
    _up(hand)
    hand.accept(hand.scenario.team, 15, 400)
    _inform(hand)
    hand.done_above(15, 700)


def deep(hand: Hand) -> None:
    """Tier 3 solves it at the source; the front office stays the requester's contact."""
    hand.take()
    _up(hand)
    hand.accept(hand.scenario.team, 15, 400)
    hand.pass_up(hand.above, hand.scenario.beyond, "escalate_deep")
    _inform(hand)
    hand.accept(hand.scenario.beyond, 30, 700)
    hand.done_above(60, 2000)


def returned(hand: Hand) -> None:
    """Tier 2 refuses what lacks the agreed evidence; it comes again, complete, and is solved."""
    hand.take()
    _up(hand)
    hand.above = hand.roster.pick(
        hand.rng, hand.scenario.team, hand.at, category=hand.scenario.category
    )
    hand.pass_time(hand.above, 10, 240)
    hand.do(hand.above, Verb.RETURN, text=hand.note("missing"))
    hand.pass_time(hand.front, 3, 90)
    hand.do(hand.front, Verb.TAKE)
    hand.ask(hand.front)
    hand.answer(hand.front)
    hand.pass_time(hand.front, 1, 10)
    hand.do(hand.front, Verb.NOTE, text=hand.note("supplied"))
    hand.pass_up(hand.front, hand.scenario.team, "escalate_untried")
    hand.accept(hand.scenario.team, 10, 200)
    hand.done_above(15, 500)


def handed_back(hand: Hand) -> None:
    """Tier 2 finds that the front office can do it, and says how."""
    hand.take()
    _up(hand)
    hand.accept(hand.scenario.team, 15, 300)
    hand.pass_time(hand.above, 5, 120)
    hand.do(hand.above, Verb.HAND_BACK, text=hand.note("orders"))
    hand.pass_time(hand.front, 5, 120)
    hand.do(hand.front, Verb.TAKE)
    hand.pass_time(hand.front, 5, 40)
    code = Resolution.FULFILLED if hand.scenario.kind is Kind.REQUEST else Resolution.FIXED
    hand.resolve(hand.front, "solved", code)


def vendor(hand: Hand) -> None:
    """Sent to its manufacturer, or to the repair shop when the warranty is over."""
    assert hand.thing is not None
    hand.take()
    hand.try_first()
    found = repairer(hand.content, hand.thing, hand.opened_at.date())
    if found is None:
        hand.resolve(hand.front, "exchanged", Resolution.REPLACED)
        return
    shop, covered = found
    hand.pass_time(hand.front, 1, 20)
    hand.do(hand.front, Verb.REPAIR_OPEN, to=shop, text=hand.scenario.fault)
    hand.pass_time(hand.front, 40, 600)
    tracking = f"{hand.rng.choice('KNE')}{hand.rng.randrange(10**9, 10**10)}"
    carrier = hand.rng.choice(hand.content.notes["carriers"])
    hand.do(hand.front, Verb.REPAIR_SHIP, to=carrier, text=tracking)
    hand.pass_time(hand.front, 1, 30)
    hand.do(hand.front, Verb.REPLY, text=hand.letter("shipped"))
    days = next(row.days for row in hand.content.company.vendor if row.code == shop)
    hand.pass_days(hand.front, 1.0, 3.5)
    promised = hand.at + timedelta(days=days)
    reference = f"{shop[:3].upper()}-{hand.rng.randrange(10000, 100000)}"
    hand.do(hand.front, Verb.REPAIR_ARRIVE, text=reference, until=promised)
    hand.pass_days(hand.front, days * 0.4, days * 1.5)
    exchanged = hand.rng.random() < 0.2
    cost = None if covered else hand.rng.randrange(3500, 24000, 50)
    hand.do(
        hand.front, Verb.REPAIR_RETURN, text="exchanged" if exchanged else "repaired", cost=cost
    )
    hand.pass_time(hand.front, 10, 200)
    hand.do(hand.front, Verb.REPAIR_CLOSE)
    code = Resolution.REPLACED if exchanged else Resolution.REPAIRED
    hand.resolve(hand.front, "repaired", code)


def reopened(hand: Hand) -> None:
    """Comes back some days after it was solved; the second time it holds."""
    tier_1 = hand.scenario.fix is not None and hand.content.fixes[hand.scenario.fix].tier == 1
    (fixed if tier_1 else instructed)(hand)
    hand.pass_days(hand.front, 0.6, 4)
    hand.do(hand.front, Verb.REOPEN, text=hand.note("reopen"))
    if hand.rng.random() < 0.5:
        hand.pass_up(hand.front, hand.scenario.team, "escalate")
        hand.accept(hand.scenario.team, 15, 300)
        hand.done_above(15, 500)
    else:
        hand.pass_time(hand.front, 10, 60)
        hand.resolve(hand.front, "solved", Resolution.FIXED)


def withdrawn(hand: Hand) -> None:
    """The requester no longer needs it."""
    hand.take()
    if hand.rng.random() < 0.5:
        hand.ask(hand.front)
        hand.pass_days(hand.front, 0.3, 2.5)
    else:
        hand.pass_time(hand.front, 20, 600)
    hand.do(hand.front, Verb.CANCEL, text=hand.note("withdrawn"))


def repairer(content: Content, thing: Thing, day: date) -> tuple[str, bool] | None:
    """Who repairs a piece of equipment, and whether warranty or contract covers it.

    ``None`` when it is out of both and nobody repairs its type: it is exchanged from stock.
    """
    ends = max(filter(None, (thing.warranty_until, thing.contract_until)))
    if ends >= day:
        return thing.vendor, True
    shops = (row for row in content.company.vendor if row.kind == "repair_shop")
    shop = next((row.code for row in shops if thing.type in row.types), None)
    return None if shop is None else (shop, False)


def _up(hand: Hand) -> None:
    """Escalate from the front office, after the known fix where there is one."""
    tried = hand.try_first()
    hand.pass_up(hand.front, hand.scenario.team, "escalate" if tried else "escalate_untried")


def _inform(hand: Hand) -> None:
    """Now and then the front office tells the requester how it stands."""
    if hand.rng.random() < 0.4:
        hand.pass_time(hand.front, 1, 60)
        hand.do(hand.front, Verb.REPLY, text=hand.letter("inform"))


PLAYS: Mapping[Fate, Callable[[Hand], None]] = MappingProxyType(
    {
        Fate.FIXED: fixed,
        Fate.INSTRUCTED: instructed,
        Fate.WAITING: waiting,
        Fate.ESCALATED: escalated,
        Fate.DEEP: deep,
        Fate.RETURNED: returned,
        Fate.HANDED_BACK: handed_back,
        Fate.VENDOR: vendor,
        Fate.REOPENED: reopened,
        Fate.WITHDRAWN: withdrawn,
    }
)
