"""The first tour, as data: ten things to do on a demo store, and when each of them is done. Pure.

A step is done by what the person has really done, as the store's events tell it, or by what stands
on the screen; never by a key alone. It refuses to touch anything: the console shows one line of it
(``screens.touring``), and whoever is on the tour does the rest. Keys stand in the texts as ids of
commands (``commands.with_keys``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from frontdesk.i18n import N_


@dataclass(frozen=True, slots=True)
class Deed:
    """One act of the person on the tour.

    Attributes:
        verb: the desk's verb. ``tickets``: how many tickets it has changed.
    """

    verb: str
    tickets: int = 1


@dataclass(frozen=True, slots=True)
class Sight:
    """What can be seen of the console, and what the person has done since the last look.

    Attributes:
        screen: the name of the uppermost screen. ``sheet``: of what is laid over it; empty:
            nothing is; ``OTHER``: something that the tour has no word for.
        filtered: whether a filter that was typed narrows the list.
    """

    screen: str
    sheet: str = ""
    filtered: bool = False
    deeds: tuple[Deed, ...] = ()


OTHER = "other"


@dataclass(frozen=True, slots=True)
class Line:
    """What is said while somebody is at one of some places.

    Attributes:
        where: names of screens and sheets. ``do``: the one thing to do; ``note``: what to look at.
    """

    where: tuple[str, ...]
    do: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, and how it shows that it is done.

    Attributes:
        verbs: an act by one of them, on ``least`` tickets, is it. ``sheet``: having looked at
            that, and left it, is it. ``filtered``: a filtered list is it.
        right: the verb that a person must have the right to; without it the step is left out.
    """

    id: str
    lines: tuple[Line, ...]
    verbs: tuple[str, ...] = ()
    least: int = 1
    sheet: str = ""
    filtered: bool = False
    right: str = ""


_LISTS = ("desk", "ticket", "team")
_ANYWHERE = (*_LISTS, "people", "repairs", "policy")

STEPS = (
    Step("call", (
        Line(_LISTS, N_("A call comes in: {contact.new} opens the form."),
             N_("All is done by keys; the last line names those that help here.")),
        Line(("contact",),
             N_("Type anna, enter; printer pulls two sheets; {contact.file} files it."),
             N_("Below: who calls, and every way with its price; ▸ is proposed.")),
    ), verbs=("new",)),
    Step("fix", (
        Line(("fix",),
             N_("{fix.tick} ticks a step; {fix.worked}: it worked, it is resolved."),
             N_("{fix.failed}: it failed. Then comes the next way; what was tried goes along.")),
        Line(("request",),
             N_("{request.tick} ticks a step; {request.done}: it is done.")),
        Line(_LISTS, N_("{ticket.fixes} shows a ticket's known fixes: run one to its end."),
             N_("Beside each stands how often it has worked.")),
    ), verbs=("try_worked", "try_failed", "resolve", "request")),
    Step("explain", (
        Line(_LISTS, N_("{ticket.explain} says why the ticket at the cursor is there."),
             N_("Every decision has its receipt: what was weighed, what it costs.")),
        Line(("receipt",),
             N_("{list.down} reads on; {overlay.out} leads out, here as everywhere."),
             N_("{receipt.ask} on another way: why not this one?")),
    ), sheet="receipt"),
    Step("filter", (
        Line(("desk",), N_("{desk.filter} filters the list: type pri:1..3 and enter."),
             N_("Words, serials, telephones do too; {app.out} takes the filter away again.")),
    ), filtered=True),
    Step("assign", (
        Line(("desk",), N_("Mark three with {desk.mark}; then {ticket.assign} gives them away."),
             N_("A verb works on the marks; without any, on the ticket at the cursor.")),
        Line(("picker",), N_("Type a name or go down; enter gives them to that person."),
             N_("Ranked by skill, load and shift; the reason stands below.")),
        Line(("preview",),
             N_("Nothing has happened yet: this is what will. {bulk.apply} does it."),
             N_("The real verb has worked it out, and was rolled back.")),
    ), verbs=("assign",), least=2),
    Step("undo", (
        Line(_LISTS, N_("{act.undo} takes it back, all of it at once."),
             N_("{act.history} shows what you did before.")),
    ), verbs=("undo",)),
    Step("balance", (
        Line(("desk", "ticket"), N_("{go.team} shows the team: who is there, who holds what.")),
        Line(("team",), N_("Go down to who holds much; {ticket.balance} deals it out."),
             N_("The bar is what they hold, of what they can carry.")),
        Line(("spread",),
             N_("Who would get what. {spread.apply} goes on, {overlay.out} drops it."),
             N_("{spread.next} gives a ticket to the next best.")),
        Line(("preview",), N_("Nothing has happened yet: {bulk.apply} does it.")),
    ), sheet="spread", right="balance"),
    Step("palette", (
        Line(_ANYWHERE, N_("{go.palette} finds anything: type a part of a name or subject."),
             N_("Commands, views, tickets, people and equipment.")),
        Line(("palette",), N_("Type; enter goes there, {overlay.out} leads out.")),
    ), sheet="palette"),
    Step("keys", (
        Line(_ANYWHERE, N_("{help.keys} lists the keys of where you are."),
             N_("Any of them can be changed in the settings: {app.settings}")),
        Line(("keys",), N_("Type to search; enter does it, {overlay.out} leads out.")),
    ), sheet="keys"),
    Step("end", (
        Line((), N_("That was it. Go on: {go.repairs} repairs, {go.shifts} shifts, {go.policy}."),
             N_("{app.leave} leaves a screen; from the Desk, the console. docs/ has the rest.")),
    )),
)  # fmt: skip
"""The tour, in its order; the last step ends with the tour."""

LEAD = Line((), N_("{go.desk} leads to the Desk; the tour goes on there."))
OUT = Line((), N_("{overlay.out} leads out of this; the tour goes on then."))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is: at which step, and whether its sheet has been looked at."""

    step: int = 0
    seen: bool = False


def steps_for(may: Callable[[str], bool]) -> tuple[Step, ...]:
    """The tour of somebody who may do what ``may`` says of a verb."""
    return tuple(step for step in STEPS if not step.right or may(step.right))


def begun(steps: Sequence[Step], name: str) -> Progress:
    """Where a tour goes on that was left at a step; from the beginning where there is none such."""
    last = len(steps) - 1
    return Progress(next((at for at, step in enumerate(steps[:last]) if step.id == name), 0))


def advance(steps: Sequence[Step], at: Progress, sight: Sight) -> Progress:
    """How far somebody is after a look; each deed counts once, in the order it was done."""
    for deed in sight.deeds:
        step = steps[at.step]
        if deed.verb in step.verbs and deed.tickets >= step.least:
            at = Progress(at.step + 1)
    step = steps[at.step]
    if step.sheet and sight.sheet == step.sheet:
        return replace(at, seen=True)
    looked = bool(step.sheet) and at.seen and not sight.sheet
    return Progress(at.step + 1) if looked or (step.filtered and sight.filtered) else at


def line(step: Step, sight: Sight) -> Line:
    """What is said at a step to somebody who sees this."""
    place = sight.sheet or sight.screen
    found = next((each for each in step.lines if not each.where or place in each.where), None)
    return found or (OUT if sight.sheet else LEAD)
