"""A repair order goes on: sent off, arrived, back, closed; one key does what comes next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from frontdesk.errors import FrontdeskError
from frontdesk.i18n import N_, _
from frontdesk.terms import Repair
from frontdesk.times import parse_until
from frontdesk.widgets.prompt import Prompt
from frontdesk.widgets.question import Question
from frontdesk.widgets.seeker import Choice, Seeker, among

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.rows import Done, RepairRow
    from frontdesk.screens.base import ConsoleScreen
    from frontdesk.screens.repairs import RepairsScreen

    Verb = Callable[[Office], Done]

RESULTS: Mapping[str, str] = {
    "repaired": N_("it works again"),
    "exchanged": N_("another one came back"),
    "unrepaired": N_("it could not be repaired"),
}


def _order(screen: ConsoleScreen) -> RepairRow | None:
    """The order under the cursor; says so when there is none."""
    order = cast("RepairsScreen", screen).order
    if order is None:
        screen.tell(_("There is no repair order here"))
    return order


async def go_on(screen: ConsoleScreen) -> None:
    """Does what comes next for the order under the cursor."""
    order = _order(screen)
    if order is None:
        return
    step = {
        Repair.OPEN: _ship,
        Repair.SHIPPED: _arrive,
        Repair.AT_VENDOR: _give_back,
        Repair.RETURNED: _close,
    }[order.state]
    await step(screen, order)


async def bring_back(screen: ConsoleScreen) -> None:
    """It is back, also when nobody wrote down that it had arrived there."""
    order = _order(screen)
    if order is not None:
        await _give_back(screen, order)


async def cancel(screen: ConsoleScreen) -> None:
    """Calls an order off that has not been sent."""
    order = _order(screen)
    if order is None:
        return
    title = _("Call repair order {order} off: why?").format(order=order.order)

    def verb(reason: str) -> Verb:
        def call(office: Office) -> Done:
            from frontdesk import desk

            return desk.repair.cancel(office, [order.order], reason=reason)

        return call

    await _ask(screen, title, verb, _("Repair order {order} called off"), order)


async def _ship(screen: ConsoleScreen, order: RepairRow) -> None:
    carrier = await screen.ask(Prompt(_("Who carries it?")))
    if carrier is None:
        return
    rma = await screen.ask(
        Prompt(_("The vendor's RMA number"), placeholder=_("empty: none"), required=False)
    )
    if rma is None:
        return

    def verb(tracking: str) -> Verb:
        def call(office: Office) -> Done:
            from frontdesk import desk

            return desk.repair.ship(
                office, [order.order], carrier=carrier, tracking=tracking, rma=rma or None
            )

        return call

    said = _("Repair order {order} is on its way; the ticket waits")
    await _ask(screen, _("The number on the parcel"), verb, said, order)


async def _arrive(screen: ConsoleScreen, order: RepairRow) -> None:
    reference = await screen.ask(
        Prompt(_("The vendor's own number"), placeholder=_("empty: none"), required=False)
    )
    if reference is None:
        return

    def verb(typed: str) -> Verb:
        def call(office: Office) -> Done:
            from frontdesk import desk

            promised = parse_until(typed, office.zone, office.now()) if typed else None
            return desk.repair.arrive(
                office, [order.order], reference=reference or None, promised=promised
            )

        return call

    title = _("When do they promise it back?")
    said = _("Repair order {order} has arrived")
    hint = _("5d, 2026-12-01; empty: no promise")
    await _ask(screen, title, verb, said, order, placeholder=hint, required=False)


async def _give_back(screen: ConsoleScreen, order: RepairRow) -> None:
    results = [Choice(result, _(said), result) for result, said in RESULTS.items()]
    result = await screen.ask(Seeker(_("It is back: what came of it?"), among(results)))
    if result is None:
        return

    def verb(typed: str) -> Verb:
        def call(office: Office) -> Done:
            from frontdesk import desk
            from frontdesk.money import parse_money

            cost = parse_money(typed, office.policy.currency) if typed else None
            return desk.repair.give_back(office, [order.order], result=result, cost=cost)

        return call

    title = _("What does the vendor charge?")
    said = _("Repair order {order} is back; the ticket goes on")
    await _ask(
        screen, title, verb, said, order, placeholder=_("120.50; empty: nothing"), required=False
    )


async def _close(screen: ConsoleScreen, order: RepairRow) -> None:
    sure = await screen.ask(Question(_("Close repair order {order}?").format(order=order.order)))
    if not sure:
        return

    def call(office: Office) -> Done:
        from frontdesk import desk

        return desk.repair.close(office, [order.order])

    screen.acted(await screen.work.do(call))
    screen.tell(_("Repair order {order} closed").format(order=order.order))


async def _ask(
    screen: ConsoleScreen,
    title: str,
    verb: Callable[[str], Verb],
    said: str,
    order: RepairRow,
    *,
    placeholder: str = "",
    required: bool = True,
) -> None:
    """Asks for the last thing that a verb needs and does it; a refusal keeps what was typed."""
    done: list[Done] = []

    async def submit(text: str) -> str | None:
        try:
            done.append(await screen.work.do(verb(text)))
        except FrontdeskError as error:
            return str(error)
        return None

    prompt = Prompt(title, submit=submit, placeholder=placeholder, required=required)
    if await screen.ask(prompt) is not None:
        screen.acted(done[-1])
        screen.tell(said.format(order=order.order))
