"""What is shown beside the contact form, as lines: the caller, open tickets, routes, equipment.

Pure: a ``Sight`` goes in, lines come out. The lines that can be chosen have keys: ``route:…``,
``ticket:…``, ``asset:…``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from frontdesk import amounts, dates
from frontdesk.commands import with_keys
from frontdesk.i18n import _, plural
from frontdesk.timing.glance import age
from frontdesk.widgets.ticket_columns import where
from frontdesk.widgets.ways import Way

if TYPE_CHECKING:
    from frontdesk.rows import AssetRow
    from frontdesk.screens.contact_reading import RouteLine, Sight

MOST_OPEN = 4
MOST_ROUTES = 7
MOST_ASSETS = 8
MOST_WORDS = 5
"""Words that spoke for or against a team, as many as are read at a glance."""


def ways_of(sight: Sight, now: datetime) -> list[Way]:
    """The lines, what matters to somebody with a caller on the line first."""
    lines = [*_caller(sight), *_open(sight, now)]
    if lines:
        lines.append(Way(""))
    return [*lines, *_routes(sight), *_alike(sight), *_offers(sight), *_assets(sight, now)]


def _caller(sight: Sight) -> Iterator[Way]:
    caller = sight.caller
    if caller is None:
        return
    facts = (caller.organisation, caller.plan, caller.phone)
    past = plural("{n} ticket before", "{n} tickets before", sight.past) if sight.past else ""
    note = " · ".join(each for each in (*facts, past) if each)
    yield Way(caller.name, note=note, strong=True)


def _open(sight: Sight, now: datetime) -> Iterator[Way]:
    if not sight.open:
        return
    many = len(sight.open)
    said = plural(
        "{n} open; Enter adds this contact to it", "{n} open; Enter adds this contact to one", many
    )
    yield Way(said)
    for row in sight.open[:MOST_OPEN]:
        yield Way(
            row.subject,
            f"ticket:{row.number}",
            right=f"{where(row)} {age(row.opened_at, now):>5}",
            mark=f"{row.number}",
        )
    if many > MOST_OPEN:
        yield Way(plural("  {n} more", "  {n} more", many - MOST_OPEN))


def _routes(sight: Sight) -> Iterator[Way]:
    if not sight.routes:
        yield Way(_("Say what it is about, and the way it would go is shown here."))
        keys = _("Enter completes and moves on; {app.out} leaves, and keeps it as a draft.")
        yield Way(with_keys(keys))
        return
    routes = sight.routes[:MOST_ROUTES]
    width = max(len(_chance(each)) for each in routes)
    for at, route in enumerate(routes):
        figures = f"{_chance(route):>{width}} {amounts.money(route.cost):>11}"
        late = _("too late") if route.late else ""
        yield Way(route.words, f"route:{route.key}", note=late, right=figures, strong=at == 0)
        if at == 0:
            why = (*sight.why[:2], *([sight.promise] if sight.promise else []))
            yield from (Way(f"  {each}") for each in why)


def _chance(route: RouteLine) -> str:
    """A fix has its record. To ask first, or a supervisor, ends nothing by itself: no chance."""
    return route.record or (amounts.percent(route.chance) if route.chance else "")


def _alike(sight: Sight) -> Iterator[Way]:
    """How resolved tickets like it ended, and whether something larger goes on."""
    if sight.past_alike or sight.near:
        yield Way("")
    if sight.past_alike:
        yield Way(_("similar, resolved: {told}").format(told=sight.past_alike))
    if sight.near:
        yield Way(sight.near)


def _offers(sight: Sight) -> Iterator[Way]:
    """Who resolved what was like it: three, when the desk is not sure enough to go by it."""
    learned = sight.offers
    if learned is None:
        return
    yield Way("")
    shares = ", ".join(f"{name} {share}" for name, share in learned.shares)
    yield Way(_("resolved alike: {shares}").format(shares=shares))
    spoke = [
        said.format(words=", ".join(words[:MOST_WORDS]))
        for said, words in ((_("for it: {words}"), learned.pros),
                            (_("against it: {words}"), learned.cons))
        if words
    ]  # fmt: skip
    if spoke:
        yield Way("  " + " · ".join(spoke))
    if learned.unsure:
        yield Way("  " + learned.unsure)


def _assets(sight: Sight, now: datetime) -> Iterator[Way]:
    if not sight.assets:
        return
    yield Way("")
    yield Way(_("equipment"))
    for row in sight.assets[:MOST_ASSETS]:
        yield Way(f"{row.tag}  {row.type} {row.model}".strip(), f"asset:{row.tag}",
                  right=warranty(row, now))  # fmt: skip


def warranty(row: AssetRow, now: datetime) -> str:
    """Until when the equipment is covered, or that it is not."""
    until = max((day for day in (row.warranty_until, row.contract_until) if day), default=None)
    if until is None:
        return ""
    if until < now.date():
        return _("warranty ended {day}").format(day=dates.month(until))
    return _("warranty to {day}").format(day=dates.month(until))
