"""What a verb answers: what it changed, and what it made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Change:
    """What a verb did to one subject.

    Attributes:
        event: the event's id, which ``undo`` takes.
        refused: why nothing happened to it (in previews and bulk acts), else ``None``;
            ``overtaken``: because another desk has changed it since it was seen.
        became: the columns that changed and their new values, as the event holds them;
            ``insight.timeline.coded`` puts codes for ids; ``was``: their values before.
    """

    number: int
    event: int | None
    version: int
    refused: str | None = None
    became: Mapping[str, object] = field(default_factory=dict)
    overtaken: bool = False
    was: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """What a verb did: one entry to undo.

    Attributes:
        operation: the operation's id; ``made`` names what was created beside (an order's id).
        undoes: the operation that this one took back.
        about: what was taken back or done again, in words, where it was no ticket.
    """

    verb: str
    operation: str
    changes: tuple[Change, ...]
    made: int | None = None
    undoes: str | None = None
    about: str = ""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The tickets that were changed."""
        return tuple(change.number for change in self.changes if change.refused is None)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load of many entries came to.

    Attributes:
        skipped: the number of each bad row that was left out, and why.
    """

    operation: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: tuple[tuple[int, str], ...] = ()
