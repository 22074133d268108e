"""What somebody does to tickets while a macro is recorded: verbs with their inputs, as they ran.

It takes down what the desk was told, never keys. What is undone meanwhile leaves the record. What
is no verb with inputs of its own (a merge, a fix step by step) is remembered by name, and said when
the recording ends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from frontdesk import codes, placeholders
from frontdesk.commands import with_keys
from frontdesk.i18n import _

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.rows import Done
    from frontdesk.screens.acting import Act

Said = tuple[str, Mapping[str, object]]
"""A verb and its inputs, as ``desk.steps.read`` takes them."""


@dataclass(slots=True)
class _Taken:
    """One act that was taken down; without steps it can be done to no other ticket."""

    operation: str
    verb: str
    steps: Sequence[Said]
    undone: bool = False


class Recording:
    """A macro that is being recorded."""

    def __init__(self) -> None:
        self._taken: list[_Taken] = []
        self._turned: dict[str, str] = {}

    def hear(self, done: Done, steps: Sequence[Said] = ()) -> None:
        """Something has been done; the same operation is heard once, the first time counts."""
        if done.undoes is not None:
            self._turn(done, done.undoes)
        elif done.numbers and not self._known(done.operation):
            self._taken.append(_Taken(done.operation, done.verb, steps))

    def _turn(self, done: Done, undoes: str) -> None:
        """An act was undone, or its undoing."""
        root = self._turned.setdefault(done.operation, self._turned.get(undoes, undoes))
        if known := self._known(root):
            known.undone = not known.undone
        else:
            self._taken.append(_Taken(root, done.verb, ()))

    def _known(self, operation: str) -> _Taken | None:
        return next((each for each in self._taken if each.operation == operation), None)

    def __len__(self) -> int:
        return len(self.steps())

    def steps(self) -> list[Said]:
        """The verbs that were done and still stand, in their order."""
        return [step for each in self._taken if not each.undone for step in each.steps]

    def left_out(self) -> list[str]:
        """What was done beside, as people read it."""
        return [codes.verb(each.verb) for each in self._taken if not each.undone and not each.steps]


class Recorder:
    """Whether a macro is being recorded in a console, and which.

    Attributes:
        recording: ``None``: none is.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self.recording: Recording | None = None
        self._changed = changed

    def begin(self) -> None:
        """Takes down from now on what is done to tickets."""
        self.recording = Recording()
        self._changed()

    def end(self) -> None:
        """Takes down nothing more."""
        self.recording = None
        self._changed()

    def hear(self, done: Done, steps: Sequence[Said] = ()) -> None:
        """Something has been done; without steps it is remembered by its name."""
        if self.recording is not None:
            self.recording.hear(done, steps)
            self._changed()

    def said(self) -> str:
        """That it records, how many verbs so far, and what ends it; empty: it does not."""
        if self.recording is None:
            return ""
        said = _("● recording {n}, {macro.record} ends")
        return with_keys(said, n=len(self.recording))


def in_its_own_words(act: Act) -> Act:
    """An act that fills the placeholders in its words, as a macro does it."""
    texts = [text for _verb, inputs in act.steps for text in inputs.values()]
    if not any(placeholders.names(text) for text in texts if isinstance(text, str)):
        return act

    def call(office: Office, numbers: Sequence[int], expect: int | None) -> Done:
        from frontdesk import desk

        steps = tuple(desk.steps.read(verb, inputs) for verb, inputs in act.steps)
        return desk.macros.run(office, steps, numbers, expect=expect, operation=act.operation)

    return replace(act, call=call)
