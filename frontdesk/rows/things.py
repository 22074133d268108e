"""Rows of equipment, known fixes and repair orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from frontdesk.terms import (
    Money,
    Repair,
)


@dataclass(frozen=True, slots=True)
class AssetRow:
    """A piece of equipment of the register."""

    tag: str
    serial: str | None
    type: str
    model: str
    state: str
    site: str | None
    requester: str | None
    requester_name: str | None
    vendor: str | None
    warranty_until: date | None
    contract_until: date | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a known fix."""

    position: int
    text: str


@dataclass(frozen=True, slots=True)
class FixRow:
    """A known fix with its record.

    Attributes:
        tries, worked: the record; worked means that the ticket was not reopened in the window.
        minutes: mean of what it took, or the author's reckoning when never tried.
    """

    fix: int
    title: str
    symptom: str
    category: str | None
    asset_types: tuple[str, ...]
    tier: int
    minutes: int
    tries: int
    worked: int
    active: bool = True
    steps: tuple[StepRow, ...] = ()
    likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class RepairRow:
    """A repair order, for the board and ``repair show``."""

    order: int
    ticket: int
    state: Repair
    vendor: str
    vendor_name: str
    asset: str | None
    asset_type: str | None
    model: str | None
    fault: str
    rma: str | None
    carrier: str | None
    tracking: str | None
    reference: str | None
    under_warranty: bool
    opened_at: datetime
    shipped_at: datetime | None
    arrived_at: datetime | None
    promised_at: datetime | None
    returned_at: datetime | None
    cost: Money | None
    result: str | None
    version: int
    subject: str = ""
    requester_name: str = ""
