"""Rows as people read them in a terminal: every piece of outside text goes through ``safe`` here.

Quiet lines and aligned columns that fit the terminal; nothing a script should parse (``shapes``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from frontdesk import amounts, codes, dates, presence
from frontdesk.audit import Finding
from frontdesk.cli import out
from frontdesk.cli.out import Column
from frontdesk.decision.words import proposal_words
from frontdesk.i18n import _, plural
from frontdesk.rows import (
    AttemptRow,
    Change,
    ContactRow,
    EventRow,
    ListRow,
    MessageRow,
    PresentRow,
    TicketRow,
)
from frontdesk.terms import Pending, Status
from frontdesk.text import safe
from frontdesk.times import age
from frontdesk.timing.glance import due


def when(moment: datetime | None) -> str:
    """A time to the minute, as the clocks of the actor's site show it."""
    return dates.moment(moment.astimezone(out.ZONE.get())) if moment is not None else ""


def day(moment: datetime | None) -> str:
    """The day of a moment, in the zone of the reader."""
    return dates.day(moment.astimezone(out.ZONE.get())) if moment is not None else ""


def since(moment: datetime | None, now: datetime) -> str:
    """How long ago."""
    return age(now - moment) if moment is not None else ""


def status(row: ListRow | TicketRow) -> str:
    """The status in words, with what it waits for."""
    if row.status is Status.PENDING and row.pending is not None:
        return _("waits for {what}").format(what=_WAITS[row.pending]())
    if isinstance(row, TicketRow) and row.merged_into is not None:
        return _("merged into {into}").format(into=row.merged_into)
    return codes.words(row.status)


_WAITS = {
    Pending.REQUESTER: lambda: _("the requester"),
    Pending.CALLBACK: lambda: _("a callback"),
    Pending.VENDOR: lambda: _("the vendor"),
    Pending.VISIT: lambda: _("a visit"),
    Pending.PART: lambda: _("a part"),
    Pending.CHANGE: lambda: _("a change"),
    Pending.MONITORING: lambda: _("monitoring"),
}


def _short(row: ListRow) -> str:
    """The status in a word, for a column."""
    if row.pending is Pending.CALLBACK and row.callback:
        return f"☎ {safe(row.callback, 40)}"
    return f"⏸ {codes.words(row.pending)}" if row.pending is not None else codes.words(row.status)


def holder(row: ListRow | TicketRow) -> str:
    """Who holds it: person and team, or the team alone."""
    team = safe(row.team or "")
    if row.assignee is None:
        return team
    who = safe(row.assignee)
    return f"{who} ({team})" if team else who


def tickets(rows: Sequence[ListRow], now: datetime, more: bool) -> list[str]:
    """A list of tickets."""
    if not rows:
        return [_("no ticket matches")]
    heads = (
        Column("#", right=True),
        Column(_("P")),
        Column(_("subject"), least=16, dear=36),
        Column(_("who"), least=6),
        Column(_("tier")),
        Column(_("held by"), least=6),
        Column(_("status"), least=8),
        Column(_("due"), right=True),
    )
    cells = [
        (
            f"{row.number}{'✎' if row.draft else ''}",
            row.priority.value[1:],
            safe(row.subject),
            safe(row.who),
            f"L{row.tier}",
            safe(row.assignee or row.team or ""),
            _short(row),
            due(row, now)[0],
        )
        for row in rows
    ]
    lines = out.table(heads, cells)
    if more:
        lines.append(out.dim(_("more follow: --limit N, or --json with its next")))
    return lines


def changed(rows: Sequence[TicketRow], events: Mapping[int, int | None]) -> list[str]:
    """What a verb has done: one line a ticket."""
    lines = []
    for row in rows:
        parts = [status(row), f"L{row.tier}", holder(row)]
        said = " · ".join(part for part in parts if part)
        trail = _("event {event}").format(event=events[row.number])
        lines.append(f"{out.bold(str(row.number))}  {said}  {out.dim(trail)}")
    if len(rows) > 1:
        lines.append(plural("{n} ticket", "{n} tickets", len(rows)))
    return lines or [_("nothing was changed")]


def proposed(proposes: Mapping[int, object]) -> list[str]:
    """What the desk proposes for a ticket, now that something that matters has changed."""
    found = [(number, str(key)) for number, key in proposes.items() if key]
    if len(found) != 1:
        return []
    number, key = found[0]
    said = _("now proposes {way}; `frontdesk route {number}` takes it")
    return [f"▸ {said.format(way=safe(proposal_words(key)), number=number)}"]


def previewed(
    changes: Sequence[tuple[TicketRow, Change, str]],
) -> list[str]:
    """What a verb would do to each ticket: what its fields would become, or why nothing would."""
    lines = []
    for row, change, becomes in changes:
        said = safe(change.refused) if change.refused is not None else becomes
        said = said or _("would be done")
        mark = "✗" if change.refused is not None else "▸"
        lines += out.wrapped(
            f"{said}  {out.dim(safe(row.subject, 60))}", first=f"{row.number} {mark} "
        )
    refused = sum(change.refused is not None for _row, change, _becomes in changes)
    count = plural("{n} would change", "{n} would change", len(changes) - refused)
    if refused:
        count += ", " + plural("{n} would not", "{n} would not", refused)
    return [*lines, out.dim(_("{count}; a preview: nothing was changed").format(count=count))]


