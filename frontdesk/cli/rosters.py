"""Beside the registers of agents and shifts: a week of the roster, single days, absences, files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frontdesk import channels, dates, desk, insight
from frontdesk.cli import loading, out, shapes, typed
from frontdesk.cli.invocation import Invocation, of
from frontdesk.cli.options import Verb
from frontdesk.cli.out import Column
from frontdesk.errors import BadInputError
from frontdesk.i18n import _, plural
from frontdesk.terms import Subject
from frontdesk.text import safe
from frontdesk.times import parse_date
from frontdesk.timing.roster import HORIZON
from frontdesk.timing.week import (
    WeekDay,
    WeekRow,
    away_words,
    cell,
    day_words,
    length,
    monday,
    remarks,
)

if TYPE_CHECKING:
    from frontdesk.rows import AbsenceRow

WEEKLY = ("agent", "weekdays", "starts", "ends")
Agent = Annotated[str, typer.Argument(metavar="LOGIN", help="Whose.")]


def shifts(noun: typer.Typer) -> None:
    """The verbs of shifts that no other register has."""
    noun.command("day", cls=Verb)(day)
    noun.command("import", cls=Verb)(load)
    noun.command("week", cls=Verb)(week)


def agents(noun: typer.Typer) -> None:
    """The verbs of agents that no other register has."""
    noun.command("absence", cls=Verb)(absence)


def week(
    context: typer.Context,
    logins: Annotated[
        list[str] | None, typer.Argument(metavar="LOGIN", help="Of whom; else of everybody.")
    ] = None,
    of_day: Annotated[
        str | None, typer.Option("--of", metavar="D", help="A day of that week; else today.")
    ] = None,
    team: Annotated[str | None, typer.Option("--team", metavar="T", help="Of one team.")] = None,
) -> None:
    """A week of the roster: who works when, who is away, and where the clocks change."""
    call = of(context)
    today = call.office.now().astimezone(call.office.zone).date()
    first = monday(parse_date(of_day) if of_day else today)
    for login in logins or ():
        insight.register.row(call.kept, Subject.AGENT, login)
    if team is not None:
        insight.register.row(call.kept, Subject.TEAM, team)
    rows = insight.roster.week(call.kept, first, logins or ())
    rows = [row for row in rows if team in (None, row.team)]
    last = first.fromordinal(first.toordinal() + 6)
    document = {"from": first, "to": last, "items": [_row(row) for row in rows], "next": None}
    names = {row.login: row.name for row in insight.load.people(call.kept, call.office.now())}
    call.answer(shapes.plain(document), *_table(rows, names))


def _row(row: WeekRow) -> dict[str, Any]:
    return {
        "agent": row.login,
        "name": row.name,
        "team": row.team,
        "timezone": row.zone,
        "roster": row.kept,
        "seconds": row.hours,
        "days": [_day(each) for each in row.days],
        "remarks": remarks(row),
    }


def _day(each: WeekDay) -> dict[str, Any]:
    return {
        "date": each.day,
        "shifts": [
            {
                "starts": span.starts,
                "ends": span.ends,
                "written": str(span.shift),
                "clock_change": span.jump,
            }
            for span in each.spans
        ],
        "differs": each.differs,
        "away_until": each.away.until if each.away else None,
        "deputy": each.stand_in,
    }


def _table(rows: Sequence[WeekRow], names: Mapping[str, str]) -> list[str]:
    if not rows:
        return [_("there are none")]
    heads = [
        Column(_("who"), least=8),
        *(Column(day_words(each.day)) for each in rows[0].days),
        Column(_("hours"), right=True),
    ]
    cells = [
        (safe(row.name), *(cell(each) for each in row.days), length(row.hours) if row.kept else "")
        for row in rows
    ]
    return [*out.table(heads, cells), *(f"{safe(r.name)}: {s}" for r, s in _said(rows, names))]


def _said(rows: Iterable[WeekRow], names: Mapping[str, str]) -> Iterator[tuple[WeekRow, str]]:
    for row in rows:
        told = [(each.away, each.stand_in) for each in row.days if each.away is not None]
        for away, deputy in dict.fromkeys(told):
            yield row, away_words(away, names.get(deputy or "", deputy))
        for said in remarks(row):
            yield row, said


def day(
    context: typer.Context,
    who: Agent,
    on: Annotated[
        str | None, typer.Argument(metavar="DATE", help="Which day; left out: lists them.")
    ] = None,
    hours: Annotated[
        list[str] | None,
        typer.Option("--hours", metavar="08:00-12:00", help="What is worked; may be repeated."),
    ] = None,
    off: Annotated[bool, typer.Option("--off", help="Off that day.")] = False,
    usual: Annotated[bool, typer.Option("--usual", help="As every week again.")] = False,
) -> None:
    """A single day of somebody's roster, in place of the weekly pattern."""
    call = of(context)
    if on is not None:
        if bool(hours) + off + usual != 1:
            raise BadInputError(
                _("say what is worked on that day"),
                _("--hours 08:00-12:00, --off, or --usual for the weekly pattern again"),
            )
        several = [_hours(each) for each in hours or ()]
        desk.roster.day(call.office, who, parse_date(on), None if usual else several)
    insight.register.row(call.kept, Subject.AGENT, who)
    found = insight.roster.single_days(call.kept, who)
    items = [{"date": each, "shifts": [str(one) for one in shifts]} for each, shifts in found]
    heads = (Column(_("day")), Column(_("shifts"), least=8))
    cells = [(dates.day(each), ", ".join(map(str, shifts)) or _("off")) for each, shifts in found]
    lines = out.table(heads, cells) or [_("every day as every week")]
    call.answer(shapes.plain({"agent": who, "items": items, "next": None}), *lines)


