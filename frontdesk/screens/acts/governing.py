"""Working on the policy: a draft changed line by line or as a text, and brought into force."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from frontdesk.commands import undoes, with_keys
from frontdesk.errors import BadInputError
from frontdesk.i18n import _, plural
from frontdesk.rulebook import editing
from frontdesk.screens import policy_reading
from frontdesk.screens.acts import explaining
from frontdesk.text import safe
from frontdesk.widgets.prompt import Prompt
from frontdesk.widgets.question import Question
from frontdesk.widgets.receipt_sheet import ReceiptSheet

if TYPE_CHECKING:
    from frontdesk.screens.base import ConsoleScreen
    from frontdesk.screens.policy import PolicyScreen
    from frontdesk.screens.policy_reading import Sight

FEW = 12
"""Differences that are read before adopting."""


def sight_of(screen: ConsoleScreen) -> tuple[PolicyScreen, Sight]:
    """The screen, and the policy on it.

    Raises:
        BadInputError: it is not read yet.
    """
    shown = cast("PolicyScreen", screen)
    if shown.sight is None:
        raise BadInputError(_("The policy is still being read"), _("try again in a moment"))
    return shown, shown.sight


def _rule(screen: ConsoleScreen) -> tuple[PolicyScreen, int, str]:
    """The rule under the cursor: its place and its name.

    Raises:
        BadInputError: there is none.
    """
    shown, sight = sight_of(screen)
    place, line = shown.lines.place, shown.lines.line
    if shown.pane != "rules" or place is None or line is None or sight.rules is None:
        raise BadInputError(_("There is no rule here"), _("1 shows the rules"))
    return shown, place, line.key


def pane(screen: ConsoleScreen, key: str) -> None:
    """Shows a pane."""
    cast("PolicyScreen", screen).turn(key)


async def open_line(screen: ConsoleScreen) -> None:
    """Opens what the cursor stands on: a reason, a case's receipt, a number, a ticket."""
    shown, sight = sight_of(screen)
    line = shown.lines.line
    if line is None:
        return
    if shown.pane == "rules":
        await reason(screen)
    elif shown.pane == "cases":
        await _receipt(shown, sight, line.key)
    elif shown.pane == "numbers":
        await _number(shown, sight, line.key)
    elif shown.pane == "replay":
        from frontdesk.screens.acts.replaying import open_replayed

        await open_replayed(shown, int(line.key))


async def _receipt(shown: PolicyScreen, sight: Sight, name: str) -> None:
    """The receipt of a case; every option says why it was not taken."""
    made = next(each.decision for each in sight.tested if each.case.name == name)
    page = await shown.work.do(lambda office: explaining.page(office, made))
    await shown.ask(ReceiptSheet(name, [page], explaining.nothing_smaller))


async def _number(shown: PolicyScreen, sight: Sight, name: str) -> None:
    number = next(each for each in sight.numbers if each.name == name)

    async def submit(typed: str) -> str | None:
        value = policy_reading.value_of(typed)
        await shown.change(lambda text: editing.set_value(text, number.path, value))
        return None

    await shown.ask(Prompt(f"{name}: {number.meaning}", submit=submit, text=number.value))


async def reason(screen: ConsoleScreen) -> None:
    """Asks for the reason of a rule, in a sentence for people."""
    shown, place, name = _rule(screen)
    sight = sight_of(screen)[1]
    present = sight.rules.rules[place].because if sight.rules is not None else ""
    path = ("rules", place, "because")

    async def submit(typed: str) -> str | None:
        if typed:
            await shown.change(lambda text: editing.set_value(text, path, typed))
        elif present:
            await shown.change(lambda text: editing.remove_value(text, path))
        return None

    title = _("Why is there the rule “{name}”?").format(name=name)
    await shown.ask(Prompt(title, submit=submit, text=present, required=False))


async def move(screen: ConsoleScreen, by: str) -> None:
    """Moves a rule up or down: the first that matches decides."""
    shown, place, name = _rule(screen)
    to = place + int(by)
    if 0 <= to < shown.lines.option_count:
        await shown.change(lambda text: editing.move_entry(text, "rules", place, to), at=name)


