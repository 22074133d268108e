"""``route`` and ``why``: the decision about a ticket, and its receipt in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from frontdesk import desk, insight
from frontdesk.cli import change, out, shapes, typed
from frontdesk.cli.invocation import Invocation, of
from frontdesk.cli.options import Several, Verb
from frontdesk.errors import BadInputError, NotFoundError
from frontdesk.i18n import _
from frontdesk.routing import (
    Decision,
    Option,
    Stage,
    Verdict,
    blocked_words,
    option_words,
    reason_words,
    summary,
    why_not,
)
from frontdesk.terms import Channel, Impact, Kind, Route, Urgency
from frontdesk.text import safe

DECISIONS = "Decisions"


def add(app: typer.Typer) -> None:
    """Register the verbs."""
    app.command("route", cls=Several, rich_help_panel=DECISIONS)(route)
    app.command("why", cls=Verb, rich_help_panel=DECISIONS)(why)


def route(
    context: typer.Context,
    numbers: typed.Numbers = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Decide, and write nothing.")] = False,
    sets: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="With --dry-run: as if it were so."),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option("--text", metavar="TEXT", help="Decide about words alone; - reads them."),
    ] = None,
) -> None:
    """Decide where tickets go next, and carry it out.

    With --dry-run, or for words alone (--text), the decision is shown and nothing is written.
    """
    call = of(context)
    changes = typed.fields(sets or ())
    if text is not None:
        if numbers:
            raise BadInputError(_("a number and --text say two things"), _("give one of them"))
        _say(call, _for_words(call, typed.text(text), changes))
    elif dry_run:
        chosen = typed.numbers(numbers or ())
        if len(chosen) != 1:
            raise BadInputError(_("--dry-run goes with one ticket"), _("name one number"))
        _say(call, desk.route.decide_for(call.office, chosen[0], changes)[2])
    elif changes:
        raise BadInputError(
            _("--set goes with --dry-run"), _("`frontdesk edit N --set …` changes the ticket")
        )
    else:
        change.change(
            context, numbers, lambda office, ns, seen: desk.route.route(office, ns, expect=seen)
        )


WORDS = ("subject", "body", "requester", "asset", "site", "category", "channel", "kind",
         "impact", "urgency")  # fmt: skip
"""Fields that words alone may be decided with."""


def _for_words(call: Invocation, words: str, changes: Any) -> Decision:
    unknown = [name for name in changes if name not in WORDS]
    if unknown:
        raise BadInputError(
            _("{name!r} says nothing about words alone").format(name=safe(unknown[0], 40)),
            _("one of: {names}").format(names=", ".join(WORDS)),
        )
    if not words.strip():
        raise BadInputError(_("there are no words to decide about"), _("type them after --text"))
    first, _line, rest = words.strip().partition("\n")
    evidence = insight.evidence
    kinds: dict[str, Any] = {"channel": Channel, "kind": Kind, "impact": Impact, "urgency": Urgency}
    given = {
        name: typed.word(kinds[name], value, name) if name in kinds else value
        for name, value in changes.items()
        if name != "body"
    }
    half = {"subject": first, "words": changes.get("body", rest.strip()), **given}
    office = call.office
    typed_so_far = evidence.HalfTyped(**half)
    return evidence.preview(office.store, office.policy, typed_so_far, office.now())


def why(
    context: typer.Context,
    number: typed.Number,
    not_: Annotated[
        str | None,
        typer.Option("--not", metavar="ROUTE", help="Why was that route not taken?"),
    ] = None,
) -> None:
    """The receipt of a ticket's latest decision, in words."""
    call = of(context)
    wanted = typed.word(Route, not_, "--not") if not_ is not None else None
    row = insight.tickets.ticket(call.kept, typed.number(number))
    kept = insight.receipts.decisions(call.kept, row.number)
    if not kept:
        raise NotFoundError(
            _("nothing has been decided about ticket {number}").format(number=row.number),
            _("`frontdesk route {number} --dry-run` asks").format(number=row.number),
        )
    identity, made, overridden_by = kept[-1]
    if wanted is not None:
        said = why_not(made, wanted)
        document = {
            "number": row.number, "route": made.route.value, "not": wanted.value,
            "decision": identity, "text": list(said),
        }  # fmt: skip
        call.answer(document, *(line for one in said for line in out.wrapped(safe(one), "")))
        return
    document = shapes.decision(made, identity, overridden_by)
    call.answer(document, *receipt(made, overridden_by))


def _say(call: Invocation, made: Decision) -> None:
    call.answer(shapes.decision(made), *receipt(made, None), out.dim(_("nothing was written")))


def brief(made: Decision, overridden_by: str | None) -> list[str]:
    """A decision in a line or two."""
    lines = out.wrapped(safe(summary(made)), "  ")
    if overridden_by is not None:
        lines.append("  " + _("{who} did otherwise").format(who=safe(overridden_by)))
    return lines


def receipt(made: Decision, overridden_by: str | None) -> list[str]:
    """A decision in words: what, which options, and each stage's reasons."""
    lines = [*out.wrapped(safe(summary(made)), out.bold("▸ ") if out.coloured() else "▸ ")]
    if overridden_by is not None:
        lines.append(_("{who} did otherwise").format(who=safe(overridden_by)))
    lines += ["", out.dim(_("options"))]
    lines += [line for option in made.options for line in _option(option, made)]
    for stage in Stage:
        reasons = [reason for reason in made.reasons if reason.stage is stage]
        if reasons:
            lines += ["", out.dim(_STAGES[stage]())]
            for reason in reasons:
                lines += out.wrapped(safe(reason_words(reason)), f"  {_MARKS[reason.verdict]} ")
    return lines


def _option(option: Option, made: Decision) -> Sequence[str]:
    figures = f"{option.p_success:.0%}  {option.expected_cost}"
    mark = "▸" if option is made.chosen else " "
    said = safe(option_words(option, made))
    if option.allowed:
        return out.wrapped(f"{said}  {out.dim(figures)}", f"  {mark} ")
    stands = "; ".join(safe(blocked_words(code)) for code in option.blocked_by)
    return out.wrapped(f"{said}: {stands}", "  ✗ ")


_MARKS = {
    Verdict.HELD: "✓",
    Verdict.FAILED: "✗",
    Verdict.BLOCKED: "✗",
    Verdict.CHOSEN: "▸",
    Verdict.NOTED: "·",
    Verdict.UNKNOWN: "?",
}
_STAGES = {
    Stage.VALIDATE: lambda: _("is it in order?"),
    Stage.OUTBREAK: lambda: _("is it part of something larger?"),
    Stage.RULES: lambda: _("what do the rules say?"),
    Stage.OPTIONS: lambda: _("what could be done?"),
    Stage.ESTIMATE: lambda: _("what would it take?"),
    Stage.CHOOSE: lambda: _("what was chosen?"),
    Stage.MATCH: lambda: _("who?"),
}