def _hours(text: str) -> tuple[str, str]:
    starts, _dash, ends = text.replace("–", "-").partition("-")
    return starts, ends


def absence(
    context: typer.Context,
    who: Annotated[
        str | None, typer.Argument(metavar="LOGIN", help="Who is away; left out: everybody.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="D", help="First day away.")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="D", help="Last day away.")] = None,
    deputy: Annotated[
        str | None, typer.Option("--deputy", metavar="LOGIN", help="Who stands in.")
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="For the desk.")] = "",
    end: Annotated[
        str | None, typer.Option("--end", metavar="N", help="End this one, by its number.")
    ] = None,
    back: Annotated[
        str | None, typer.Option("--back", metavar="D", help="With --end: first day back.")
    ] = None,
) -> None:
    """Who is away and who stands in; with days an absence is entered, with --end it is over."""
    call = of(context)
    if end is not None:
        first = parse_date(back) if back else None
        desk.absence.end(call.office, typed.number(end, _("an absence's number")), back=first)
    elif since is not None or until is not None:
        if who is None or since is None or until is None:
            raise BadInputError(
                _("an absence has a person, a first and a last day"),
                _("agent absence LOGIN --from D --to D"),
            )
        desk.absence.add(
            call.office,
            who,
            since=parse_date(since),
            until=parse_date(until),
            deputy=deputy,
            note=note,
        )
    elif deputy is not None or note or back is not None:
        raise BadInputError(_("nothing says from when to when"), _("add --from D --to D"))
    _tell_absences(call, who)


def _tell_absences(call: Invocation, who: str | None) -> None:
    """Everybody who is away now or will be; of one person, all there were."""
    if who is not None:
        insight.register.row(call.kept, Subject.AGENT, who)
    rows = insight.roster.away(call.kept, who or "", _today(call) if who is None else None)
    call.answer({"items": [_absence(row) for row in rows], "next": None}, *_absences(rows))


def _absence(row: AbsenceRow) -> dict[str, Any]:
    found = shapes.plain(row)
    found["agent"] = found.pop("login")
    return dict(found)


def _absences(rows: Sequence[AbsenceRow]) -> list[str]:
    heads = [
        Column(_("number"), right=True), Column(_("who"), least=8), Column(_("since")),
        Column(_("until")), Column(_("deputy"), least=8), Column(_("note"), least=4),
    ]  # fmt: skip
    cells = [
        (str(row.number), safe(row.name), dates.day(row.since), dates.day(row.until),
         safe(row.deputy_name or ""), safe(row.note))
        for row in rows
    ]  # fmt: skip
    return out.table(heads, cells) or [_("nobody is away")]


def load(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="CSV, also gzipped, or .ics; - reads CSV.")
    ],
    maps: loading.Maps = None,
    delimiter: loading.Delimiter = ",",
    encoding: loading.Encoding = "utf-8",
    agent: Annotated[
        str | None, typer.Option("--agent", metavar="LOGIN", help="Whose .ics it is.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="D", help="Of an .ics: from this day; today.")
    ] = None,
    skip_bad: loading.SkipBad = False,
    dry_run: loading.DryRun = False,
) -> None:
    """Load the roster from a CSV file (weekly, or by date) or an .ics; again changes nothing."""
    call = of(context)
    office = call.office.preview() if dry_run else call.office
    if file.lower().endswith((".ics", ".ical")):
        first = parse_date(since) if since else _today(call)
        found = channels.ical.read(
            typed.existing(file), call.kept, first, agent=agent, maps=loading.columns(maps or ())
        )
        loaded = desk.roster.load(office, found.rows, skip_bad=skip_bad)
        loading.answer(call, loaded, dry_run=dry_run, said=_cut(found.endless, found.until))
        return
    fields = (*WEEKLY, *(name for name in desk.roster.FIELDS if name not in WEEKLY))
    rows = list(loading.rows(file, maps or [], delimiter, encoding, fields))
    dated = [bool(row.get("date") or row.get("since")) for row in rows]
    if any(dated):
        if not all(dated):
            raise BadInputError(
                _("row {n}: has no date, and others have").format(n=dated.index(False) + 2),
                _("load weekly shifts and single days from two files"),
            )
        loaded = desk.roster.load(office, enumerate(rows, 2), skip_bad=skip_bad)
    else:
        loaded = desk.register.load(office, Subject.SHIFT, rows, skip_bad=skip_bad, first=2)
    loading.answer(call, loaded, dry_run=dry_run)


def _today(call: Invocation) -> date:
    return call.office.now().astimezone(call.office.zone).date()


def _cut(endless: int, until: date) -> tuple[str, ...]:
    """What is said where something recurs for longer than is loaded."""
    if not endless:
        return ()
    said = plural("{n} event goes on", "{n} events go on", endless)
    return (
        _("{events} after {day}: loaded {n} days ahead, load it again later").format(
            events=said, day=dates.day(until), n=HORIZON.days
        ),
    )
