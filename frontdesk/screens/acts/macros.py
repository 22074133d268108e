"""Macros in the console: recorded while one works, run on the marks or on the ticket at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from frontdesk.commands import with_keys
from frontdesk.errors import BadInputError, FrontdeskError
from frontdesk.i18n import _, plural
from frontdesk.screens import macros_reading as reading
from frontdesk.screens.acting import Act
from frontdesk.screens.recording import Recording
from frontdesk.terms import KeptKind
from frontdesk.text import safe
from frontdesk.widgets.key_prompt import KeyPrompt
from frontdesk.widgets.macro_sheet import MacroSheet
from frontdesk.widgets.prompt import Prompt
from frontdesk.widgets.question import Question
from frontdesk.widgets.seeker import Choice, Seeker, among

if TYPE_CHECKING:
    from frontdesk.desk.macros import Macro
    from frontdesk.desk.office import Office
    from frontdesk.desk.steps import Step
    from frontdesk.rows import Done
    from frontdesk.screens.acting import Subjects
    from frontdesk.screens.base import ConsoleScreen

# --- run -------------------------------------------------------------------------------------


async def choose(screen: ConsoleScreen) -> None:
    """Lists the macros, and runs the one that is chosen."""
    subjects = screen.subjects()
    lines = await screen.work.do(reading.listed)
    empty = with_keys(_("No macro yet; {macro.record} records one"))
    title = _("Which macro, on {what}?").format(what=str(subjects))
    name = await screen.ask(MacroSheet(title, lines, empty))
    if name is not None:
        await run(screen, name, subjects)


async def run(screen: ConsoleScreen, name: str, subjects: Subjects | None = None) -> None:
    """Runs a macro by its name: previewed where there are several, and where it is told outside."""
    about = subjects or screen.subjects()
    if not about.rows:
        screen.tell(_("There is no ticket here to do that with"))
        return
    macro = await screen.work.do(lambda office: reading.named(office, name))
    await screen.perform(_act(macro, str(about)), about)


def _act(macro: Macro, what: str) -> Act:
    called = safe(macro.name, 40)

    def call(office: Office, numbers: Sequence[int], expect: int | None) -> Done:
        from frontdesk import desk

        return desk.macros.run(office, macro.steps, numbers, expect=expect)

    question = None
    if macro.outward:
        question = _(
            "{name} writes to who asked ({what}); nothing takes that back. Run it?"
        ).format(name=called, what=what)
    said = called + ": {what}"
    steps = tuple((step.verb, step.inputs()) for step in macro.steps)
    return Act(said, call, question=question, steps=steps, looked=macro.outward, about=str(macro))


async def drop(screen: ConsoleScreen) -> None:
    """Drops a macro of one's own; kept again under its name, it comes back."""
    names = await screen.work.do(reading.own)
    choices = [Choice(name, name, steps) for name, steps in names]
    seeker = Seeker(
        _("Drop which macro?"), among(choices), empty=_("You keep no macro of your own")
    )
    if (name := await screen.ask(seeker)) is not None:
        await screen.work.do(lambda office: reading.dropped(office, name))
        screen.tell(_("{name} is no longer used").format(name=safe(name, 40)))


# --- recorded --------------------------------------------------------------------------------


async def record(screen: ConsoleScreen) -> None:
    """Begins to record, and ends it: what was done to tickets meanwhile becomes a macro."""
    recorder = screen.console_app.recorder
    if recorder.recording is None:
        recorder.begin()
        said = _("What you do to tickets now is taken down; {macro.record} ends it")
        screen.tell(with_keys(said))
    elif await _kept(screen, recorder.recording):
        recorder.end()


async def _kept(screen: ConsoleScreen, recording: Recording) -> bool:
    """Whether the recording is over: kept under a name, or thrown away."""
    steps, left = await screen.work.do(lambda office: reading.usable(recording.steps()))
    left = [*recording.left_out(), *left]
    if not steps:
        screen.tell(" · ".join([_("Nothing that could be done to any ticket"), *left]))
        return True
    if left:
        about = plural("Keep the {n} other verb without it?", "Keep the {n} others?", len(steps))
        why = "\n".join([_("This cannot be done to any ticket:"), *(f"  {each}" for each in left)])
        if not await screen.ask(Question(about, why)):
            return False
    name = await _name_it(screen, steps)
    if name is None:
        thrown_away = await screen.ask(Question(_("Throw away what was recorded?")))
        return bool(thrown_away)
    await _give_letter(screen, name)
    return True


async def _name_it(screen: ConsoleScreen, steps: Sequence[Step]) -> str | None:
    """Asks for a name and keeps the macro under it; ``None``: left."""

    def keep(office: Office, name: str) -> None:
        from frontdesk import desk

        values = {"steps": desk.macros.written(steps)}
        desk.kept.keep(office, KeptKind.MACRO, name, values, fresh=True)

    async def submit(name: str) -> str | None:
        try:
            await screen.work.do(lambda office: keep(office, name))
        except FrontdeskError as error:
            return str(error)
        return None

    return await screen.ask(
        Prompt(
            _("Keep what was recorded as a macro called"),
            submit=submit,
            note=" → ".join(map(str, steps)),
        )
    )


async def _give_letter(screen: ConsoleScreen, name: str) -> None:
    """Asks for the letter that runs it; without one it is run by name."""
    free = await screen.work.do(lambda office: reading.free(office, name))

    async def fits(key: str) -> None:
        letter = free if key == "enter" else key
        if len(letter) != 1:
            raise BadInputError(
                _("that key runs no macro"), _("choose a letter from a to z, or a digit")
            )
        await screen.work.do(lambda office: reading.lettered(office, name, letter))

    said = _("{macro.choose} and the letter run it; enter takes {letter}")
    text = with_keys(said, letter=free)
    title = _("{name} is kept: press its letter").format(name=safe(name, 40))
    await screen.ask(KeyPrompt(title, text, fits, _("a letter or digit    {overlay.out} none")))
