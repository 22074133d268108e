"""How a ticket ends and comes back: try, resolve, reopen, close, cancel; undo, redo, run-due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from frontdesk import desk
from frontdesk.cli import change, deeds, typed
from frontdesk.cli.invocation import of
from frontdesk.cli.options import Change, Several, Verb
from frontdesk.errors import BadInputError
from frontdesk.i18n import _, plural
from frontdesk.terms import Resolution
from frontdesk.text import safe
from frontdesk.times import rfc3339

if TYPE_CHECKING:
    from frontdesk.cli.invocation import Invocation
    from frontdesk.desk.warning import Warned
    from frontdesk.rows import Done

OUTCOME = "Outcome"


WithChildren = Annotated[
    str | None,
    typer.Option(
        "--with-children", metavar="yes|no",
        help="Its open children too, or leave them open; must be said where there are any.",
    ),
]  # fmt: skip


def add(app: typer.Typer) -> None:
    """Register the verbs."""
    app.command("try", cls=Change, rich_help_panel=OUTCOME)(try_)
    app.command("resolve", cls=Several, rich_help_panel=OUTCOME)(resolve)
    app.command("reopen", cls=Several, rich_help_panel=OUTCOME)(reopen)
    app.command("close", cls=Several, rich_help_panel=OUTCOME)(close)
    app.command("cancel", cls=Several, rich_help_panel=OUTCOME)(cancel)
    app.command("undo", cls=Verb, rich_help_panel=OUTCOME)(undo)
    app.command("redo", cls=Verb, rich_help_panel=OUTCOME)(redo)
    app.command("run-due", cls=Verb, rich_help_panel=OUTCOME)(run_due)


def try_(
    context: typer.Context,
    number: typed.Number,
    fix: Annotated[str, typer.Option("--fix", metavar="F", help="The known fix's number.")],
    worked: Annotated[bool, typer.Option("--worked", help="It helped: resolved by it.")] = False,
    failed: Annotated[bool, typer.Option("--failed", help="It did not.")] = False,
    step: Annotated[
        int | None,
        typer.Option("--step", metavar="K", min=1, max=999, help="The step that settled it."),
    ] = None,
    minutes: Annotated[
        int | None, typer.Option("--minutes", metavar="M", help="How long it took.")
    ] = None,
) -> None:
    """Record that a known fix was tried: worked or failed."""
    if worked == failed:
        raise BadInputError(_("did it work?"), _("say --worked or --failed"))
    which = typed.number(fix, _("a fix's number"))
    change.change_one(
        context,
        number,
        lambda office, ns, seen: desk.fix.attempt(
            office, ns[0], fix=which, worked=worked, step=step, minutes=minutes, expect=seen
        ),
    )


def resolve(
    context: typer.Context,
    code: Annotated[str, typer.Option("--code", metavar="C", help=", ".join(Resolution))],
    text: Annotated[str, typer.Option("--text", metavar="T", help="What helped; - reads it.")],
    numbers: typed.Numbers = None,
    fix: Annotated[
        str | None, typer.Option("--fix", metavar="F", help="The known fix that did it.")
    ] = None,
    tier_1_could: Annotated[
        str | None,
        typer.Option("--tier-1-could", metavar="yes|no", help="Could tier 1 have done it?"),
    ] = None,
    with_children: WithChildren = None,
) -> None:
    """Resolve tickets: how, and what helped."""
    how = typed.word(Resolution, code, "--code")
    could = typed.yes_or_no(tier_1_could, "--tier-1-could")
    too = typed.yes_or_no(with_children, "--with-children")
    which = typed.number(fix, _("a fix's number")) if fix is not None else None
    said = typed.text(text)
    change.change(
        context,
        numbers,
        lambda office, ns, seen: desk.outcome.resolve(
            office,
            ns,
            code=how,
            text=said,
            fix=which,
            tier1_could=could,
            children=too,
            expect=seen,
        ),
    )


def reopen(context: typer.Context, reason: typed.Reason, numbers: typed.Numbers = None) -> None:
    """Take up again what was not solved after all."""
    said = typed.text(reason)
    change.change(
        context,
        numbers,
        lambda office, ns, seen: desk.outcome.reopen(office, ns, reason=said, expect=seen),
    )


def close(
    context: typer.Context,
    numbers: typed.Numbers = None,
    with_children: WithChildren = None,
) -> None:
    """Close resolved tickets."""
    too = typed.yes_or_no(with_children, "--with-children")
    change.change(
        context,
        numbers,
        lambda office, ns, seen: desk.outcome.close(office, ns, children=too, expect=seen),
    )


def cancel(
    context: typer.Context,
    reason: typed.Reason,
    numbers: typed.Numbers = None,
    with_children: WithChildren = None,
) -> None:
    """Cancel tickets that need no work after all."""
    said = typed.text(reason)
    too = typed.yes_or_no(with_children, "--with-children")
    change.change(
        context,
        numbers,
        lambda office, ns, seen: desk.outcome.cancel(
            office, ns, reason=said, children=too, expect=seen
        ),
    )


def undo(
    context: typer.Context,
    event: Annotated[
        str | None, typer.Argument(metavar="EVENT", help="Any event of it; else your latest act.")
    ] = None,
    rest: Annotated[
        bool, typer.Option("--rest", help="Leave alone what somebody has changed since.")
    ] = False,
    listed: Annotated[
        bool, typer.Option("--list", help="Show what you did last, and undo nothing.")
    ] = False,
) -> None:
    """Take an act back, as a whole."""
    call = of(context)
    if listed:
        if event is not None or rest:
            raise BadInputError(_("--list undoes nothing"), _("give it alone"))
        deeds.show(call)
        return
    which = typed.number(event, _("an event's number")) if event is not None else None
    _turned(call, desk.undo.undo(call.office, which, rest=rest), _("undone: {what}"))


def redo(context: typer.Context) -> None:
    """Do again what you undid last."""
    call = of(context)
    _turned(call, desk.undo.redo(call.office), _("done again: {what}"))


def _turned(call: Invocation, done: Done, said: str) -> None:
    """Say what was taken back or done again; tickets as every verb says them."""
    if done.about:
        document: dict[str, object] = {"items": [], "next": None, "about": done.about}
        call.answer(document, safe(said.format(what=done.about)))
        return
    change.answer(call, done, several=any(each.refused for each in done.changes))


def run_due(context: typer.Context) -> None:
    """Do what time has made due: wake, warn, close, seal. Safe to run at any time, anywhere."""
    call = of(context)
    woken: list[int] = []
    closed: list[int] = []
    warned: list[Warned] = []
    sealed = False
    while True:  # each run takes so many at once
        report = desk.due.run_due(call.office)
        woken += report.woken
        closed += report.closed
        warned += report.warned
        sealed = sealed or report.sealed
        if not (report.woken or report.closed or report.warned):
            break
    document = {
        "woken": woken,
        "warned": [_warning(each) for each in warned],
        "closed": closed,
        "sealed": sealed,
    }
    lines = []
    if woken:
        lines.append(plural("woke {n} ticket", "woke {n} tickets", len(woken)))
    if closed:
        lines.append(plural("closed {n} ticket", "closed {n} tickets", len(closed)))
    if warned:
        lines.append(plural("gave {n} warning", "gave {n} warnings", len(warned)))
    if sealed:
        lines.append(_("sealed the day"))
    call.answer(document, *(lines or [_("nothing was due")]))


def _warning(each: Warned) -> dict[str, object]:
    return {
        "number": each.number,
        "clock": each.clock.value,
        "share": each.share,
        "due_at": rfc3339(each.due) if each.due else None,
        "informed": list(each.informed),
        "did": list(each.did),
    }
