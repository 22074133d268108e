"""Repair orders: open, ship, arrive, return, close, cancel, list, show."""

from __future__ import annotations

from typing import Annotated

import typer

from frontdesk import desk, insight
from frontdesk.cli import change, out, register_words, shapes, typed
from frontdesk.cli.invocation import Invocation, of
from frontdesk.cli.options import Change, Noun, Verb
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.money import parse_money
from frontdesk.rows import Done
from frontdesk.terms import Repair

EQUIPMENT = "Equipment away"


def add(app: typer.Typer) -> None:
    """Register the noun."""
    noun = typer.Typer(cls=Noun, help="Equipment sent to a vendor.", rich_markup_mode=None)
    noun.command("open", cls=Change)(open_)
    noun.command("ship", cls=Change)(ship)
    noun.command("arrive", cls=Change)(arrive)
    noun.command("return", cls=Change)(return_)
    noun.command("close", cls=Change)(close)
    noun.command("cancel", cls=Change)(cancel)
    noun.command("list", cls=Verb)(list_)
    noun.command("show", cls=Verb)(show_)
    app.add_typer(noun, name="repair", rich_help_panel=EQUIPMENT)


def open_(
    context: typer.Context,
    numbers: Annotated[list[str], typer.Argument(metavar="N", help="Tickets by their numbers.")],
    vendor: Annotated[str, typer.Option("--vendor", metavar="V", help="Who repairs it.")],
    asset: Annotated[
        list[str] | None,
        typer.Option(
            "--asset", metavar="TAG", help="What is sent, an order each; else the ticket's."
        ),
    ] = None,
    fault: Annotated[
        str, typer.Option("--fault", metavar="TEXT", help="What is wrong; else the subject.")
    ] = "",
) -> None:
    """Open repair orders for tickets that already stand; gives the order's id."""
    call = of(context)
    done = desk.repair.open_order(
        call.office, typed.numbers(numbers), vendor=vendor, asset=asset, fault=typed.text(fault),
        expect=call.expect,
    )  # fmt: skip
    _answer(call, done, several=len(numbers) > 1)


def ship(
    context: typer.Context,
    orders: typed.Orders,
    carrier: Annotated[str, typer.Option("--carrier", metavar="C", help="Who carries it.")],
    tracking: Annotated[str, typer.Option("--tracking", metavar="T", help="On the parcel.")],
    rma: Annotated[
        str | None, typer.Option("--rma", metavar="R", help="The vendor's authorisation.")
    ] = None,
) -> None:
    """Send equipment off; its ticket waits for the vendor."""
    call = of(context)
    done = desk.repair.ship(
        call.office, _orders(orders), carrier=carrier, tracking=tracking, rma=rma,
        expect=call.expect,
    )  # fmt: skip
    _answer(call, done, several=len(orders) > 1)


def arrive(
    context: typer.Context,
    orders: typed.Orders,
    reference: Annotated[
        str | None, typer.Option("--reference", metavar="R", help="The vendor's own number.")
    ] = None,
    promised: Annotated[
        str | None, typer.Option("--promised", metavar="T", help="Back when: a time, or 9d.")
    ] = None,
) -> None:
    """The vendor has it."""
    call = of(context)
    done = desk.repair.arrive(
        call.office, _orders(orders), reference=reference, promised=call.moment(promised),
        expect=call.expect,
    )  # fmt: skip
    _answer(call, done, several=len(orders) > 1)


def return_(
    context: typer.Context,
    orders: typed.Orders,
    result: Annotated[
        str, typer.Option("--result", metavar="R", help="repaired, exchanged, unrepaired")
    ] = "repaired",
    cost: Annotated[
        str | None, typer.Option("--cost", metavar="A", help="What the vendor charges: 120.50")
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="C", help="Else the desk's.")
    ] = None,
) -> None:
    """It is back; the ticket goes on."""
    call = of(context)
    charged = None
    if cost is not None:
        charged = parse_money(cost, currency or call.office.policy.currency)
    elif currency is not None:
        raise BadInputError(_("--currency goes with --cost"), _("give the amount too"))
    done = desk.repair.give_back(
        call.office, _orders(orders), result=result, cost=charged, expect=call.expect
    )
    _answer(call, done, several=len(orders) > 1)


def close(context: typer.Context, orders: typed.Orders) -> None:
    """Close orders that have come back."""
    call = of(context)
    done = desk.repair.close(call.office, _orders(orders), expect=call.expect)
    _answer(call, done, several=len(orders) > 1)


def cancel(context: typer.Context, orders: typed.Orders, reason: typed.Reason) -> None:
    """Call off orders that have not been shipped."""
    call = of(context)
    said = typed.text(reason)
    done = desk.repair.cancel(call.office, _orders(orders), reason=said, expect=call.expect)
    _answer(call, done, several=len(orders) > 1)


def _orders(numbers: list[str]) -> list[int]:
    return typed.numbers(numbers, _("a repair order's number"))


def _answer(call: Invocation, done: Done, *, several: bool) -> None:
    """The ticket, as for every verb that changes one, and the order's id beside it."""
    if call.json:
        change.answer(call, done, several=several, more={"order": done.made})
        return
    change.answer(call, done, several=several)
    if done.made is not None:
        out.lines(register_words.order(insight.repairs.order(call.kept, done.made)))


def list_(
    context: typer.Context,
    state: Annotated[
        list[str] | None, typer.Option("--state", metavar="S", help=", ".join(Repair))
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Also those that are over.")] = False,
    limit: typed.Limit = 200,
    after: typed.After = None,
) -> None:
    """Repair orders under way, what is overdue at the vendor first."""
    call = of(context)
    states = {typed.word(Repair, each, "--state") for each in state or ()}
    board = insight.repairs.board(call.kept, ended=all_ or bool(states))
    rows = [row for row in board if not states or row.state in states]
    start = typed.number(after, _("a cursor")) if after is not None else 0
    page = rows[start : start + limit]
    following = str(start + limit) if len(rows) > start + limit else None
    if call.json:
        out.document({"items": [shapes.order(row) for row in page], "next": following})
    else:
        out.lines(register_words.orders(page) or [_("no repair order is under way")])


def show_(context: typer.Context, order: typed.Order) -> None:
    """One repair order whole."""
    call = of(context)
    row = insight.repairs.order(call.kept, typed.number(order, _("a repair order's number")))
    call.answer(shapes.order(row), *register_words.order(row))
