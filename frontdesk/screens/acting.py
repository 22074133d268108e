"""What a verb works on, and how it is done from a screen: one ticket at once, several previewed.

It refuses to decide anything: rights and states are the desk's business, below every face.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from frontdesk.commands import undoes, with_keys
from frontdesk.i18n import _, plural

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.rows import Change, Done, ListRow, TicketRow

    Call = Callable[[Office, Sequence[int], int | None], Done]


@dataclass(frozen=True, slots=True)
class Subjects:
    """The tickets that a verb works on, as the person sees them.

    Attributes:
        rows: their rows, out of a list or whole.
        marked: whether they were marked (else it is the ticket at hand).
        since: the version of each when it was marked.
    """

    rows: tuple[ListRow | TicketRow, ...] = ()
    marked: bool = False
    since: Mapping[int, int] = field(default_factory=dict)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Their numbers."""
        return tuple(row.number for row in self.rows)

    def __str__(self) -> str:
        if len(self.rows) == 1:
            return str(self.rows[0].number)
        return plural("{n} ticket", "{n} tickets", len(self.rows))


@dataclass(frozen=True, slots=True)
class Act:
    """One act on tickets.

    Attributes:
        done: what to say when it is done, with ``{what}`` for the tickets and ``{made}`` for what
            was created beside: ``{what} taken``.
        call: the verb of the desk: office, numbers, the version seen (for one ticket) -> Done.
        beside: a ticket that is changed along, and not counted (it takes over the others).
        question: asked first where nothing leads back at all; No is the default.
        rest: what is left of it beside fields that others have changed; ``None``: nothing, or all.
        steps: verbs and their inputs, where they say all of it, so that a macro can take it down.
        operation: the id of what is done, where something was typed for it.
        looked: whether it is previewed even where it is one ticket.
        about: what it is, for the preview, where the title does not say all of it.
    """

    done: str
    call: Call
    question: str | None = None
    beside: int | None = None
    rest: Callable[[Collection[str]], Act | None] | None = None
    steps: tuple[tuple[str, Mapping[str, object]], ...] = ()
    operation: str | None = None
    looked: bool = False
    about: str = ""

    def meant(self, done: Done) -> tuple[Change, ...]:
        """What was done to the tickets that are meant."""
        return tuple(each for each in done.changes if each.number != self.beside)

    def worded(self, what: str, made: str) -> str:
        """What is said of some tickets; a brace in somebody's name or words is no place to fill."""
        return self.done.replace("{what}", what).replace("{made}", made)

    def said(self, done: Done) -> str:
        """What is said when it is done."""
        numbers = [each.number for each in self.meant(done) if each.refused is None]
        if len(numbers) == 1:
            what = str(numbers[0])
        else:
            what = plural("{n} ticket", "{n} tickets", len(numbers))
        words = self.worded(what, str(done.made))
        if left := sum(each.refused is not None for each in done.changes):
            words += "  ·  " + plural("{n} left as it is", "{n} left as they are", left)
        if proposes := _proposes(done):
            words += "  ·  " + with_keys(
                _("now proposes {way}: {ticket.route} takes it"), way=proposes
            )
        lasting = self.question is not None or done.verb in _lasting()
        return words if lasting else words + "  ·  " + undoes()


NOTHING: Mapping[str, object] = {}


def deed(
    done: str,
    verb: str,
    inputs: Mapping[str, object] = NOTHING,
    *,
    operation: str | None = None,
    beside_others: bool = False,
) -> Act:
    """The act that is one verb of the desk with its inputs, as ``desk.steps`` has them.

    Args:
        beside_others: it is done whatever others have done since the tickets were seen.
    """

    def call(office: Office, numbers: Sequence[int], expect: int | None) -> Done:
        from frontdesk import desk

        step, seen = desk.steps.read(verb, inputs), None if beside_others else expect
        return desk.steps.run(office, numbers, step, expect=seen, operation=operation)

    return Act(done, call, steps=((verb, inputs),), operation=operation)


def _proposes(done: Done) -> str:
    """What the desk proposes for the one ticket that was changed; empty: nothing new."""
    key = done.changes[0].became.get("proposes") if len(done.numbers) == 1 else None
    if not key:
        return ""
    from frontdesk.decision.words import proposal_words

    return proposal_words(str(key))


def _lasting() -> Container[str]:
    """The verbs that cannot be taken back; one has just been done, so the desk is at hand."""
    from frontdesk import desk

    return desk.reversible.LASTING
