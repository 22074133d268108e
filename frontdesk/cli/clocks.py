"""``clock``: the ledger of a ticket's clocks, line by line, and what if it waited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frontdesk import clock, insight
from frontdesk.cli import out, show, typed
from frontdesk.cli.invocation import of
from frontdesk.cli.options import Verb
from frontdesk.clock import Held, Line, Running
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.terms import Pending
from frontdesk.text import safe
from frontdesk.times import by_hand, hours, rfc3339

if TYPE_CHECKING:
    from frontdesk.insight.clocks import Clocks

CLOCKS = "Clocks"


def add(app: typer.Typer) -> None:
    """Register the verb."""
    app.command("clock", cls=Verb, rich_help_panel=CLOCKS)(clock_)


def clock_(
    context: typer.Context,
    number: typed.Number,
    condition: Annotated[
        str | None,
        typer.Option("--if", metavar="pending:REASON", help="As if it waited from now on."),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="T", help="With --if: until a time, or 2h, 3d."),
    ] = None,
) -> None:
    """The clocks of a ticket: what was counted, line by line, and why."""
    call, which = of(context), typed.number(number)
    office = call.office
    if condition is None:
        if until is not None:
            raise BadInputError(
                _("--until goes with --if"), _("say what it waits for: --if pending:vendor")
            )
        found = insight.clocks.of_ticket(call.kept, office.policy, which, office.now())
        call.answer(_document(found), *_told(found))
        return
    reason, moment = _reason(condition), call.moment(until)
    stand = insight.clocks.what_if(call.kept, office.policy, which, office.now(), reason, moment)
    alive = [each for each in stand if each.state.is_alive]
    document = {
        "number": which,
        "if": {"pending": reason.value, "until": rfc3339(moment) if moment else None},
        "clocks": [_clock(each) for each in alive],
    }
    call.answer(document, *(_if_line(each) for each in alive))


def _reason(condition: str) -> Pending:
    name, _colon, value = condition.partition(":")
    if name != "pending" or not value:
        raise BadInputError(
            _("{condition} is no condition").format(condition=safe(repr(condition), 40)),
            _("write --if pending:vendor"),
        )
    return typed.word(Pending, value, "--if pending:")


def _if_line(each: Running) -> str:
    name = clock.clock_words(each.clock)
    if each.due is not None:
        return _("{clock}: due {when}").format(clock=name, when=show.when(each.due))
    return _("{clock}: {state}, due when that ends").format(
        clock=name, state=clock.state_words(each)
    )


# For people


def alive(found: Clocks) -> Iterator[str]:
    """The clocks of a ticket that go on, a line each."""
    for each in found.running:
        if each.state.is_alive:
            yield f"  {_head(each)}"


def _told(found: Clocks) -> Iterator[str]:
    if not found.running:
        yield _("nothing is promised about {number}").format(number=found.number)
    for each, lines in zip(found.running, found.ledgers, strict=True):
        yield _head(each)
        yield from out.table(_heads(), [_line(line) for line in lines])
        if (each.clock, each.order or each.spell) in found.moved:
            yield out.dim(_("  as pinned at its end; counted today it would be otherwise"))
    if found.holders:
        yield out.bold(_("who held it"))
        yield from out.table(
            (
                out.Column(_("from")), out.Column(_("to")), out.Column(_("who"), least=8),
                out.Column(_("time"), right=True), out.Column(_("business"), right=True),
            ),
            [_holder(each) for each in found.holders],
        )  # fmt: skip


def _head(each: Running) -> str:
    parts = [clock.state_words(each), clock.result_words(each)]
    due = each.due or each.was_due
    if due is not None:
        parts.append(_("due {when}").format(when=show.when(due)))
    name = clock.clock_words(each.clock)
    whose = f" {safe(each.holder)}" if each.holder else ""
    spell = f" {each.spell}" if each.spell > 1 else ""
    return f"{out.bold(name + spell + whose)}  {' · '.join(parts)}"


def _heads() -> tuple[out.Column, ...]:
    return (
        out.Column(_("from")), out.Column(_("to")), out.Column(_("why"), least=16),
        out.Column(_("counted"), right=True), out.Column(_("in all"), right=True),
    )  # fmt: skip


def _line(line: Line) -> tuple[str, ...]:
    counted = by_hand(line.counted) if line.counted else ""
    return (
        show.when(line.start), show.when(line.end), safe(clock.line_words(line)), counted,
        by_hand(line.total),
    )  # fmt: skip


def _holder(each: Held) -> tuple[str, ...]:
    who = each.assignee or each.team or _("nobody")
    business = hours(each.business) if each.business is not None else ""
    return show.when(each.start), show.when(each.end), safe(who), hours(each.wall), business


# For scripts


def _document(found: Clocks) -> dict[str, object]:
    return {
        "number": found.number,
        "at": rfc3339(found.now),
        "ended": found.ended,
        "policy": found.policy,
        "clocks": [
            _clock(each, lines, (each.clock, each.order or each.spell) in found.moved)
            for each, lines in zip(found.running, found.ledgers, strict=True)
        ],
        "holders": [
            {
                "team": each.team,
                "assignee": each.assignee,
                "from": rfc3339(each.start),
                "to": rfc3339(each.end),
                "seconds": each.wall.total_seconds(),
                "business_seconds": _seconds(each.business),
            }
            for each in found.holders
        ],
    }


def _clock(
    each: Running, lines: Sequence[Line] | None = None, moved: bool = False
) -> dict[str, Any]:
    shaped: dict[str, Any] = {
        "clock": each.clock.value,
        "spell": each.spell,
        "promise": each.promise.name,
        "state": each.state.value,
        "within": _seconds(each.promise.within) if each.fixed is None else None,
        "used": _seconds(each.used),
        "left": _seconds(each.left),
        "started_at": rfc3339(each.started),
        "stopped_at": _time(each.stopped),
        "due_at": _time(each.due or each.was_due),
        "paused_for": each.paused_for.value if each.paused_for else None,
        "holder": each.holder,
        "order": each.order,
    }
    if lines is not None:
        shaped["moved"] = moved
        shaped["lines"] = list(_lines(lines))
    return shaped


def _lines(lines: Iterable[Line]) -> Iterator[dict[str, Any]]:
    for line in lines:
        yield {
            "from": rfc3339(line.start),
            "to": rfc3339(line.end),
            "kind": line.kind.value,
            "text": clock.line_words(line),
            "name": line.name or None,
            "counted": _seconds(line.counted),
            "total": _seconds(line.total),
        }


def _seconds(length: timedelta | None) -> float | None:
    return length.total_seconds() if length is not None else None


def _time(moment: datetime | None) -> str | None:
    return rfc3339(moment) if moment is not None else None
