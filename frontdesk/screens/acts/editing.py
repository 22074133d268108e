"""Priority and category: chosen from the policy's own matrix and list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from frontdesk.i18n import N_, _
from frontdesk.screens.acting import Act
from frontdesk.terms import Impact, Urgency
from frontdesk.widgets.seeker import Choice, Seeker, among

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.rows import Done
    from frontdesk.screens.base import ConsoleScreen

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


async def priority(screen: ConsoleScreen) -> None:
    """Asks whom it hits and how long it can wait; the priority follows."""
    subjects = screen.subjects()
    office = await screen.work.ready()
    pairs = [(impact, urgency) for impact in Impact for urgency in Urgency]
    pairs.sort(key=lambda pair: office.policy.priority(*pair))
    choices = [
        Choice(
            (impact, urgency),
            f"{_(IMPACTS[impact])} · {urgency.value}",
            _(URGENCIES[urgency]),
            office.policy.priority(impact, urgency).value,
        )
        for impact, urgency in pairs
    ]
    title = _("Priority of {what}: whom does it hit, how long can it wait?")
    chosen = await screen.ask(Seeker(title.format(what=str(subjects)), among(choices)))
    if chosen is not None:
        impact, urgency = chosen
        said = office.policy.priority(impact, urgency).value
        changes = {"impact": impact.value, "urgency": urgency.value}
        await screen.perform(_edit(_("{what} is {now}").replace("{now}", said), changes), subjects)


async def category(screen: ConsoleScreen) -> None:
    """Asks for the category."""
    subjects = screen.subjects()
    office = await screen.work.ready()
    choices = [Choice(each.code, each.label, each.code) for each in office.policy.categories]
    title = _("Category of {what}").format(what=str(subjects))
    chosen = await screen.ask(Seeker(title, among(choices)))
    if chosen is not None:
        said = _("{what} is {now}").replace("{now}", chosen)
        await screen.perform(_edit(said, {"category": chosen}), subjects)


def _edit(said: str, changes: Mapping[str, str]) -> Act:
    def call(office: Office, numbers: Sequence[int], expect: int | None) -> Done:
        from frontdesk import desk

        return desk.edit.edit(office, numbers, changes, expect=expect)

    return Act(said, call)
