"""Facts of a ticket: priority, category, equipment, place, complexity, kind.

Each is chosen from the desk's own lists; while the cursor is on a choice, the way that the ticket
would then go is shown, with its cost and what becomes of the promise.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from frontdesk import codes
from frontdesk.i18n import N_, _
from frontdesk.screens.acting import Act, deed
from frontdesk.terms import Impact, Kind, Urgency
from frontdesk.widgets.seeker import Choice, Find, among
from frontdesk.widgets.what_if import WhatIf

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.decision.glance import Glance
    from frontdesk.desk.office import Office
    from frontdesk.screens.acting import Subjects
    from frontdesk.screens.base import ConsoleScreen

T = TypeVar("T")
Values = Mapping[str, str]
"""Fields with their values, as ``edit`` takes them."""
MOST = 8
"""Pieces of equipment that a typed text finds."""
IMPACTS = {
    Impact.PERSON: N_("one person"),
    Impact.GROUP: N_("a group"),
    Impact.SITE: N_("a site"),
    Impact.EVERYONE: N_("everyone"),
}
URGENCIES = {
    Urgency.LOW: N_("can wait"),
    Urgency.NORMAL: N_("in the usual time"),
    Urgency.HIGH: N_("work is held up"),
    Urgency.CRITICAL: N_("work has stopped"),
}
KINDS = {
    Kind.INCIDENT: N_("incident"),
    Kind.REQUEST: N_("request"),
    Kind.PROBLEM: N_("problem"),
}


async def priority(screen: ConsoleScreen) -> None:
    """Asks whom it hits and how long it can wait; the priority follows."""
    subjects = screen.subjects()
    office = await screen.work.ready()
    pairs = [(impact, urgency) for impact in Impact for urgency in Urgency]
    pairs.sort(key=lambda pair: office.policy.priority(*pair))
    choices = [
        Choice(
            (impact, urgency),
            f"{_(IMPACTS[impact])} · {codes.words(urgency)}",
            _(URGENCIES[urgency]),
            office.policy.priority(impact, urgency).value,
        )
        for impact, urgency in pairs
    ]
    title = _("Priority of {what}: whom does it hit, how long can it wait?")

    def values(pair: tuple[Impact, Urgency]) -> Values:
        return {"impact": pair[0].value, "urgency": pair[1].value}

    chosen = await _choose(screen, subjects, title, among(choices), values)
    if chosen is not None:
        said = _("{what} set to {now}").replace("{now}", office.policy.priority(*chosen).value)
        await screen.perform(_edit(said, values(chosen)), subjects)


async def category(screen: ConsoleScreen) -> None:
    """Asks for the category."""
    subjects = screen.subjects()
    office = await screen.work.ready()
    choices = [Choice(each.code, each.label, each.code) for each in office.policy.categories]
    title = _("Category of {what}")
    chosen = await _choose(screen, subjects, title, among(choices), lambda code: {"category": code})
    if chosen is not None:
        said = _("{what} set to {now}").replace("{now}", chosen)
        await screen.perform(_edit(said, {"category": chosen}), subjects)


async def facts(screen: ConsoleScreen) -> None:
    """Asks for another fact: equipment, place, complexity, kind, all in one list."""
    subjects = screen.subjects()
    known = await screen.work.do(lambda office: _facts(office, subjects))
    find = among(known)

    async def found(typed: str) -> Sequence[Choice[tuple[str, str]]]:
        near = list(await find(typed))
        words = typed.strip()
        if len(words) > 1:
            more = await screen.work.do(lambda office: _equipment(office, words, None))
            near += [each for each in more if each not in near]
        return near

    title = _("What is different about {what}? equipment, place, complexity, kind")
    chosen = await _choose(screen, subjects, title, found, lambda pair: dict([pair]))
    if chosen is not None:
        field, value = chosen
        said = _("{what}: {field} is {now}").replace("{field}", _FIELDS[field]())
        said = said.replace("{now}", value or _("none"))
        await screen.perform(_edit(said, {field: value}), subjects)


_FIELDS: Mapping[str, Callable[[], str]] = {
    "asset": lambda: _("equipment"),
    "site": lambda: _("place"),
    "complexity": lambda: _("complexity"),
    "kind": lambda: _("kind"),
}


def _facts(office: Office, subjects: Subjects) -> list[Choice[tuple[str, str]]]:
    """What a ticket can have otherwise; the requester's equipment first, where it is one ticket."""
    from frontdesk import insight
    from frontdesk.terms import Subject

    found: list[Choice[tuple[str, str]]] = []
    if len(subjects.numbers) == 1:
        ticket = insight.tickets.ticket(office.store, subjects.numbers[0])
        found += _equipment(office, "", ticket.requester)
    found.append(Choice(("asset", ""), _("none"), "", _("equipment")))
    for grade in "12345":
        said = _("{n} of 5").format(n=grade)
        found.append(Choice(("complexity", grade), said, "", _("complexity")))
    found.append(Choice(("complexity", ""), _("as it is estimated"), "", _("complexity")))
    found += [Choice(("kind", kind.value), _(KINDS[kind]), "", _("kind")) for kind in Kind]
    for row in insight.register.rows(office.store, Subject.SITE):
        found.append(Choice(("site", str(row["code"])), str(row["name"]), "", _("place")))
    return found


def _equipment(office: Office, typed: str, requester: str | None) -> list[Choice[tuple[str, str]]]:
    from frontdesk import insight

    rows = insight.people.assets(office.store, typed, requester=requester, limit=MOST)
    return [
        Choice(("asset", row.tag), row.tag, f"{row.type} {row.model}".strip(), _("equipment"))
        for row in rows
    ]


async def _choose(
    screen: ConsoleScreen,
    subjects: Subjects,
    title: str,
    find: Find[T],
    values: Callable[[T], Values],
) -> T | None:
    """Asks, and shows of one ticket where it would go with each choice."""

    async def see(value: T) -> Glance:
        number, changes = subjects.numbers[0], values(value)
        return await screen.work.do(lambda office: _glance(office, number, changes))

    alone = len(subjects.numbers) == 1
    return await screen.ask(WhatIf(title.format(what=str(subjects)), find, see if alone else None))


def _glance(office: Office, number: int, changes: Values) -> Glance:
    from frontdesk import desk
    from frontdesk.decision.glance import glance

    return glance(desk.route.decide_for(office, number, changes)[2])


def _edit(said: str, changes: Values) -> Act:
    def rest(theirs: Collection[str]) -> Act | None:
        own = {name: value for name, value in changes.items() if name not in theirs}
        return _edit(_("{what}: the rest is done"), own) if 0 < len(own) < len(changes) else None

    return replace(deed(said, "edit", changes), rest=rest)
