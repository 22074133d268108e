"""Tickets as lists and one by one: list, find, show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from frontdesk import insight
from frontdesk.cli import (
    attachments,
    clocks,
    out,
    receipts,
    register_words,
    relations,
    shapes,
    show,
    typed,
)
from frontdesk.cli.asking import asked
from frontdesk.cli.intake import TICKETS
from frontdesk.cli.invocation import Invocation, of
from frontdesk.cli.options import Verb
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.query import Filter, Order
from frontdesk.terms import Subject
from frontdesk.text import nearest, safe

Values = list[str] | None


def add(app: typer.Typer) -> None:
    """Register the verbs."""
    app.command("list", cls=Verb, rich_help_panel=TICKETS)(list_)
    app.command("find", cls=Verb, rich_help_panel=TICKETS)(find)
    app.command("show", cls=Verb, rich_help_panel=TICKETS)(show_)


def _narrowing(*names: str, help: str) -> Any:  # noqa: A002  the word of the library
    return typer.Option(*names, metavar="X", help=help)


def list_(
    context: typer.Context,
    view: Annotated[
        str | None, typer.Option("--view", metavar="NAME", help="A view, by key or name.")
    ] = None,
    typed_query: Annotated[
        str | None,
        typer.Option("--query", metavar="Q", help='As in: status:open @me pri:1 "no dial tone"'),
    ] = None,
    status: Annotated[Values, _narrowing("--status", help="Or open, all.")] = None,
    assignee: Annotated[Values, _narrowing("--assignee", help="A login, me, nobody.")] = None,
    team: Annotated[Values, _narrowing("--team", help="A team.")] = None,
    tier: Annotated[Values, _narrowing("--tier", help="L1, 2 …")] = None,
    priority: Annotated[Values, _narrowing("--priority", help="P1, 2 …")] = None,
    waiting: Annotated[Values, _narrowing("--waiting", help="What it waits for.")] = None,
    category: Annotated[Values, _narrowing("--category", help="A category.")] = None,
    site: Annotated[Values, _narrowing("--site", help="A site.")] = None,
    requester: Annotated[Values, _narrowing("--requester", help="A requester's code.")] = None,
    asset: Annotated[Values, _narrowing("--asset", help="A tag.")] = None,
    order: Annotated[
        str | None, typer.Option("--sort", "--order", metavar="O", help=", ".join(Order))
    ] = None,
    limit: typed.Limit = 50,
    after: typed.After = None,
) -> None:
    """Tickets: the open ones, unless a view, query or status says otherwise."""
    call = of(context)
    given = {
        "status": status, "assignee": assignee, "team": team, "tier": tier, "priority": priority,
        "waiting": waiting, "category": category, "site": site, "requester": requester,
        "asset": asset,
    }  # fmt: skip
    wanted, sorting = _wanted(call, view, typed_query, given)
    if order is not None:
        sorting = typed.word(Order, order, "--sort")
    start = _start(call, wanted, sorting, after)
    office = call.office
    rows = insight.tickets.window(
        call.kept, wanted, sorting, start, limit + 1, reader=office.actor.login
    )
    more, rows = len(rows) > limit, rows[:limit]
    if call.json:
        following = f"{rows[-1].number}.{start + limit}" if more else None
        _items(call, [row.number for row in rows], following)
    else:
        out.lines(show.tickets(rows, office.now(), more))


def _wanted(
    call: Invocation, view: str | None, typed_query: str | None, given: dict[str, Values]
) -> tuple[Filter, Order]:
    """The filter of a view, a query and plain options together, each narrowing the others."""
    wanted, order = Filter(), Order.PRIORITY
    if view is not None:
        found = _view(call, view)
        wanted, order = found.filter, found.order
    terms = [typed_query or ""]
    for name, values in given.items():
        terms += [_term(call, name, value) for value in values or ()]
    written = " ".join(term for term in terms if term)
    if written:
        wanted = wanted.narrowed(asked(call, written))
    return call.office.now_in(wanted), order


def _view(call: Invocation, name: str) -> Any:
    views = insight.views.views(call.kept, call.office.actor)
    meant = name.strip().casefold()
    for view in views:
        if meant in (str(view.key).casefold(), view.name.casefold()):
            return view
    keys = [str(view.key) for view in views]
    raise BadInputError(
        _("there is no view {name!r}").format(name=safe(name, 40)),
        _("one of: {names}").format(names=", ".join(nearest(meant, keys) or keys)),
    )


_REGISTERS = {
    "team": Subject.TEAM, "site": Subject.SITE, "requester": Subject.REQUESTER,
    "asset": Subject.ASSET, "assignee": Subject.AGENT,
}  # fmt: skip


def _term(call: Invocation, name: str, value: str) -> str:
    """A plain option as a term of the query language, after a look whether it can be."""
    subject = _REGISTERS.get(name)
    if subject is None:
        return f"{name}:{value}"
    if value not in ("me", "@me", "nobody", "@nobody"):
        insight.register.row(call.kept, subject, value)
    return f'{name}:"{value}"'


def _start(call: Invocation, wanted: Filter, order: Order, cursor: str | None) -> int:
    """The line on which a list goes on: after the ticket that it ended with, wherever that is."""
    if cursor is None:
        return 0
    number, dot, line = cursor.partition(".")
    if not (number.isdigit() and dot and line.isdigit()):
        raise BadInputError(
            _("{cursor!r} is no cursor").format(cursor=safe(cursor, 40)),
            _("give what the list called next"),
        )
    position = insight.tickets.position(call.kept, wanted, order, int(number))
    return int(line) if position is None else position + 1


def _items(call: Invocation, numbers: Sequence[int], following: str | None) -> None:
    rows = insight.tickets.tickets(call.kept, numbers)
    out.document({"items": [shapes.ticket(row) for row in rows], "next": following})


def find(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words; - reads them.")],
    limit: typed.Limit = 50,
    after: typed.After = None,
) -> None:
    """Tickets that hold every word, open or not, the newest first."""
    call = of(context)
    words = typed.text(text)
    if not words.strip():
        raise BadInputError(_("there is nothing to look for"), _("type a word or two"))
    before = typed.number(after, _("a cursor")) if after is not None else None
    rows = insight.tickets.find(call.kept, words, limit + 1, before)
    more, rows = len(rows) > limit, rows[:limit]
    if call.json:
        _items(call, [row.number for row in rows], str(rows[-1].number) if more else None)
    else:
        out.lines(show.tickets(rows, call.office.now(), more))


def show_(context: typer.Context, number: typed.Number) -> None:
    """One ticket whole: fields, contacts, timeline, receipts."""
    call, which = of(context), typed.number(number)
    kept, now = call.kept, call.office.now()
    row = insight.tickets.ticket(kept, which)
    timeline = insight.timeline
    contacts = timeline.contacts(kept, which)
    messages = timeline.messages(kept, which)
    attempts = timeline.attempts(kept, which)
    events = timeline.events(kept, which)
    orders = insight.repairs.of_ticket(kept, which)
    decisions = insight.receipts.decisions(kept, which)
    others = insight.receipts.otherwise(kept, which)
    present = insight.live.present(kept, call.office.clock()).get(which, ())
    related = insight.related.of(kept, which)
    files = insight.attached.of(kept, which)
    if call.json:
        shaped = [shapes.decision(made, own, others.get(own)) for own, made, _who in decisions]
        out.document(
            shapes.whole(
                row, contacts=contacts, messages=messages, attempts=attempts, events=events,
                orders=orders, decisions=shaped, present=present, related=related,
                attachments=files,
            )
        )  # fmt: skip
        return
    lines = show.ticket(row, now, present)
    timed = insight.clocks.of_ticket(kept, call.office.policy, which, now)
    lines += show.section(_("clocks"), clocks.alive(timed))
    leads_to = insight.related.leads_to(kept, which)
    lines += show.section(_("belongs together"), relations.lines(related, leads_to))
    lines += show.section(_("files"), attachments.lines(files))
    lines += show.section(_("contacts"), show.contacts(contacts))
    lines += show.section(_("tried"), show.attempts(attempts))
    lines += show.section(_("repair orders"), register_words.orders(orders))
    lines += show.section(_("timeline"), show.timeline(events))
    if decisions:
        identity, made, _login = decisions[-1]
        lines += show.section(_("why here"), receipts.brief(made, others.get(identity)))
    out.lines(lines)
