"""What a decision was made on, as one content hash: the same case and evidence, the same hash.

It refuses to hash what does not reach the decision, such as where the values came from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from operator import attrgetter

from frontdesk.decision.facts import (
    Alike,
    Caller,
    Case,
    Equipment,
    Evidence,
    FixRecord,
    Learned,
    Nearby,
    PartStock,
    Person,
    Similar,
    Suggested,
    Team,
    Tried,
    VendorRecord,
)

_FIELDS: dict[type, Callable[[object], tuple[object, ...]]] = {
    kind: attrgetter(*(each.name for each in fields(kind)))
    for kind in (
        Alike,
        Caller,
        Case,
        Equipment,
        Evidence,
        FixRecord,
        Learned,
        Nearby,
        PartStock,
        Person,
        Similar,
        Suggested,
        Team,
        Tried,
        VendorRecord,
    )
}


def fingerprint(case: Case, evidence: Evidence) -> str:
    """SHA-256 over every field of the case and the evidence, as JSON with sorted keys."""
    text = json.dumps(
        (case, evidence),
        default=_plain,
        sort_keys=True,
        separators=(",", ":"),
        check_circular=False,
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    """What JSON does not know itself, as what it does."""
    parts = _FIELDS.get(type(value))
    if parts is not None:
        return parts(value)
    return dict(value) if isinstance(value, Mapping) else str(value)
