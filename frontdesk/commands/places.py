"""Keys that are no commands: of the sheets laid over a screen, and of fields; pure data.

Each has an id, by which settings remap it like a command's. A widget takes its bindings from here
(``widgets.keyed``); it refuses to bind a key of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.commands.moving import Move
from frontdesk.commands.writing import WRITING
from frontdesk.i18n import N_


@dataclass(frozen=True, slots=True)
class Place:
    """Where keys are heard beside the commands of a screen.

    Attributes:
        name: the beginning of its ids.
        heading: what it is, for the page of keys, in English.
        typed: whether text is typed there, so that a plain character is none of its keys.
        sheet: whether it lies over the screen, whose own commands are not heard meanwhile.
        lists: whether the movement of lists is heard there too.
    """

    name: str
    heading: str
    moves: tuple[Move, ...]
    typed: bool = False
    sheet: bool = True
    lists: bool = False


def _updown(name: str, action: str, what: str, before: str) -> tuple[Move, Move]:
    return (
        Move(f"{name}.down", ("down",), f"{action}(1)", what),
        Move(f"{name}.up", ("up",), f"{action}(-1)", before),
    )


_FIELD = N_("To the next field.")
_FIELD_BEFORE = N_("To the field before.")

PLACES = (
    Place("overlay", "Every sheet over a screen", (
        Move("overlay.out", ("escape",), "out", N_("Leave the sheet; nothing is done.")),
        Move("overlay.keys", ("f1",), "keys", N_("All keys of the sheet; Enter does one.")),
    ), typed=True),
    Place("seeker", "Palette, keys and pickers", (
        *_updown("seeker", "move", N_("The next one that was found."),
                 N_("The one before.")),
        Move("seeker.pagedown", ("pagedown",), "move(10)", N_("Ten further down.")),
        Move("seeker.pageup", ("pageup",), "move(-10)", N_("Ten further up.")),
    ), typed=True),
    Place("question", "A question before what cannot be undone", (
        Move("question.yes", ("y",), "answer(True)", N_("Yes, do it.")),
        Move("question.no", ("n", "enter"), "answer(False)", N_("No, leave it.")),
    )),
    Place("yes_or_no", "A question that one key answers", (
        Move("yes_or_no.yes", ("y",), "answer('yes')", N_("Yes.")),
        Move("yes_or_no.no", ("n",), "answer('no')", N_("No.")),
        Move("yes_or_no.unsure", ("question_mark",), "answer('unsure')", N_("I cannot say.")),
    )),
    Place("stale", "Somebody else was quicker", (
        Move("stale.mine", ("y",), "answer('mine')", N_("Do yours all the same.")),
        Move("stale.rest", ("o",), "answer('rest')", N_("Do only what does not collide.")),
        Move("stale.leave", ("n", "enter"), "out", N_("Leave it as it is.")),
    )),
    Place("bulk", "What each of several tickets will do", (
        Move("bulk.apply", ("enter",), "apply", N_("Do it."), priority=True),
    )),
    Place("spread", "Tickets dealt out", (
        Move("spread.apply", ("enter",), "apply", N_("Do it."), priority=True),
        Move("spread.next", ("right",), "turn(1)", N_("Give it to the next best."), priority=True),
        Move("spread.previous", ("left",), "turn(-1)", N_("Give it to the one before."),
             priority=True),
    )),
    Place("handover", "A shift handed over",
          _updown("handover", "move", N_("To the next ticket; its note stays."),
                  N_("To the ticket before.")), typed=True),
    Place("lacking", "What is missing on a returned ticket", (
        Move("lacking.tick", ("space",), "tick", N_("Tick it; once more: not.")),
        Move("lacking.submit", ("enter",), "submit", N_("Return it."), priority=True),
    )),
    Place("receipt", "The receipt of a decision", (
        Move("receipt.ask", ("enter",), "ask", N_("Why not this one: what would choose it.")),
        Move("receipt.earlier", ("left",), "turn(-1)", N_("The decision before.")),
        Move("receipt.later", ("right",), "turn(1)", N_("The decision after.")),
        Move("receipt.read_on", ("space",), "page(1)", N_("Read on, a page.")),
        Move("receipt.out", ("e", "q"), "dismiss", N_("Back to the ticket.")),
    ), lists=True),
    Place("clocks", "The clocks of a ticket", (
        Move("clocks.out", ("h", "q"), "out", N_("Back to the ticket.")),
    ), lists=True),
    Place("week", "A week of the roster", (
        Move("week.before", ("left", "h"), "weeks(-1)", N_("The week before.")),
        Move("week.after", ("right", "l"), "weeks(1)", N_("The week after.")),
        Move("week.this", ("t", "0"), "weeks(0)", N_("Back to this week.")),
        Move("week.out", ("S", "q"), "out", N_("Back to the screen.")),
    ), lists=True),
    Place("composer", "While writing a reply or a note", WRITING, typed=True, sheet=False),
    Place("filter", "The filter line", (
        Move("filter.apply", ("down",), "apply", N_("Filter by it, and go to the list.")),
        Move("filter.back", ("escape",), "back", N_("Back to the list as it was.")),
    ), typed=True, sheet=False),
    Place("field", "A line of a form",
          _updown("field", "move_on", _FIELD, _FIELD_BEFORE), typed=True, sheet=False),
    Place("words", "A text of a form", (
        Move("words.editor", ("ctrl+o",), "editor", N_("Write on in your own editor."),
             priority=True),
    ), typed=True, sheet=False),
    Place("completing", "A line that completes", (
        Move("completing.down", ("down",), "down", N_("The next completion, else field.")),
        Move("completing.up", ("up",), "up", N_("The completion before, else field.")),
        Move("completing.shut", ("escape",), "shut", N_("Shut the completions.")),
    ), typed=True, sheet=False),
    Place("turning", "A choice among few", (
        Move("turning.next", ("right", "space"), "turn(1)", N_("The next value.")),
        Move("turning.previous", ("left",), "turn(-1)", N_("The value before.")),
        Move("turning.down", ("down", "enter"), "move_on(1)", _FIELD),
        Move("turning.up", ("up",), "move_on(-1)", _FIELD_BEFORE),
    ), typed=True, sheet=False),
    Place("ticks", "The steps of a fix", (
        Move("ticks.tick", ("space", "enter"), "tick", N_("Tick the step and go to the next one.")),
    ), sheet=False, lists=True),
)  # fmt: skip
"""Every place, those that are laid over a screen first."""


def place(name: str) -> Place:
    """The place of a name.

    Raises:
        KeyError: when there is none.
    """
    return _BY_NAME[name]


_BY_NAME = {each.name: each for each in PLACES}
