"""What a decision was made on, as one content hash: the same case and evidence, the same hash.

It refuses to hash what does not reach the decision, such as where the values came from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields

from frontdesk.decision.facts import (
    Caller,
    Case,
    Equipment,
    Evidence,
    FixRecord,
    Person,
    Similar,
    Team,
    Tried,
    VendorRecord,
)

_FIELDS: dict[type, tuple[str, ...]] = {
    kind: tuple(each.name for each in fields(kind))
    for kind in (
        Caller,
        Case,
        Equipment,
        Evidence,
        FixRecord,
        Person,
        Similar,
        Team,
        Tried,
        VendorRecord,
    )
}


def fingerprint(case: Case, evidence: Evidence) -> str:
    """SHA-256 over every field of the case and the evidence."""
    return hashlib.sha256(f"{_plain(case)}\n{_plain(evidence)}".encode()).hexdigest()


def _plain(value: object) -> str:
    """A value as text that does not depend on the order in which a mapping was filled."""
    names = _FIELDS.get(type(value))
    if names is not None:
        return f"{type(value).__name__}({','.join(_plain(getattr(value, n)) for n in names)})"
    if isinstance(value, tuple):
        return f"[{','.join(map(_plain, value))}]"
    if isinstance(value, Mapping):
        return f"{{{','.join(f'{key!r}:{value[key]!r}' for key in sorted(value))}}}"
    return repr(value)
