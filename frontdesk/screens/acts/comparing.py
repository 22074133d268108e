"""The ticket at hand beside resolved ones that are like it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk.i18n import _
from frontdesk.widgets.alike_sheet import AlikeSheet, Other

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.desk.office import Office
    from frontdesk.screens.base import ConsoleScreen


@dataclass(frozen=True, slots=True)
class Compared:
    """What is shown: the ticket's own text, the others, and what was seen at its site."""

    own: str
    others: Sequence[Other]
    near: str


async def alike(screen: ConsoleScreen) -> None:
    """Shows resolved tickets like it, and opens the one that is chosen; or says there is none."""
    number = screen.at_hand().numbers[0]
    found = await screen.work.do(lambda office: _read(office, number))
    if not found.others:
        screen.tell(
            _("no resolved ticket is like {number}").format(number=number)
            + (f". {found.near}" if found.near else "")
        )
        return
    title = _("Like {number}").format(number=number)
    chosen = await screen.ask(AlikeSheet(title, found.own, found.others, found.near))
    if chosen is not None:
        screen.console_app.push("ticket", chosen)


def _read(office: Office, number: int) -> Compared:
    from frontdesk import insight
    from frontdesk.decision.precedents import facts_of
    from frontdesk.decision.wording.likes import ended, ended_short, shared
    from frontdesk.routing import reason_words, seen

    store, policy = office.store, office.policy
    around = insight.similar.of_ticket(store, policy, number, office.now())
    rows = {
        row.number: row
        for row in insight.tickets.tickets(store, [number, *(e.number for e in around.alike)])
    }
    own = rows[number]
    near = around.nearby
    return Compared(
        f"{own.subject}\n{own.words}",
        [
            Other(
                number=each.number,
                subject=each.subject,
                likeness=each.likeness,
                why=shared(facts_of(each), _),
                ended=ended(facts_of(each), _),
                brief=ended_short(facts_of(each), _),
                words=rows[each.number].words,
                helped=rows[each.number].resolution or "",
            )
            for each in around.alike
        ],
        reason_words(seen(near, around.site, policy)) if near is not None and near.count else "",
    )
