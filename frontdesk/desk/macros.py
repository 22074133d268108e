"""Macros: verbs in their order, kept under a name and done to any tickets as one act.

A macro is data (``desk.steps``), never keystrokes. It is read whole before anything is done, and
one that this desk does not understand is refused, not half done. It is run by the real verbs inside
one operation, so that it is one entry to undo; a ticket that refuses one of them has none of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import Field
from pydantic.types import StringConstraints

from frontdesk import placeholders
from frontdesk.desk import lookup, steps
from frontdesk.desk.act import Act
from frontdesk.desk.escalate import TIER
from frontdesk.desk.inputs import Input, checked
from frontdesk.desk.office import Office, Progress
from frontdesk.desk.once import repeated
from frontdesk.desk.operation import acting, numbered
from frontdesk.desk.reversible import LASTING
from frontdesk.desk.steps import Step
from frontdesk.errors import BadInputError, FrontdeskError, RefusedError
from frontdesk.i18n import _
from frontdesk.insight import tickets as ticket_rows
from frontdesk.insight.kept import KeptRow
from frontdesk.models import Site, Ticket
from frontdesk.rows import Change, Done, TicketRow
from frontdesk.store.ledger import canonical
from frontdesk.text import safe

FORMAT = 1
"""How a macro is written down; one of a later format is refused."""
MOST = 50
"""Steps of one macro."""
OUTWARD = frozenset({"reply"})
"""Verbs that somebody outside the desk hears of: nothing takes them back."""
VERB = "macro"
"""What an operation of several verbs is called."""

_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


class MacroInput(Input):
    """A macro as it is kept.

    Attributes:
        steps: a JSON list of objects, each with its ``verb`` and that verb's inputs.
        letter: what runs it in the console, after the key that shows macros; empty: none.
        format: ``FORMAT``.
    """

    steps: Annotated[str, Field(max_length=1_000_000)]
    letter: Annotated[
        str, StringConstraints(strip_whitespace=True, to_lower=True, max_length=1)
    ] = ""
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro that can be run.

    Attributes:
        outward: whether somebody outside the desk hears of it.
    """

    name: str
    steps: tuple[Step, ...]
    letter: str = ""
    shared: bool = False

    @property
    def outward(self) -> bool:
        """Whether it says something to somebody outside the desk, which nothing takes back."""
        return any(step.verb in OUTWARD for step in self.steps)

    def __str__(self) -> str:
        """Its steps in a line."""
        return " → ".join(map(str, self.steps))


# --- written down ----------------------------------------------------------------------------


def parse(written: str) -> tuple[Step, ...]:
    """The steps of a macro, each checked for what can be known without a store.

    Args:
        written: a JSON list, as ``MacroInput.steps``.

    Raises:
        BadInputError: it is no such list, or a step in it cannot be done to any ticket; says which
            and why.
    """
    try:
        listed = json.loads(written)
    except (ValueError, RecursionError):
        listed = None
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise BadInputError(
            _("steps are not written as they should be"),
            _("give a list of steps, each with its verb"),
        )
    if not 0 < len(listed) <= MOST:
        raise BadInputError(
            _("a macro has 1 to {most} steps, not {n}").format(most=MOST, n=len(listed)),
            _("give at least one, and make two macros of a long one"),
        )
    return tuple(_step(place, each) for place, each in enumerate(listed, 1))


def plain(several: Sequence[Step]) -> list[dict[str, Any]]:
    """Steps as plain data, as they are written in a file."""
    return [{"verb": step.verb, **step.inputs()} for step in several]


def written(several: Sequence[Step]) -> str:
    """Steps as they are kept."""
    return canonical(plain(several))


def _step(place: int, values: Mapping[str, object]) -> Step:
    verb = values.get("verb")
    if not isinstance(verb, str):
        raise BadInputError(
            _("step {n} has no verb").format(n=place), _('write it as in verb = "note"')
        )
    inputs = {name: value for name, value in values.items() if name != "verb"}
    try:
        step = steps.read(verb, inputs)
        anywhere(step)
    except BadInputError as error:
        where = _("step {n}, {verb}: {title}")
        title = where.format(n=place, verb=safe(verb, 40), title=error.title)
        raise BadInputError(title, error.hint) from None
    return step


def anywhere(step: Step) -> None:
    """Nothing, if a step can be done to any ticket.

    Raises:
        BadInputError: it holds what belongs to one ticket or one day, or a placeholder that nothing
            fills.
    """
    if tied := step.tied():
        raise BadInputError(
            _("{field} belongs to one ticket").format(field=tied[0]),
            _("leave it out: a macro is for any ticket"),
        )
    for text in step.texts().values():
        placeholders.check(text)
    given = step.inputs()
    if step.verb == "edit" and not any(value is not None for value in given.values()):
        raise BadInputError(_("nothing to change"), _("give a field and its value"))
    if step.verb == "wait":
        until = str(given.get("until") or "")
        if given["for"] == "callback":
            raise BadInputError(
                _("whom to call, and when, belongs to one ticket"),
                _("let it wait for something else, or set the callback by hand"),
            )
        if _DAY.search(until):
            raise BadInputError(
                _("{until} is one day, and passes").format(until=safe(until, 40)),
                _("give a span such as 2d, or a time of day"),
            )


def of(row: KeptRow) -> Macro:
    """A macro out of what is kept.

    Raises:
        BadInputError: it cannot be used here: of a later format, a verb that is not known; says so.
    """
    try:
        given = checked(MacroInput, row.body)
        _of_this_format(given)
        return Macro(row.name, parse(given.steps), given.letter, row.shared)
    except BadInputError as error:
        title = _("the macro {name!r} cannot be used: {why}")
        said = title.format(name=safe(row.name, 80), why=error.title)
        raise BadInputError(said, error.hint) from None


