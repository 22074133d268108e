"""What the palette finds in the store: views, macros, tickets, people, things. Runs in threads.

Tickets are found by the language of the filter's line, whatever their state; a word with digits
also means a number, a serial, a telephone. What is no query is looked for as the words it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk import insight
from frontdesk.codes import words
from frontdesk.commands import key_of
from frontdesk.i18n import _
from frontdesk.query import Filter, Order, QueryError
from frontdesk.screens.desk_reading import understood
from frontdesk.screens.macros_reading import listed
from frontdesk.text import fold
from frontdesk.widgets.seeker import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.desk.office import Office
    from frontdesk.rows import AssetRow, ListRow, RequesterRow

FEW = 6
"""How many of each kind are shown."""
PLACES = 9
"""Views that have a key of their own."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What it leads to: ``command``, ``view``, ``macro``, ``ticket``, ``requester``, ``asset``."""

    kind: str
    id: str


def stored(office: Office, typed: str) -> list[Choice[Goal]]:
    """What the typed words could mean in the store, in groups, few of each.

    Raises:
        QueryError: they name a field or value that is not known, and nothing else is meant by them.
    """
    mistake = None
    try:
        wanted = understood(office, typed)
    except QueryError as error:
        mistake, wanted = error, Filter.of(words=typed.split())
    found = [
        *_views(office, typed),
        *_macros(office, typed),
        *map(_ticket, _tickets(office, typed, wanted)),
        *map(_person, insight.people.requesters(office.store, typed, limit=FEW)),
        *map(_thing, insight.people.assets(office.store, typed, limit=FEW)),
    ]
    if mistake is not None and not found:
        raise mistake
    return found


def _views(office: Office, typed: str) -> list[Choice[Goal]]:
    said = fold(typed).split()
    return [
        Choice(Goal("view", view.key), view.name, key=_place_key(place), group=_("views"))
        for place, view in enumerate(insight.views.views(office.store, office.actor), 1)
        if all(word in fold(view.name) for word in said)
    ]


def _macros(office: Office, typed: str) -> list[Choice[Goal]]:
    said = fold(typed).split()
    return [
        Choice(Goal("macro", each.name), each.name, each.steps, group=_("macros"))
        for each in listed(office)
        if each.why_not is None and all(word in fold(each.name) for word in said)
    ][:FEW]


def _place_key(place: int) -> str:
    """The key that shows the view at a place, on the Desk."""
    return key_of(f"desk.view_{place}") if place <= PLACES else ""


def _tickets(office: Office, typed: str, wanted: Filter) -> Sequence[ListRow]:
    """The ticket of that number, then what a filter finds, the newest first, open or not."""
    number = typed.strip().removeprefix("#")
    named = []
    if number.isascii() and number.isdigit() and len(number) < 16:
        named = insight.tickets.lines(office.store, [int(number)])
    everywhere = office.now_in(Filter.of(status="all").narrowed(wanted))
    others = insight.tickets.window(office.store, everywhere, Order.NEWEST, limit=FEW)
    return [*named, *(row for row in others if row not in named)][:FEW]


def _ticket(row: ListRow) -> Choice[Goal]:
    note = _joined(row.who, words(row.status))
    number = str(row.number)
    return Choice(Goal("ticket", number), row.subject, note, number, group=_("tickets"))


def _person(row: RequesterRow) -> Choice[Goal]:
    note = _joined(row.organisation, row.phone)
    return Choice(Goal("requester", row.code), row.name, note, group=_("people"))


def _thing(row: AssetRow) -> Choice[Goal]:
    what, group = row.model or row.type, _("equipment")
    return Choice(Goal("asset", row.tag), what, row.requester_name or "", row.tag, group=group)


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