async def remove(screen: ConsoleScreen) -> None:
    """Takes a rule out of the draft; one step back brings it back."""
    shown, place, name = _rule(screen)
    await shown.change(lambda text: editing.remove_entry(text, "rules", place))
    said = _("“{name}” is taken out of the draft; {policy.back} brings it back")
    shown.tell(with_keys(said, name=name))


async def back(screen: ConsoleScreen) -> None:
    """One step back in the draft."""
    shown, sight = sight_of(screen)
    if not shown.steps:
        shown.tell(_("Nothing was changed here yet"))
        return
    text = shown.steps.pop()
    shown.show(await shown.work.do(lambda office: policy_reading.keep(office, sight, text)))


async def write(screen: ConsoleScreen) -> None:
    """The whole text in one's own editor; it is looked at on the way back."""
    from frontdesk.rulebook.reading import SIZE_LIMIT
    from frontdesk.widgets.editor import edited

    shown, sight = sight_of(screen)
    text = edited(screen.app, sight.text, SIZE_LIMIT)
    if text is not None:
        await _keep(shown, sight, text)


async def load(screen: ConsoleScreen) -> None:
    """Takes a file, or an earlier version by its hash, for the draft."""
    shown, sight = sight_of(screen)

    async def submit(typed: str) -> str | None:
        try:
            text = await shown.work.do(lambda office: policy_reading.text_of(office, typed))
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else _("it is not UTF-8")
            return _("That file cannot be read: {why}").format(why=why)
        await _keep(shown, sight, text)
        return None

    title = _("Which policy: a file, or the hash of an earlier one?")
    await shown.ask(Prompt(title, submit=submit, placeholder="my-policy.toml"))


async def _keep(shown: PolicyScreen, sight: Sight, text: str) -> None:
    """Keeps a whole text as the draft, whatever it says: nothing typed is lost."""
    if text == sight.text:
        return
    found = await shown.work.do(lambda office: policy_reading.keep(office, sight, text))
    shown.steps.append(sight.text)
    shown.show(found)
    if found.rules is not None:
        shown.turn("difference")


async def discard(screen: ConsoleScreen) -> None:
    """Forgets the draft, after a question."""
    shown, sight = sight_of(screen)
    if not sight.drafted:
        shown.tell(_("There is no draft"))
        return
    if await shown.ask(Question(_("Forget the draft?"), _("What is in force stays in force."))):
        text = sight.version.text
        shown.steps.append(sight.text)
        shown.show(await shown.work.do(lambda office: policy_reading.keep(office, sight, text)))


async def adopt(screen: ConsoleScreen) -> None:
    """Brings the draft into force: its cases have to hold, and what differs is read first."""
    shown, sight = sight_of(screen)
    if sight.wrong:
        raise BadInputError(_("The draft cannot be used"), sight.wrong)
    if not sight.drafted:
        shown.tell(with_keys(_("There is no draft to adopt; {policy.text} edits the text")))
        return
    if sight.failed:
        shown.turn("cases")
        said = plural("{n} golden case fails", "{n} golden cases fail", len(sight.failed))
        raise BadInputError(said, _("mend the draft, or the case if the desk wants it so now"))
    if not await shown.ask(Question(_("Adopt this policy, for everybody at once?"), _told(sight))):
        return
    found = await shown.awaited(partial(policy_reading.adopt, sight=sight))
    shown.work.renewed(found.office)
    shown.steps.clear()
    shown.show(found.sight)
    shown.tell(_("The policy is in force") + "  ·  " + undoes())


def _told(sight: Sight) -> str:
    """What differs and what is odd, as much as is read before a yes."""
    from frontdesk.policy import difference_words

    lines = [f"· {difference_words(each)}" for each in sight.found[:FEW]]
    if not lines:
        lines = [_("Only comments and golden cases differ.")]
    if len(sight.found) > FEW:
        more = len(sight.found) - FEW
        lines.append(plural("… and {n} more difference", "… and {n} more differences", more))
    if sight.odd:
        lines.append(plural("! {n} warning", "! {n} warnings", len(sight.odd)))
    return safe("\n".join(lines), lines=True)
