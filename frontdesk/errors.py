"""What can go wrong, said to a person: a title and a hint, and the exit code of the command line.

It refuses to print or log: each face shows an error in one place of its own.
"""

from __future__ import annotations

from typing import ClassVar


class FrontdeskError(Exception):
    """Something went wrong that a person can do something about.

    Attributes:
        title: what is wrong, one line, without a full stop.
        hint: what to do about it, one line; may be empty.
        exit_code: what the command line exits with (docs: contract, "Exit codes").
        code: a stable word for scripts.
    """

    exit_code: ClassVar[int] = 1
    code: ClassVar[str] = "error"

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.title} — {self.hint}" if self.hint else self.title


class RefusedError(FrontdeskError):
    """The desk's rules say no: a right, a state, something missing."""

    code = "refused"


class OvertakenError(FrontdeskError):
    """Another desk has changed what this change touches, since it was seen."""

    code = "overtaken"


class PartlyOvertakenError(OvertakenError):
    """Some of several tickets have been changed since, the others have not.

    Attributes:
        event: one of what was to be taken back: ``undo`` takes it, with ``rest``.
    """

    def __init__(self, title: str, hint: str, event: int) -> None:
        super().__init__(title, hint)
        self.event = event


class CheckFailedError(FrontdeskError):
    """A check did not hold: the chain of events, the store, the policy's cases."""

    code = "check_failed"


class BadInputError(FrontdeskError):
    """What was typed or read cannot be used."""

    exit_code = 2
    code = "bad_input"


class NotFoundError(BadInputError):
    """There is no such ticket, person, asset, team or file."""

    code = "not_found"


class StoreError(FrontdeskError):
    """The store cannot be used: missing, locked, damaged, from a newer version."""

    exit_code = 3
    code = "store"


class CalledOffError(StoreError):
    """A reading was called off, since nobody waits for it any more."""
