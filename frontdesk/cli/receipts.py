"""``route`` and ``why``: the decision about a ticket, and its receipt in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from frontdesk import amounts, desk, insight
from frontdesk.cli import change, out, shapes, typed
from frontdesk.cli.invocation import Invocation, of
from frontdesk.cli.options import Several, Verb
from frontdesk.cli.policy_files import read as read_policy
from frontdesk.errors import BadInputError, NotFoundError
from frontdesk.i18n import _, plural
from frontdesk.terms import Route
from frontdesk.text import clip_words, safe

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.insight.receipts import Otherwise
    from frontdesk.routing import Decision, Wanted

DECISIONS = "Decisions"

Whole = Annotated[bool, typer.Option("--whole", help="Every line of the receipt.")]
Tried = Annotated[
    str | None,
    typer.Option("--policy", metavar="FILE", help="By another policy; nothing is written."),
]


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
    whole: Whole = False,
    policy: Tried = None,
) -> None:
    """Decide where tickets go next, and carry it out.

    With --dry-run, or for words alone (--text), the decision is shown and nothing is written.
    """
    call = of(context)
    changes = typed.fields(sets or ())
    if text is not None:
        if numbers:
            raise BadInputError(_("a number and --text say two things"), _("give one of them"))
        _say(call, _for_words(_by(call, policy), typed.text(text), changes), whole)
    elif dry_run:
        chosen = typed.numbers(numbers or ())
        if len(chosen) != 1:
            raise BadInputError(_("--dry-run goes with one ticket"), _("name one number"))
        _say(call, desk.route.decide_for(_by(call, policy), chosen[0], changes)[2], whole)
    elif policy is not None:
        raise BadInputError(
            _("another policy is only tried"), _("give --policy with --dry-run or --text")
        )
    elif changes:
        raise BadInputError(
            _("--set goes with --dry-run"), _("`frontdesk edit N --set …` changes the ticket")
        )
    else:
        change.change(
            context, numbers, lambda office, ns, seen: desk.route.route(office, ns, expect=seen)
        )


WORDS = (
    "body", "requester", "asset", "site", "category", "channel", "kind", "impact", "urgency",
)  # fmt: skip
"""Fields that may stand beside words alone."""


def _for_words(office: Office, words: str, changes: Mapping[str, str]) -> Decision:
    """The decision about a contact that is only told: opened like any other, and rolled back."""
    unknown = [name for name in changes if name not in WORDS]
    if unknown:
        raise BadInputError(
            _("{name!r} says nothing about words alone").format(name=safe(unknown[0], 40)),
            _("one of: {names}").format(names=", ".join(WORDS)),
        )
    if not words.strip():
        raise BadInputError(_("there are no words to decide about"), _("type them after --text"))
    first, _line, rest = words.strip().partition("\n")
    values = {"subject": clip_words(first, 200), **changes}
    said = rest.strip() if values["subject"] == first else words
    values["words"] = values.pop("body", said)
    inputs = desk.inputs
    return desk.intake.decide_new(office, inputs.checked(inputs.NewTicket, values))


def why(
    context: typer.Context,
    number: typed.Number,
    not_: Annotated[
        str | None,
        typer.Option(
            "--not",
            metavar="ROUTE",
            help="Why was that route not taken, and what would take it? escalate, "
            "escalate:network, escalate:3, local_fix:31, vendor_repair:shop.",
        ),
    ] = None,
    decision: Annotated[
        int | None,
        typer.Option("--decision", metavar="ID", help="An earlier one; `show --json` has the ids."),
    ] = None,
    whole: Whole = False,
    policy: Tried = None,
) -> None:
    """The receipt of a ticket's latest decision, in words.

    With --not, what stood against another route, from the receipt; and the smallest change of facts
    that would choose it, for the ticket as it stands now.
    """
    from frontdesk.decision.glance import changed_since

    call = of(context)
    wanted = _wanted(not_) if not_ is not None else None
    row = insight.tickets.ticket(call.kept, typed.number(number))
    kept = insight.receipts.decisions(call.kept, row.number)
    if not kept:
        raise NotFoundError(
            _("nothing has been decided about ticket {number}").format(number=row.number),
            _("`frontdesk route {number} --dry-run` asks").format(number=row.number),
        )
    identity, made = _of_these(kept, decision)
    otherwise = insight.receipts.otherwise(call.kept, row.number).get(identity or 0)
    if policy is not None:
        _case, _evidence, made = desk.route.decide_for(_by(call, policy), row.number)
        identity, otherwise = None, None
    if wanted is not None:
        _why_not(call, _by(call, policy), row.number, wanted, identity, made)
        return
    document = shapes.decision(made, identity, otherwise)
    before = [each for own, each, _who in kept if identity is not None and own < identity]
    lines = receipt(made, otherwise, whole)
    if before and (changed := changed_since(before[-1], made)):
        lines[1:1] = out.wrapped(safe(changed), first="  ")
    call.answer(document, *lines)


def _of_these(
    kept: Sequence[tuple[int, Decision, str | None]], identity: int | None
) -> tuple[int | None, Decision]:
    """The decision with an id, or the latest."""
    for own, made, _who in reversed(kept):
        if identity in (None, own):
            return own, made
    ids = ", ".join(str(own) for own, _made, _who in kept)
    raise NotFoundError(
        _("no decision {number} about this ticket").format(number=identity),
        _("there are: {ids}").format(ids=ids),
    )


def _wanted(typed_route: str) -> Wanted:
    """``escalate`` or ``escalate:network``, as it was typed."""
    from frontdesk.routing import Wanted

    route, _colon, which = typed_route.partition(":")
    return Wanted(typed.word(Route, route, "--not"), which.strip())


def _why_not(
    call: Invocation,
    office: Office,
    number: int,
    wanted: Wanted,
    identity: int | None,
    made: Decision,
) -> None:
    """Says what stood against a route, and what would take it."""
    from frontdesk.decision.wording.changes import search_words
    from frontdesk.routing import summary, why_not

    search = desk.whatif.smallest(office, number, wanted)
    found = search.found
    against = why_not(made, wanted, remedies=found is None)
    then = search_words(search, _, summary(found.decision) if found else "")
    document = {
        "number": number, "route": made.route.value, "not": str(wanted), "decision": identity,
        "text": list(against), "smallest_change": shapes.found(found),
        "searched": {"decisions": search.decisions, "all": search.whole},
    }  # fmt: skip
    lines = [line for one in against for line in out.wrapped(safe(one), "")]
    lines += ["", *(line for one in then for line in out.wrapped(safe(one), ""))]
    call.answer(document, *lines)


def _by(call: Invocation, policy: str | None) -> Office:
    """The office, with another policy where one is to be tried."""
    return call.office if policy is None else replace(call.office, policy=read_policy(policy))


def _say(call: Invocation, made: Decision, whole: bool) -> None:
    call.answer(
        shapes.decision(made), *receipt(made, None, whole), out.dim(_("nothing was written"))
    )


def brief(made: Decision, otherwise: Otherwise | None) -> list[str]:
    """A decision in a line or two, and what a person did instead."""
    from frontdesk.routing import summary

    lines = out.wrapped(safe(summary(made)), first="▸ ")
    if otherwise is not None:
        lines += out.wrapped(safe(otherwise.words()), first="  ")
    return lines


def receipt(made: Decision, otherwise: Otherwise | None, whole: bool = False) -> list[str]:
    """A decision in words: what, among which options, and each stage's reasons.

    Args:
        whole: every line of it; else what the table of options says is not said again, and rules
            that do not apply are only counted.
    """
    from frontdesk.decision.glance import foot_words
    from frontdesk.routing import Stage, Verdict, reason_words

    lines = [*brief(made, otherwise), "", *_options(made)]
    for stage in Stage:
        if not whole and stage in (Stage.OPTIONS, Stage.ESTIMATE):
            continue
        reasons = [reason for reason in made.reasons if reason.stage is stage]
        idle = 0
        if not whole and stage is Stage.RULES:
            idle = sum(reason.verdict is Verdict.FAILED for reason in reasons)
            reasons = [reason for reason in reasons if reason.verdict is not Verdict.FAILED]
        if reasons or idle:
            lines += ["", out.dim(_STAGES[stage]())]
        for reason in reasons:
            mark = f"  {_MARKS[reason.verdict]} "
            lines += out.wrapped(safe(reason_words(reason)), first=mark)
        if idle:
            none = plural("{n} rule does not apply", "{n} rules do not apply", idle)
            lines.append(f"  · {none}")
    lines += ["", out.dim(foot_words(made))]
    if not whole:
        lines.append(out.dim(_("--whole says it all")))
    return lines


def _options(made: Decision) -> list[str]:
    """The options that were weighed, and how many were not allowed."""
    from frontdesk.decision.wording.voice import span
    from frontdesk.routing import blocked_words, option_words

    heads = (
        out.Column(""),
        out.Column(_("option"), least=24),
        out.Column(_("chance"), right=True),
        out.Column(_("cost"), right=True),
        out.Column(_("time"), right=True),
    )
    cells = [
        (
            "▸" if option is made.chosen else " ",
            safe(option_words(option, made)),
            amounts.percent(option.p_success),
            amounts.money(option.expected_cost),
            span(option.expected_seconds, _),
        )
        for option in made.options
        if option.allowed
    ]
    blocked = [option for option in made.options if not option.allowed]
    lines = out.table(heads, cells)
    for option in blocked[:MOST_BLOCKED]:
        stands = " ".join(safe(blocked_words(code)) for code in option.blocked_by)
        lines += out.wrapped(f"{safe(option_words(option, made))}: {stands}", first="✗ ")
    if len(blocked) > MOST_BLOCKED:
        more = len(blocked) - MOST_BLOCKED
        lines.append(plural("✗ {n} more is not allowed", "✗ {n} more are not allowed", more))
    return lines


MOST_BLOCKED = 5
"""Options that were not allowed, as many as a person wants to read."""

_MARKS = {
    "held": "✓",
    "failed": "✗",
    "blocked": "✗",
    "chosen": "▸",
    "noted": "·",
    "unknown": "?",
}
_STAGES = {
    "validate": lambda: _("is it in order?"),
    "outbreak": lambda: _("is it part of something larger?"),
    "rules": lambda: _("what do the rules say?"),
    "options": lambda: _("what could be done?"),
    "estimate": lambda: _("what would it take?"),
    "choose": lambda: _("what was chosen?"),
    "match": lambda: _("who?"),
}
