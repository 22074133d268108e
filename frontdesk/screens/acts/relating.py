"""Order among tickets: merging into another, links, parents, and what becomes of open children."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from frontdesk.codes import words
from frontdesk.i18n import N_, _, plural
from frontdesk.screens.acting import Act, Subjects
from frontdesk.terms import Kin, Tie
from frontdesk.widgets.question import Question
from frontdesk.widgets.seeker import Choice, Seeker, among
from frontdesk.widgets.ticket_columns import where

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.rows import Done, ListRow, RelatedRow
    from frontdesk.screens.base import ConsoleScreen

    Do = Callable[[Office], Done]
    Offer = tuple[str, RelatedRow | Tie]

GO, ADD, REMOVE = "go", "add", "remove"
ADDING: dict[Tie, str] = {
    Tie.RELATED: N_("link it as related to …"),
    Tie.CHILD: N_("link it as a child of …"),
    Tie.DUPLICATE: N_("link it as a duplicate of …"),
    Tie.CAUSED_BY: N_("link it as caused by …"),
}
ENDS: dict[Kin, tuple[Tie, bool]] = {
    Kin.PARENT: (Tie.CHILD, True),
    Kin.CHILD: (Tie.CHILD, False),
    Kin.CAUSE: (Tie.CAUSED_BY, True),
    Kin.EFFECT: (Tie.CAUSED_BY, False),
    Kin.ORIGINAL: (Tie.DUPLICATE, True),
    Kin.DUPLICATE: (Tie.DUPLICATE, False),
    Kin.RELATED: (Tie.RELATED, True),
}
"""Which link another ticket's kin stands for, and whether it goes out from the one at hand."""


async def merge(screen: ConsoleScreen) -> None:
    """Asks for the ticket that takes over; for marked ones that under the cursor comes first."""
    subjects = screen.subjects()
    what = str(subjects)
    into = await _other(
        screen,
        subjects,
        _("Merge {what} into which ticket?").format(what=what),
        _("enter merges: closed, and who names it is led there    {overlay.out} leaves"),
    )
    if into is None:
        return

    def call(office: Office, numbers: Sequence[int], expect: int | None) -> Done:
        from frontdesk import desk

        return desk.merge.merge(office, numbers, into=into, expect=expect)

    said = _("{what} merged into {into}").replace("{into}", str(into))
    await screen.perform(Act(said, call, beside=into), subjects)


async def links(screen: ConsoleScreen) -> None:
    """Shows what belongs to this ticket: Enter goes there, links one more, or parts them."""
    here = screen.at_hand()
    number = here.numbers[0]
    related = await screen.work.do(lambda office: _related(office, number))
    title = _("What belongs to {number}").format(number=number)
    offer = await screen.ask(Seeker(title, _offers(related)))
    if offer is None:
        return
    act, what = offer
    if isinstance(what, Tie):
        await _link(screen, here, what)
    elif act == GO:
        screen.console_app.push("ticket", what.number)
    else:
        await _part(screen, here, what)


async def children_too(screen: ConsoleScreen, subjects: Subjects) -> tuple[bool, bool | None]:
    """Asks what becomes of open children before tickets end.

    Returns:
        whether to go on, and the answer: ``None`` where there are none, so that nobody was asked.
    """
    there = await screen.work.do(lambda office: _open_children(office, subjects.numbers))
    if not there:
        return True, None
    many = plural("{n} open child", "{n} open children", len(there))
    title = _("{what} has {many}: the same for them?").format(what=str(subjects), many=many)
    listed = "\n".join(f"{row.number}  {row.subject} · {where(row)}" for row in there)
    answer = await screen.ask(Question(title, listed + "\n" + _("no: they stay open")))
    return answer is not None, answer


async def _link(screen: ConsoleScreen, here: Subjects, tie: Tie) -> None:
    to = await _other(screen, here, f"{here}: " + _(ADDING[tie]))
    if to is None:
        return

    def call(office: Office, numbers: Sequence[int], expect: int | None) -> Done:
        from frontdesk import desk

        return desk.links.link(office, numbers, to=to, tie=tie, expect=expect)

    await screen.perform(Act(_("{what} linked"), call, beside=to), here)


async def _part(screen: ConsoleScreen, here: Subjects, other: RelatedRow) -> None:
    """Takes a link away, or one of the two out of the other."""
    number = here.numbers[0]

    def call(office: Office, numbers: Sequence[int], expect: int | None) -> Done:
        from frontdesk import desk

        del numbers, expect  # the link may go out from the other ticket
        if other.kin in (Kin.INTO, Kin.MERGED):
            return desk.merge.unmerge(office, [number if other.kin is Kin.INTO else other.number])
        tie, outward = ENDS[other.kin]
        one, to = (number, other.number) if outward else (other.number, number)
        return desk.links.unlink(office, [one], to=to, tie=tie)

    await screen.perform(Act(_("{what} parted"), call, beside=other.number), here)


def _offers(related: Sequence[RelatedRow]) -> Callable[[str], Awaitable[Sequence[Choice[Offer]]]]:
    there: list[Choice[Offer]] = []
    parting: list[Choice[Offer]] = []
    for row in related:
        kin, note = words(row.kin), f"{row.subject} · {words(row.status)}"
        there.append(Choice((GO, row), f"{kin} {row.number}", note))
        said = _("part: {kin} {number}").format(kin=kin, number=row.number)
        parting.append(Choice((REMOVE, row), said, row.subject))
    adding: list[Choice[Offer]] = [Choice((ADD, tie), _(said)) for tie, said in ADDING.items()]
    return among([*there, *adding, *parting])


async def _other(
    screen: ConsoleScreen, subjects: Subjects, title: str, keys: str = ""
) -> int | None:
    """Another ticket: by number or words; the requester's own open ones come first."""
    numbers = frozenset(subjects.numbers)
    cursor = screen.at_hand().numbers if subjects.marked else ()

    async def find(typed: str) -> Sequence[Choice[int]]:
        first = cursor if not typed.strip() else ()
        rows = await screen.work.do(lambda office: _found(office, subjects, typed, first))
        return [
            Choice(row.number, row.subject, f"{where(row)} · {row.who}", str(row.number))
            for row in rows
            if row.number not in numbers
        ]

    placeholder = _("a number, or words; first what the same requester has open")
    return await screen.ask(Seeker(title, find, placeholder=placeholder, keys=keys))


def _found(
    office: Office, subjects: Subjects, typed: str, first: Sequence[int]
) -> Sequence[ListRow]:
    from frontdesk import insight

    return insight.related.others(office.store, subjects.numbers[0], typed, first)


def _related(office: Office, number: int) -> tuple[RelatedRow, ...]:
    from frontdesk import insight

    return insight.related.of(office.store, number)


def _open_children(office: Office, numbers: Sequence[int]) -> Sequence[ListRow]:
    from frontdesk import insight

    there = insight.related.open_children(office.store, numbers)
    return insight.tickets.lines(office.store, there)