def ticket(row: TicketRow, now: datetime, present: Sequence[PresentRow] = ()) -> list[str]:
    """The head of a ticket: subject, where it stands, its facts."""
    head = f"{out.bold(str(row.number))}  {out.bold(safe(row.subject))}"
    state = " · ".join(
        part for part in (row.priority.value, status(row), f"L{row.tier}", holder(row)) if part
    )
    pairs = [
        (_("requester"), f"{safe(row.requester_name)} ({safe(row.requester)})"),
        (_("equipment"), " ".join(safe(part) for part in (row.asset, row.asset_type) if part)),
        (_("site"), safe(row.site or "")),
        (_("kind"), f"{codes.words(row.kind)}, {codes.words(row.channel)}"),
        (_("category"), safe(row.category or "")),
        (_("impact"), f"{codes.words(row.impact)} × {codes.words(row.urgency)}"),
        (_("complexity"), str(row.complexity or "")),
        (_("opened"), f"{when(row.opened_at)} ({since(row.opened_at, now)})"),
        (_("waits until"), when(row.pending_until)),
        (_("call back"), safe(row.callback_number or "")),
        (_("resolved"), when(row.resolved_at)),
        (_("resolution"), _resolution(row)),
        (_("closed"), when(row.closed_at)),
        (_("cost"), f"{amounts.money(row.cost)}, " + plural("{n} hop", "{n} hops", row.hops)),
        (_("repairs"), ", ".join(str(number) for number in row.repairs)),
        (_("reference"), safe(row.external_ref or "")),
        (_("watchers"), ", ".join(safe(name) for name in row.watchers)),
        (_("now"), ", ".join(presence.words(each) for each in present)),
    ]
    lines = [head, f"      {state}", *out.facts(pairs)]
    if row.words:
        lines += ["", *out.wrapped(safe(row.words, lines=True))]
    return lines


def _resolution(row: TicketRow) -> str:
    if row.resolution_code is None:
        return ""
    fix = _(" (fix {fix})").format(fix=row.fix) if row.fix else ""
    said = f": {safe(row.resolution)}" if row.resolution else ""
    return f"{codes.words(row.resolution_code)}{fix}{said}"


def section(title: str, lines: Iterable[str]) -> list[str]:
    """Lines under a heading; nothing when there are none."""
    found = list(lines)
    return ["", out.dim(title), *found] if found else []


def timeline(rows: Sequence[EventRow]) -> list[str]:
    """Events, oldest first, with what each changed and said."""
    lines = []
    for row in rows:
        mark = out.dim(_(" (undone)")) if row.undone else ""
        head = f"  {when(row.at)}  {safe(row.actor)}  {codes.verb(row.verb)}{mark}"
        trail = _("event {event}").format(event=row.event)
        lines.append(f"{head}  {out.dim(trail)}")
        if what := ", ".join(_difference(row)):
            lines += [out.dim(line) for line in out.wrapped(what, "      ")]
        for body in row.texts.values():
            said = _("[erased]") if body is None else safe(body, lines=True)
            lines += out.wrapped(said, "      ")
    return lines


QUIET = frozenset({"decision", "cost", "currency", "hops", "resolved_at", "closed_at", "since"})
"""Fields that a timeline for people leaves out; the head of the ticket and ``why`` have them."""


def _difference(row: EventRow) -> Iterable[str]:
    for name, each in row.after.items():
        if name in row.texts or each is None or name in QUIET:
            continue
        said = proposal_words(str(each)) if name == "proposes" else value(each, name)
        yield f"{safe(codes.field(name))} {safe(said)}"


def contacts(rows: Sequence[ContactRow]) -> list[str]:
    """Each time that somebody got in touch."""
    return [
        f"  {out.dim(when(row.at))}  {codes.words(row.channel)} {codes.words(row.direction)}  "
        f"{safe(row.agent)}  " + plural("{n} minute", "{n} minutes", row.minutes)
        for row in rows
    ]


def attempts(rows: Sequence[AttemptRow]) -> list[str]:
    """The known fixes that were tried."""
    lines = []
    for row in rows:
        came = _("worked") if row.worked else _("failed")
        step = _(" at step {step}").format(step=row.step) if row.step else ""
        undone = out.dim(_(" (undone)")) if row.undone else ""
        lines.append(
            f"  {out.dim(when(row.at))}  {safe(row.agent)}  "
            + _("fix {fix}").format(fix=row.fix)
            + f" {safe(row.title)}: {came}{step}{undone}"
        )
    return lines


def messages(rows: Sequence[MessageRow]) -> list[str]:
    """Notes and replies."""
    lines = []
    for row in rows:
        lines.append(f"  {out.dim(when(row.at))}  {safe(row.author)}  {row.visibility.value}")
        body = _("[erased]") if row.text is None else safe(row.text, lines=True)
        lines += out.wrapped(body, "      ")
    return lines


def value(each: object, name: str = "") -> str:
    """What stands in a field of a register or a ticket, in words."""
    if each is None:
        return ""
    if isinstance(each, bool):
        return _("yes") if each else _("no")
    if isinstance(each, datetime):
        return when(each)
    if isinstance(each, date):
        return dates.day(each)
    if isinstance(each, float):
        return amounts.plain(each)
    if isinstance(each, Mapping):
        return ", ".join(f"{value(name)}={value(inner)}" for name, inner in each.items())
    if isinstance(each, list | tuple | set | frozenset):
        return ", ".join(value(inner, name) for inner in each)
    return safe(codes.value(name, each))


def findings(rows: Iterable[Finding]) -> list[str]:
    """What a check of the store has found, and what to do about what does not hold."""
    lines = []
    for row in rows:
        mark = "  ✓ " if row.good else "  ✗ "
        said = row.words if row.good or not row.hint else f"{row.words} — {row.hint}"
        lines += out.wrapped(f"{row.check}: {safe(said)}", first=mark)
    return lines
