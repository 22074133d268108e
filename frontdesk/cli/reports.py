"""The figures of a period: report, by team, tier, month or category, and the tickets behind one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frontdesk import amounts, insight
from frontdesk.cli import out, shapes, typed
from frontdesk.cli.invocation import Invocation, of
from frontdesk.cli.options import Verb
from frontdesk.errors import BadInputError
from frontdesk.i18n import N_, _, plural
from frontdesk.terms import Money
from frontdesk.text import safe, width
from frontdesk.times import parse_span

if TYPE_CHECKING:
    from frontdesk.insight.figures import By, Report, Value, Wanted

REPORTS = "Figures"
SOURCES = ("own", "imported")
SHOWN = 40
"""Groups that a person is shown; a script gets all."""
ACROSS = {
    "tickets": N_("tickets"),
    "resolved": N_("resolved"),
    "never_left_tier_1": N_("tier 1 only"),
    "handovers_mean": N_("handovers"),
    "ping_pong": N_("ping-pong"),
    "time_to_resolve_incidents_median": N_("incidents"),
    "time_to_resolve_requests_median": N_("requests"),
    "reopened": N_("reopened"),
    "backlog": N_("backlog"),
    "cost_mean": N_("cost"),
}
"""Figures that stand side by side where a report is parted, as many as fit; a script gets all."""
WIDE = 110
"""Columns of a terminal on which definitions stand beside their figures, else below them."""

Since = Annotated[
    str | None,
    typer.Option("--since", metavar="T", help="Opened from then on; 30d: the last 30 days."),
]
Until = Annotated[str | None, typer.Option("--until", metavar="T", help="Opened before then.")]
Source = Annotated[
    str | None, typer.Option("--source", metavar="S", help="own, imported; else both.")
]


def add(app: typer.Typer) -> None:
    """Register the verb."""
    app.command("report", cls=Verb, rich_help_panel=REPORTS)(report)


def report(
    context: typer.Context,
    since: Since = None,
    until: Until = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="BY", help="team, tier, month, category")
    ] = None,
    calendar: Annotated[
        str | None,
        typer.Option("--calendar", metavar="NAME", help="Count time in this one, or 24x7."),
    ] = None,
    source: Source = None,
    tickets: Annotated[
        str | None, typer.Option("--tickets", metavar="FIGURE", help="The tickets behind it.")
    ] = None,
    group: Annotated[
        str | None,
        typer.Option("--group", metavar="NAME", help="With --tickets and --by: of one group."),
    ] = None,
    others: Annotated[
        bool, typer.Option("--not", help="With --tickets: those that a share leaves out.")
    ] = False,
) -> None:
    """The figures of routing, each with its definition; docs/figures.md has them all."""
    call = of(context)
    if source is not None and source not in SOURCES:
        raise BadInputError(
            _("{source!r} is no source").format(source=safe(source, 40)),
            _("one of: {names}").format(names=", ".join(SOURCES)),
        )
    parted = typed.word(insight.figures.By, by, "--by") if by is not None else None
    if ((group is not None or others) and tickets is None) or (
        group is not None and parted is None
    ):
        raise BadInputError(
            _("--group and --not go with --tickets, --group also with --by"),
            _("name the figure with --tickets"),
        )
    wanted = insight.figures.Wanted(
        now=call.office.now(),
        since=moment(call, since),
        until=moment(call, until),
        imported=None if source is None else source == "imported",
        calendar=calendar,
    )
    if wanted.since and wanted.until and wanted.until <= wanted.since:
        raise BadInputError(
            _("--until is not after --since"), _("give a period that lasts a while")
        )
    if tickets is not None:
        _behind(call, wanted, tickets, parted, group, others=others)
        return
    office = call.office
    found = insight.figures.report(call.kept, office.policy, wanted, by=parted, zone=office.zone)
    if call.json:
        out.document(_document(found, wanted, parted, office.policy.currency))
    else:
        out.lines(_lines(found, wanted, office.policy.currency))


def moment(call: Invocation, said: str | None) -> datetime | None:
    """A time as typed; a span is so long ago."""
    if said is not None and said.strip()[-1:].lower() in ("m", "h", "d", "w", "s", "n"):
        return call.office.now() - parse_span(said)
    return call.moment(said)


def _behind(
    call: Invocation,
    wanted: Wanted,
    key: str,
    by: By | None,
    group: str | None,
    *,
    others: bool,
) -> None:
    office = call.office
    found = insight.figures.behind(
        call.kept, office.policy, wanted, key, by=by, group=group, others=others, zone=office.zone
    )
    if call.json:
        rows = [{"number": one.number, "value": round(one.value, 6)} for one in found]
        out.document({"figure": key, "items": rows, "next": None})
        return
    out.lines(f"{one.number}  {amounts.plain(one.value)}" for one in found)
    out.lines([out.dim(plural("{n} ticket", "{n} tickets", len(found)))])


def _document(found: Report, wanted: Wanted, by: By | None, currency: str) -> dict[str, Any]:
    document: dict[str, Any] = {
        "since": shapes.plain(wanted.since),
        "until": shapes.plain(wanted.until),
        "moment": shapes.plain(wanted.moment),
        "calendar": wanted.calendar,
        "tickets": found.tickets,
        "imported": found.imported,
        "figures": [_figure(value, currency, defined=True) for value in found.values],
    }
    if by is not None:
        document["by"] = by.value
        document["groups"] = [
            {
                "group": part.name,
                "figures": [_figure(value, currency, defined=False) for value in part.values],
            }
            for part in found.groups
        ]
    return document


def _figure(value: Value, currency: str, *, defined: bool) -> dict[str, Any]:
    unit = insight.figure.Unit
    number: Any = value.value
    if value.figure.unit is unit.MONEY:
        number = shapes.plain(Money(round(value.value), currency))
    elif value.figure.unit in (unit.COUNT, unit.SECONDS):
        number = round(value.value)
    document = {
        "figure": value.figure.key,
        "value": number,
        "unit": value.figure.unit.value,
        "count": value.count,
        "of": value.of,
    }
    return document | ({"definition": value.figure.means} if defined else {})


def _lines(found: Report, wanted: Wanted, currency: str) -> list[str]:
    wide = out.columns() >= WIDE
    heads = [
        out.Column(_("figure")),
        out.Column(_("value"), right=True),
        out.Column(_("of"), right=True),
        *([out.Column(_("definition"), least=20)] if wide else []),
    ]
    rows = [
        [value.figure.name, _said(value, currency), str(value.of)]
        + ([value.figure.means] if wide else [])
        for value in found.values
    ]
    lines = [*_head(found, wanted), *out.table(heads, rows)]
    if not wide:
        lines.append("")
        for value in found.values:
            lines += out.wrapped(f"{value.figure.name}: {value.figure.means}")
    if found.groups:
        lines += ["", *_groups(found, currency)]
    return lines


def _head(found: Report, wanted: Wanted) -> list[str]:
    parts = [plural("{n} ticket", "{n} tickets", found.tickets)]
    if found.imported:
        parts.append(_("{n} of another system").format(n=found.imported))
    if wanted.calendar:
        parts.append(_("time in the calendar {name}").format(name=safe(wanted.calendar)))
    return [", ".join(parts)]


def _groups(found: Report, currency: str) -> list[str]:
    """Groups side by side, with as many of the main figures as fit."""
    counted = {value.figure.key for value in found.values}
    keys = [key for key in ACROSS if key in counted]
    lines: list[str] = []
    while keys and (not lines or max(map(width, lines[1:])) > out.columns()):
        lines = _across(found, keys, currency)
        keys.pop()
    if (more := len(found.groups) - SHOWN) > 0:
        lines.append(out.dim(_("and {n} more; --json has them all").format(n=more)))
    return lines


def _across(found: Report, keys: Sequence[str], currency: str) -> list[str]:
    heads = [out.Column("", least=12), *(out.Column(_(ACROSS[key]), right=True) for key in keys)]
    rows = []
    for part in found.groups[:SHOWN]:
        values = {value.figure.key: _said(value, currency) for value in part.values}
        rows.append([safe(part.name, 60), *(values.get(key, "") for key in keys)])
    return out.table(heads, rows)


def _said(value: Value, currency: str) -> str:
    """A value as people read it: shares in per cent, durations in hours."""
    unit, number = insight.figure.Unit, value.value
    if value.figure.unit is unit.SHARE:
        return amounts.percent(number, 1)
    if value.figure.unit is unit.SECONDS:
        return _("{n} h").format(n=amounts.number(number / 3600, 1))
    if value.figure.unit is unit.MONEY:
        return amounts.money(Money(round(number), currency))
    if value.figure.unit is unit.NUMBER and value.figure.exact:
        return amounts.number(number, 2)
    return amounts.number(number, 0)
