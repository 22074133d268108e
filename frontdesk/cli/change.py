"""What every verb that changes tickets does alike: which tickets, do it or preview it, answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from frontdesk import becoming, insight, query
from frontdesk.cli import out, shapes, show, typed
from frontdesk.cli.asking import asked
from frontdesk.cli.invocation import Invocation, of
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.text import safe

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.rows import Done

MOST = 10_000
"""Tickets of one query that a verb takes; more are refused, so that nothing is left half done."""

Act = Callable[["Office", Sequence[int], int | None], "Done"]
"""A verb of the desk, with its office, numbers and the version that was seen."""


def change(context: typer.Context, numbers: Sequence[str] | None, act: Act) -> None:
    """Do a verb to the tickets that are meant, all of them or none, and answer."""
    call = of(context)
    chosen = _chosen(call, numbers or ())
    if not chosen:
        call.answer({"items": [], "next": None}, _("no ticket matches; nothing was changed"))
        return
    if call.preview:
        _previewed(call, act(call.office.preview().lenient(), chosen, call.expect))
        return
    answer(call, act(call.office, chosen, call.expect), several=call.query is not None)


def change_one(context: typer.Context, number: str, act: Act) -> None:
    """Do a verb to one ticket, and answer."""
    call = of(context)
    answer(call, act(call.office, [typed.number(number)], call.expect), several=False)


def _chosen(call: Invocation, numbers: Sequence[str]) -> list[int]:
    if call.query is None:
        if not numbers:
            raise BadInputError(_("no ticket was named"), _("type its number, or --query Q"))
        return typed.numbers(numbers)
    if numbers:
        raise BadInputError(_("numbers and --query say two things"), _("give the one or the other"))
    rows = insight.tickets.window(
        call.kept, asked(call, call.query), query.Order.NUMBER, 0, MOST + 1
    )
    if len(rows) > MOST:
        raise BadInputError(_("more than {n} tickets match").format(n=MOST), _("narrow the query"))
    return [row.number for row in rows]


def answer(
    call: Invocation, done: Done, *, several: bool, more: Mapping[str, Any] | None = None
) -> None:
    """Say what a verb has done: the ticket, or the list of them, with the event of each.

    Args:
        several: answer with the list shape even if there is only one.
        more: what a script is told beside (a repair order's id).
    """
    events = {change.number: change.event for change in done.changes if change.event}
    rows = insight.tickets.tickets(call.kept, list(events))
    shaped = [{**shapes.ticket(row), "event": events[row.number], **(more or {})} for row in rows]
    left = [(each.number, each.refused) for each in done.changes if each.refused is not None]
    if call.json:
        several = several or len(shaped) != 1
        whole = {"items": shaped, "next": None}
        if left:
            whole["left"] = [{"number": number, "why": why} for number, why in left]
        out.document(whole if several else shaped[0])
        return
    proposes = {each.number: each.became.get("proposes") for each in done.changes}
    stays = [_("{number} stays: {why}").format(number=n, why=safe(why)) for n, why in left]
    out.lines([*show.changed(rows, events), *stays, *show.proposed(proposes)])


def _previewed(call: Invocation, done: Done) -> None:
    became = insight.timeline.coded(call.kept, [change.became for change in done.changes])
    items = [
        {
            "number": change.number,
            "version": change.version,
            "would_change": change.refused is None,
            "becomes": shapes.plain(after),
            "refused": change.refused,
        }
        for change, after in zip(done.changes, became, strict=True)
    ]
    rows = {row.number: row for row in insight.tickets.tickets(call.kept, _numbers(done))}
    was = insight.timeline.coded(call.kept, [change.was for change in done.changes])
    words = [becoming.words(*each, call.office.zone) for each in zip(was, became, strict=True)]
    lines = show.previewed(
        [(rows[c.number], c, said) for c, said in zip(done.changes, words, strict=True)]
    )
    call.answer({"items": items, "next": None}, *lines)


def _numbers(done: Done) -> list[int]:
    return [change.number for change in done.changes]
