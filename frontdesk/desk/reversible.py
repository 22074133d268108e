"""What of all that the desk does can be taken back, by the verb of its operation.

Each verb has its answer here: taken back by ``undo``, or lasting, with what helps instead. A verb
without one cannot be done at all (``act.acting``), so that nobody forgets to give it.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontdesk.i18n import N_

_REVERSIBLE = """
    take assign unassign route escalate accept return hand_back decline handover balance
    edit wait resolve reopen close cancel merge unmerge link unlink attach request
    try_worked try_failed macro
    keep drop policy_adopt fix_edit absence absence_end shift_edit shift_import
    site_edit team_edit agent_edit plan_edit organisation_edit requester_edit vendor_edit
    asset_edit part_edit
"""
_LOADED = """
    site_import team_import agent_import plan_import organisation_import requester_import
    vendor_import asset_import part_import fix_import
"""
REVERSIBLE = frozenset(_REVERSIBLE.split())
"""Verbs that undo takes back as a whole."""

_SET_INACTIVE = N_("set it inactive instead")
_EDIT = N_("edit it instead; nothing is ever removed from a register")
_LOAD = N_("load the earlier file again, or restore the backup that was made before")

LASTING: Mapping[str, str] = {
    "new": N_("cancel the ticket instead"),
    "reply": N_("it has been said; write another"),
    "note": N_("add another note that puts it right"),
    "contact": N_("add another contact that puts it right"),
    "run_due": N_("reopen the ticket instead"),
    "repair": N_("`frontdesk repair cancel` calls the order off"),
    "repair_ship": N_("`frontdesk repair return` brings it back"),
    "repair_arrive": N_("`frontdesk repair return` brings it back"),
    "repair_return": N_("open a new repair order"),
    "repair_close": N_("open a new repair order"),
    "repair_cancel": N_("open a new repair order"),
    "fix_add": N_("`frontdesk fix edit` with --set active=no offers it no more"),
    "agent_add": _SET_INACTIVE,
    "team_add": _SET_INACTIVE,
    "requester_add": _SET_INACTIVE,
    "asset_add": N_("set its state to retired instead"),
    **dict.fromkeys(
        ("site_add", "plan_add", "organisation_add", "vendor_add", "part_add", "shift_add"), _EDIT
    ),
    "import": N_("restore the backup that was made before"),
    **dict.fromkeys(_LOADED.split(), _LOAD),
    "learn": N_("it learns again from what is resolved; `frontdesk learn` shows how it does"),
    "init": N_("take another store"),
    "audit_seal": N_("a seal changes nothing"),
    "backup": N_("a copy changes nothing here; delete its file"),
    "doctor_rebuild": N_("it only counted anew"),
}
"""Verbs that cannot be taken back, and what helps instead."""

SAID = frozenset({"reply", "note", "contact"})
"""What went along with something that is taken back has been said all the same."""

TURNING = frozenset({"undo", "redo"})
"""What only turns something else about; each is turned by the other."""

HOUSEKEEPING = frozenset({"run_due", "audit_seal", "backup", "doctor_rebuild"})
"""What happens by the way: it does not stand between a person and what they want to take back."""

KNOWN = REVERSIBLE | LASTING.keys() | TURNING
"""Every verb of an operation."""
