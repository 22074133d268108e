"""What a look at the store as a whole has found: plain values, as ``rows`` are. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check of the store has found.

    Attributes:
        check: a stable word: ``store, settings, schema, triggers, file, references, chains,
            seals, texts, versions, search, policy``.
        good: whether it holds. ``words``: what was found; ``hint``: what to do, if anything.
    """

    check: str
    good: bool
    words: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """What a look at every chain, text and seal has found.

    Attributes:
        chains: subjects with events. ``erased``: texts of which only the digest is left.
        head: the hash of the last seal; kept elsewhere it witnesses everything up to it.
        findings: what does not hold; empty when the history is intact.
    """

    events: int
    chains: int
    texts: int
    erased: int
    seals: int
    head: str | None
    findings: tuple[Finding, ...] = ()

    @property
    def intact(self) -> bool:
        """Whether everything holds."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class SealRow:
    """A seal: one hash over everything that was written up to an event.

    Attributes:
        subjects: chains that moved since the seal before it.
    """

    seal: int
    at: datetime
    last_event: int
    subjects: int
    hash: str


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup that has been opened and verified.

    Attributes:
        path: where it lies. ``bytes``: its size. ``events``: how many it holds.
        audit: what its chains say.
    """

    path: str
    bytes: int
    events: int
    audit: Audit
