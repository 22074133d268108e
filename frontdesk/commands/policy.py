"""Commands of the Policy screen. What they change is a draft, until it is adopted."""

from __future__ import annotations

from frontdesk.commands.command import Command
from frontdesk.i18n import N_

_HERE = ("policy",)
_RUN = "frontdesk.screens.acts.governing:"


def _pane(key: str, name: str, label: str, help: str) -> Command:  # noqa: A002  the field's name
    return Command(f"policy.show_{name}", (key,), label, help, _HERE, _RUN + "pane", argument=name)


POLICY = (
    Command("policy.open", ("enter",), N_("open it"),
            N_("A rule's reason, a case's receipt, a number: read it or change it."),
            _HERE, _RUN + "open_line", footer=1),
    Command("policy.text", ("ctrl+o",), N_("text"),
            N_("The whole text in your own editor; it is checked on the way back."),
            _HERE, _RUN + "write", footer=2),
    Command("policy.adopt", ("a",), N_("adopt"),
            N_("Bring the draft into force, if its golden cases hold."),
            _HERE, _RUN + "adopt", verb="policy_adopt", footer=3),
    Command("policy.down", ("J",), N_("down"), N_("Move the rule down: later ones give way."),
            _HERE, _RUN + "move", footer=4, argument="1"),
    Command("policy.up", ("K",), N_("up"), N_("Move the rule up: the first that matches decides."),
            _HERE, _RUN + "move", argument="-1"),
    Command("policy.remove", ("X",), N_("take out"), N_("Take the rule out of the draft."),
            _HERE, _RUN + "remove", footer=5),
    Command("policy.back", ("ctrl+z",), N_("step back"), N_("One step back in the draft."),
            _HERE, _RUN + "back", footer=6),
    Command("policy.replay", ("p",), N_("replay"),
            N_("What would have become of the latest past tickets; left, it goes on later."),
            _HERE, "frontdesk.screens.acts.replaying:replay"),
    Command("policy.load", ("o",), N_("file"),
            N_("Take a file for the draft, or an earlier version by its hash."),
            _HERE, _RUN + "load"),
    Command("policy.discard", ("D",), N_("forget"), N_("Forget the draft."),
            _HERE, _RUN + "discard"),
    _pane("1", "rules", N_("rules"), N_("The rules in their order, with how often each matched.")),
    _pane("2", "cases", N_("cases"), N_("The golden cases: which hold, what came, and why.")),
    _pane("3", "numbers", N_("numbers"), N_("The desk's own numbers; Enter changes one.")),
    _pane("4", "difference", N_("difference"), N_("What differs from the policy in force.")),
    _pane("5", "warnings", N_("warnings"), N_("What is odd about the policy.")),
    _pane("6", "replay", N_("replayed"), N_("Past tickets that would go elsewhere.")),
)  # fmt: skip
"""The Policy screen's own commands."""
