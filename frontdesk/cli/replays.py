"""``policy replay``: what a policy would have done with past tickets, beside what happened."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frontdesk import insight
from frontdesk.cli import out, shapes
from frontdesk.cli.invocation import Invocation, of
from frontdesk.cli.options import Verb
from frontdesk.cli.policy_files import read
from frontdesk.cli.progress import Progress
from frontdesk.cli.replay_words import lines, row_table
from frontdesk.cli.reports import Since, Source, Until, moment
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.terms import Money
from frontdesk.text import safe

if TYPE_CHECKING:
    from frontdesk.insight.replay import Replay, Row, Wanted
    from frontdesk.policy import Policy
    from frontdesk.replaying.compare import Between, Part
    from frontdesk.replaying.spread import Change, Share

SHOWN = ("moved", "missed", "between")


def add(noun: typer.Typer) -> None:
    """Register the verb under ``policy``."""
    noun.command("replay", cls=Verb)(replay)


def replay(
    context: typer.Context,
    file: Annotated[
        str | None,
        typer.Option(
            "--policy", metavar="FILE", help="Another policy, beside the one in force."
        ),
    ] = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, metavar="N", help="Only the latest N of them.")
    ] = None,
    source: Source = None,
    with_similar: Annotated[
        bool,
        typer.Option("--with-similar", help="Look for tickets like each, too; much slower."),
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Decide anew what an earlier replay has decided.")
    ] = False,
    tickets: Annotated[
        str | None,
        typer.Option(
            "--tickets", metavar="WHICH",
            help="The tickets behind it: moved, missed (not where they were resolved), "
            "between (what the two policies treat differently).",
        ),
    ] = None,
    ticket: Annotated[
        int | None,
        typer.Option("--ticket", metavar="N", help="What would have been decided about one."),
    ] = None,
) -> None:  # fmt: skip
    """What a policy would have done with past tickets, as they were known when they were opened.

    It can be interrupted: the same call goes on where it stopped. docs/replay.md says what it
    can tell and what it cannot.
    """
    call = of(context)
    wanted = replace(_wanted(call, since, until, limit, source), similar=with_similar)
    if tickets is not None and (tickets not in SHOWN or (tickets == "between" and file is None)):
        raise BadInputError(
            _("{which!r} are no tickets of a replay").format(which=safe(tickets, 40)),
            _("one of: moved, missed; with --policy also between"),
        )
    ours = call.office.policy
    other = read(file) if file is not None else None
    found = [_run(call, policy, wanted, fresh) for policy in (other, ours) if policy is not None]
    if ticket is not None:
        _ticket(call, found, ticket)
    elif tickets is not None:
        _tickets(call, found, tickets)
    elif call.json:
        out.document(_document(found, wanted, ours.currency))
    else:
        out.lines(lines(found, wanted, ours.currency))


def _wanted(
    call: Invocation, since: str | None, until: str | None, limit: int | None, source: str | None
) -> Wanted:
    if source not in (None, "own", "imported"):
        raise BadInputError(
            _("{source!r} is no source").format(source=safe(source or "", 40)),
            _("one of: {names}").format(names="own, imported"),
        )
    wanted = insight.replay.Wanted(
        now=call.office.now(),
        since=moment(call, since),
        until=moment(call, until),
        limit=limit,
        imported=None if source is None else source == "imported",
    )
    if wanted.since and wanted.until and wanted.until <= wanted.since:
        raise BadInputError(
            _("--until is not after --since"), _("give a period that lasts a while")
        )
    return wanted


def _run(call: Invocation, policy: Policy, wanted: Wanted, fresh: bool) -> Replay:
    zone = call.office.zone
    try:
        with Progress(_("replaying")) as progress:
            return insight.replay.run(
                call.kept, policy, wanted, zone=zone, fresh=fresh, progress=progress.to
            )
    except KeyboardInterrupt:
        said = _("what was decided is kept; the same call goes on from there")
        sys.stderr.write(f"frontdesk: {said}\n")
        raise


def _ticket(call: Invocation, found: Sequence[Replay], number: int) -> None:
    """What was decided then, and what each replayed policy would have decided."""
    from frontdesk.cli.receipts import receipt

    kept = insight.receipts.decisions(call.kept, number)[:1]
    instead = insight.receipts.otherwise(call.kept, number)
    then = [(made, identity, instead.get(identity)) for identity, made, _who in kept]
    would = [one.decision(number) for one in found]
    names = [_("the other policy"), _("the policy in force")][-len(found) :]
    document = {
        "number": number,
        "then": shapes.decision(*then[0]) if then else None,
        "would": [shapes.decision(made) for made in would],
    }
    told = [out.bold(_("Decided then"))]
    for made, _identity, otherwise in then:
        told += receipt(made, otherwise)
    if not then:
        told.append(out.dim(_("nothing was decided then")))
    for name, made in zip(names, would, strict=True):
        told += ["", out.bold(_("Would be decided by {policy}").format(policy=name))]
        told += receipt(made, None)
    call.answer(document, *told)


def _tickets(call: Invocation, found: Sequence[Replay], which: str) -> None:
    first = found[0]
    if which == "between":
        numbers = insight.replay.between(found[1], first).differ
    elif which == "moved":
        numbers = first.figures.moved
    else:
        numbers = tuple(one.went.number for one in first.tickets if not one.agreed)
    rows = insight.replay.rows(call.kept, first, numbers)
    currency = call.office.policy.currency
    if call.json:
        items = [_row(row, currency) for row in rows]
        out.document({"tickets": which, "items": items, "next": None})
    else:
        out.lines(row_table(rows, currency))


def _row(row: Row, currency: str) -> dict[str, Any]:
    return {
        "number": row.number,
        "subject": row.subject,
        "opened_at": shapes.plain(row.opened),
        "went": list(row.went),
        "route": row.route.value,
        "would": row.would,
        "agreed": row.agreed,
        "moved": row.moved,
        "cost_delta": None if row.cost is None else shapes.plain(Money(row.cost, currency)),
    }


def _document(found: Sequence[Replay], wanted: Wanted, currency: str) -> dict[str, Any]:
    document = {
        "since": shapes.plain(wanted.since),
        "until": shapes.plain(wanted.until),
        **_figures(found[0], currency),
    }
    if len(found) > 1:
        other, ours = found
        document["in_force"] = _figures(ours, currency)
        document["between"] = _between(insight.replay.between(ours, other), currency)
    return document | {"method": insight.replay.method(found[0])}


def _figures(replay: Replay, currency: str) -> dict[str, Any]:
    figures = replay.figures
    shares = {"agreed": figures.agreed, "top1": figures.top1, "top3": figures.top3}
    return {
        "policy": replay.policy,
        "n": figures.n,
        **{name: round(share.share, 6) for name, share in shares.items()},
        "intervals": {name: _interval(share) for name, share in shares.items()},
        "macro_f1": round(figures.macro_f1, 6),
        "calibration_error": round(figures.calibration_error, 6),
        "calibration": {
            "confidence": round(figures.calibration_error, 6),
            "p_success": round(figures.off_p, 6),
            "shares": round(figures.off_shares, 6),
        },
        "suggested": {
            "n": figures.suggested1.of,
            "top1": round(figures.suggested1.share, 6),
            "top3": round(figures.suggested3.share, 6),
        },
        "by_route": list(_parts("route", figures.by_route)),
        "by_team": list(_parts("team", figures.by_team)),
        "by_month": list(_parts("month", figures.by_month)),
        "moved": len(figures.moved),
        "hops_delta": _change(figures.hops),
        "cost_delta": _cost(figures.cost, currency),
        "left_out": dict(replay.left_out),
        "decided_now": replay.fresh,
    }


def _interval(share: Share) -> list[float]:
    return [round(share.low, 6), round(share.high, 6)]


def _parts(name: str, parts: Sequence[Part]) -> Iterator[dict[str, Any]]:
    for part in parts:
        one = {
            name: part.name,
            "n": part.agreed.of,
            "agreed": round(part.agreed.share, 6),
            "top3": round(part.top3.share, 6),
            "moved": part.moved,
        }
        yield one | ({"sent": part.sent} if name == "team" else {})


def _change(change: Change) -> dict[str, Any]:
    return {
        "n": change.n, "left_out": change.left_out, "before": round(change.before, 4),
        "after": round(change.after, 4), "delta": round(change.delta, 4),
        "low": round(change.low, 4), "high": round(change.high, 4),
    }  # fmt: skip


def _cost(change: Change, currency: str) -> dict[str, Any]:
    said = _change(change)
    for name in ("before", "after", "delta", "low", "high"):
        said[name] = shapes.plain(Money(round(said[name]), currency))
    return said


def _between(found: Between, currency: str) -> dict[str, Any]:
    return {
        "n": found.n, "moved": len(found.moved), "differ": len(found.differ),
        "gained": found.gained, "lost": found.lost,
        "agreed_delta": round((found.gained - found.lost) / found.n, 6) if found.n else 0.0,
        "low": round(found.low, 6), "high": round(found.high, 6),
        "hops_delta": _change(found.hops), "cost_delta": _cost(found.cost, currency),
    }  # fmt: skip