def keepable(act: Act, given: MacroInput) -> dict[str, str]:
    """A macro as it is kept, when everything that it names is there.

    Raises:
        BadInputError, NotFoundError: a step cannot be done to any ticket, or names what this desk
            does not have.
    """
    _of_this_format(given)
    if given.letter and not (given.letter.isascii() and given.letter.isalnum()):
        raise BadInputError(
            _("{letter!r} runs no macro").format(letter=safe(given.letter, 4)),
            _("choose a letter from a to z, or a digit"),
        )
    several = parse(given.steps)
    for step in several:
        _known(act, step.inputs())
    return {"steps": written(several), "letter": given.letter, "format": str(FORMAT)}


def _of_this_format(given: MacroInput) -> None:
    if given.format != FORMAT:
        raise BadInputError(
            _("it is written in format {theirs}, this frontdesk reads {ours}").format(
                theirs=given.format, ours=FORMAT
            ),
            _("install a newer frontdesk, or record it again"),
        )


def _known(act: Act, given: Mapping[str, Any]) -> None:
    lookup.category(act.office.policy, given.get("category"))
    if site := given.get("site"):
        lookup.by_key(act.session, Site, site)
    if (fix := given.get("fix")) is not None:
        lookup.fix(act.session, fix)
    to = given.get("to")
    if to is not None and TIER.fullmatch(to) is None:
        lookup.team_or_agent(act.session, to)


# --- run -------------------------------------------------------------------------------------


class _LeftError(Exception):
    """Some tickets refused a step: all is rolled back, and the others begin anew without them."""

    def __init__(self, refused: Sequence[Change]) -> None:
        super().__init__()
        self.refused = refused


def run(
    office: Office,
    several: Sequence[Step],
    numbers: Sequence[int],
    *,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Do steps to tickets, one after another, as one operation.

    With ``office.lenient()`` a ticket that refuses a step is left out whole and reported, and the
    others are done as if it had never been named.

    Raises:
        FrontdeskError: the first refusal; nothing has changed.
    """
    verb = _called(several)
    if (before := repeated(office, verb, operation)) is not None:
        return before
    left: dict[int, Change] = {}
    while True:
        going = [number for number in dict.fromkeys(numbers) if number not in left]
        if left and not going:
            return Done(verb, office.draw(), tuple(left.values()))
        try:
            with acting(office, verb, operation=operation) as act:
                _through(act, several, going, expect)
        except _LeftError as error:
            left |= {change.number: change for change in error.refused}
        else:
            done = act.done()
            return replace(done, changes=(*done.changes, *left.values()))


def _called(several: Sequence[Step]) -> str:
    """What the operation is called: its verb where it has one, or where nothing takes it back."""
    verbs = {step.verb for step in several}
    return several[-1].verb if len(verbs) == 1 or verbs <= LASTING.keys() else VERB


def _through(act: Act, several: Sequence[Step], numbers: Sequence[int], expect: int | None) -> None:
    for place, step in enumerate(several):
        told = _share(act.office.progress, place, len(several))
        office = replace(act.office, within=act, progress=told)
        do = _in_its_own_words if step.texts() else steps.run
        done = do(office, numbers, step, expect=expect)
        if refused := [change for change in done.changes if change.refused is not None]:
            raise _LeftError(refused)


def _share(progress: Progress, place: int, of: int) -> Progress:
    """How far the whole is, told by one of its steps; each has its tickets, and then its clocks."""

    def told(phase: str, done: int, total: int) -> None:
        halves, whole = (2 * place + (phase != "tickets")) * total + done, of * total
        late = halves >= whole
        progress("clocks" if late else "tickets", halves - late * whole, whole)

    return told


def _in_its_own_words(
    office: Office, numbers: Sequence[int], step: Step, *, expect: int | None
) -> Done:
    """A step whose words are each ticket's own: done to one after another."""
    act = office.within
    assert act is not None
    tickets = lookup.tickets(act.session, numbers)
    act.unit.flush()
    rows = ticket_rows.whole(act.session.connection(), numbers)
    alone = replace(office, progress=lambda *_far: None)
    changes: list[Change] = []
    for place, (ticket, row) in enumerate(zip(tickets, rows, strict=True)):
        office.progress("tickets", place, len(rows))
        try:
            own = _own_words(step, row, office.actor.name)
            changes += steps.run(alone, [row.number], own, expect=expect).changes
        except FrontdeskError as error:
            changes.append(_refused(office, ticket, error, alone=len(rows) == 1))
    return Done(step.verb, act.stamp.operation, tuple(changes))


def _refused(office: Office, ticket: Ticket, error: FrontdeskError, *, alone: bool) -> Change:
    if not office.skip:
        raise error if alone else numbered(error, ticket) from error
    return Change(lookup.ident(ticket), None, ticket.version, str(error))


def _own_words(step: Step, row: TicketRow, agent: str) -> Step:
    """A step with a ticket's own words in it.

    Raises:
        RefusedError: it has nothing for one of the placeholders.
    """
    values = placeholders.of(row, agent)
    for text in step.texts().values():
        for name in placeholders.names(text):
            if not values.get(name):
                raise RefusedError(
                    _("ticket {number} has nothing for {word}").format(
                        number=row.number, word=f"{{{name}}}"
                    ),
                    _("fill it in on the ticket first"),
                )
    return step.filled(values)
