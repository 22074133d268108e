"""What becomes of a ticket, in a few words: ``assignee maja → jan, P3 → P2``. Pure.

It refuses to find that out: the fields come from the verb itself (``Change``), with codes for ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

from frontdesk import codes, dates
from frontdesk.i18n import N_, _
from frontdesk.text import safe

NAMES: Mapping[str, str] = {
    "assignee": N_("assignee"),
    "team": N_("team"),
    "tier": "",
    "priority": "",
    "impact": N_("impact"),
    "urgency": N_("urgency"),
    "category": N_("category"),
    "complexity": N_("complexity"),
    "kind": N_("kind"),
    "site": N_("site"),
    "asset": N_("equipment"),
    "requester": N_("requester"),
    "status": N_("status"),
    "pending": N_("waits for"),
    "pending_until": N_("waits until"),
    "resolution_code": N_("resolution"),
    "fix": N_("fix"),
    "parent": N_("parent"),
    "merged_into": N_("merged into"),
    "watchers": N_("watchers"),
}
"""The fields that are told, those that are moved most first; some say by their value what they are.

What follows from others (hops, costs, moments) is left out.
"""


def words(was: Mapping[str, object], became: Mapping[str, object], zone: tzinfo) -> str:
    """The fields that are others, from what to what; empty when none of those that are told is.

    Args:
        was, became: values by field, codes for ids.
        zone: in which moments are told.
    """
    parts = []
    for field, name in NAMES.items():
        before, after = was.get(field), became.get(field)
        if field not in became or before == after:
            continue
        said = f"{_value(field, before, zone)} → {_value(field, after, zone)}"
        parts.append(f"{_(name)} {said}" if name else said)
    return ", ".join(parts)


def _value(field: str, value: object, zone: tzinfo) -> str:
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(value, datetime):
        return dates.moment(value.astimezone(zone))
    if isinstance(value, list | tuple):
        return " ".join(safe(str(each), 40) for each in value)
    said = safe(codes.value(field, value), 60)
    return f"L{said}" if field == "tier" else said
