"""What the desk keeps beside its tickets, as people read it: repair orders, known fixes, registers.

Like ``show``, which has the tickets: every piece of outside text goes through ``safe`` here, and
nothing is for a script to parse (``shapes``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from frontdesk import amounts, codes
from frontdesk.cli import out, show
from frontdesk.cli.out import Column
from frontdesk.i18n import _
from frontdesk.rows import FixRow, RepairRow
from frontdesk.text import safe


def orders(rows: Sequence[RepairRow]) -> list[str]:
    """Repair orders as a table."""
    heads = (
        Column(_("order"), right=True),
        Column("#", right=True),
        Column(_("state")),
        Column(_("vendor"), least=8),
        Column(_("equipment"), least=8),
        Column(_("fault"), least=12),
        Column(_("promised")),
        Column(_("tracking"), least=8),
    )
    cells = [
        (
            str(row.order),
            str(row.ticket),
            codes.words(row.state),
            safe(row.vendor_name),
            " ".join(safe(part) for part in (row.asset, row.model) if part),
            safe(row.fault),
            show.day(row.promised_at),
            safe(row.tracking or ""),
        )
        for row in rows
    ]
    return out.table(heads, cells)


def order(row: RepairRow) -> list[str]:
    """One repair order whole."""
    covered = _("under warranty or contract") if row.under_warranty else _("not covered")
    pairs = [
        (_("ticket"), f"{row.ticket}  {safe(row.subject)}"),
        (_("vendor"), f"{safe(row.vendor_name)} ({safe(row.vendor)})"),
        (_("equipment"), " ".join(safe(p) for p in (row.asset, row.asset_type, row.model) if p)),
        (_("fault"), safe(row.fault)),
        (_("covered"), covered),
        (_("RMA"), safe(row.rma or "")),
        (_("shipment"), " ".join(safe(p) for p in (row.carrier, row.tracking) if p)),
        (_("vendor's number"), safe(row.reference or "")),
        (_("opened"), show.when(row.opened_at)),
        (_("shipped"), show.when(row.shipped_at)),
        (_("arrived"), show.when(row.arrived_at)),
        (_("promised"), show.when(row.promised_at)),
        (_("returned"), show.when(row.returned_at)),
        (_("result"), safe(row.result or "")),
        (_("cost"), amounts.money(row.cost) if row.cost else ""),
    ]
    title = _("repair order {order}").format(order=row.order)
    return [f"{out.bold(title)}  {codes.words(row.state)}", *out.facts(pairs)]


def fixes(rows: Sequence[FixRow]) -> list[str]:
    """Known fixes with their records."""
    heads = (
        Column(_("fix"), right=True),
        Column(_("title"), least=20, dear=44),
        Column(_("category"), least=6),
        Column(_("tier")),
        Column(_("worked"), right=True),
        Column(_("minutes"), right=True),
    )
    cells = [
        (
            str(row.fix),
            safe(row.title) + ("" if row.active else _(" (withdrawn)")),
            safe(row.category or ""),
            f"L{row.tier}",
            f"{row.worked}/{row.tries}",
            str(row.minutes),
        )
        for row in rows
    ]
    return out.table(heads, cells) or [_("no known fix matches")]


def fix(row: FixRow) -> list[str]:
    """One known fix with its steps."""
    pairs = [
        (_("symptom"), safe(row.symptom)),
        (_("category"), safe(row.category or "")),
        (_("equipment"), ", ".join(safe(kind) for kind in row.asset_types)),
        (_("tier"), f"L{row.tier}"),
        (_("minutes"), str(row.minutes)),
        (_("record"), _("worked {worked} of {n}").format(worked=row.worked, n=row.tries)),
    ]
    lines = [out.bold(_("fix {fix}").format(fix=row.fix)) + f"  {safe(row.title)}"]
    lines += out.facts(pairs)
    lines += ["", *steps(row)]
    return lines


def steps(row: FixRow) -> list[str]:
    """The steps of a known fix, numbered."""
    lines = []
    for step in row.steps:
        lines += out.wrapped(safe(step.text, lines=True), first=f"  {step.position:>2}  ")
    return lines


def entries(rows: Sequence[Mapping[str, object]], names: Sequence[str], more: bool) -> list[str]:
    """Entries of a register as a table of some of their fields."""
    heads = [Column(codes.field(name), least=6) for name in names]
    cells = [tuple(show.value(row.get(name), name) for name in names) for row in rows]
    lines = out.table(heads, cells) or [_("there are none")]
    if more:
        lines.append(out.dim(_("more follow: --limit N, or --json with its next")))
    return lines


def entry(row: Mapping[str, object]) -> list[str]:
    """One entry of a register."""
    return out.facts((codes.field(name), show.value(each, name)) for name, each in row.items())
