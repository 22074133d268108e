"""Commands on tickets: the same key means the same in a list and in the ticket itself.

They work on ``ConsoleScreen.subjects()``: the marks if there are any, else the ticket at hand.
"""

from __future__ import annotations

from frontdesk.commands.command import Command, Needs
from frontdesk.i18n import N_

_HERE = ("desk", "ticket", "team")
_ACTS = "frontdesk.screens.acts."


def _act(
    id: str,  # noqa: A002  the field's name
    key: str | None,
    name: str,
    help: str,  # noqa: A002  the field's name
    run: str,
    verb: str | None,
    footer: int = 0,
    needs: Needs = Needs.TICKETS,
) -> Command:
    return Command(
        f"ticket.{id}", (key,) if key else (), name, help, _HERE, _ACTS + run, verb, needs, footer
    )


TICKETS = (
    _act("take", "t", N_("take"), N_("Take it: it is yours and in progress."),
         "assigning:take", "take", 1),
    Command("ticket.take_next", ("N",), N_("next one"),
            N_("Take what waits longest and suits you; on Team, for who is under the cursor."),
            ("desk", "team"), _ACTS + "assigning:take_next"),
    _act("assign", "a", N_("assign"),
         N_("Give it to somebody: people ranked, with reason, load, skills and shift."),
         "assigning:assign", "assign", 2),
    Command("ticket.balance", ("D",), N_("deal out"),
            N_("Spread the marked evenly over the team; on Team, all that a colleague holds."),
            ("desk", "team"), _ACTS + "handing:balance", "balance"),
    Command("ticket.hand_over", ("T",), N_("hand over"),
            N_("Hand over all that is yours, with notes; on Team, all that a colleague holds."),
            ("desk", "team"), _ACTS + "handing:hand_over"),
    _act("escalate", "E", N_("escalate"), N_("Send it up the ladder, with what was tried."),
         "passing:escalate", "escalate", 3),
    _act("hand_back", "H", N_("hand back"), N_("Send it down the ladder, with instructions."),
         "passing:hand_back", "hand_back"),
    _act("accept", "A", N_("accept"), N_("Accept what was passed to your tier."),
         "passing:accept", "accept"),
    _act("return", "R", N_("return"), N_("Return it as incomplete, saying what is missing."),
         "passing:return_incomplete", "return"),
    _act("route", "P", N_("as proposed"),
         N_("Send it where the desk proposes now."), "passing:as_proposed", "route"),
    _act("dispatch", "d", N_("dispatch"), N_("Send the equipment to its vendor for repair."),
         "repairing:dispatch", "repair_open", 4),
    _act("fixes", "f", N_("fixes"), N_("Known fixes that fit, run step by step."),
         "going:fixes", "try", 5, Needs.TICKET),
    _act("request", "Q", N_("request"), N_("Serve it as a quick request of the policy."),
         "requesting:of_ticket", "request", 0, Needs.TICKET),
    _act("resolve", "x", N_("resolve"), N_("Resolve it: how, and what was done."),
         "outcome:resolve", "resolve", 6),
    _act("reopen", "O", N_("reopen"), N_("Open it again, saying why."),
         "outcome:reopen", "reopen"),
    _act("unassign", None, N_("unassign"), N_("Take it from its holder; the team keeps it."),
         "assigning:unassign", "unassign"),
    _act("close", None, N_("close"), N_("Close what is resolved."), "outcome:close", "close"),
    _act("cancel", None, N_("cancel"), N_("Cancel what needs no work after all, saying why."),
         "outcome:cancel", "cancel"),
    _act("wait", "w", N_("wait"), N_("Let it wait for somebody or something, until a time."),
         "waiting:wait", "wait"),
    _act("reply", "r", N_("reply"), N_("Write to the requester; the draft is kept."),
         "writing:reply", "reply", 0, Needs.TICKET),
    _act("note", "i", N_("note"), N_("Write a note for the desk alone; the draft is kept."),
         "writing:note", "note", 0, Needs.TICKET),
    _act("priority", "p", N_("priority"), N_("Set impact and urgency; the priority follows."),
         "editing:priority", "edit"),
    _act("category", "c", N_("category"), N_("Set the category."), "editing:category", "edit"),
    _act("facts", "C", N_("facts"),
         N_("Set another fact: equipment, place, complexity, kind; each shows where it would go."),
         "editing:facts", "edit"),
    _act("links", "l", N_("links"),
         N_("What belongs to it: children, links, merged ones; link one more, or part them."),
         "relating:links", "link", 0, Needs.TICKET),
    _act("merge", "m", N_("merge"),
         N_("Merge it into another, which takes over; marked ones into the one under the cursor."),
         "relating:merge", "merge"),
    _act("attach", None, N_("attach"), N_("Attach a file to it, by its path."),
         "attaching:attach", "attach", 0, Needs.TICKET),
    _act("attachments", None, N_("attachments"),
         N_("The files on it: save one, or open it with the system's program after asking."),
         "attaching:attachments", None, 0, Needs.TICKET),
    _act("explain", "e", N_("explain"), N_("Why is it here: the receipt of the decision."),
         "explaining:explain", None, 0, Needs.TICKET),
    _act("alike", "B", N_("beside"),
         N_("Resolved tickets like it, side by side: what helped, who resolved them, why alike."),
         "comparing:alike", None, 0, Needs.TICKET),
    _act("clocks", "h", N_("clocks"),
         N_("Its clocks: what is promised, and line by line what was counted and why."),
         "timing:clocks", None, 0, Needs.TICKET),
    Command("macro.choose", ("full_stop",), N_("macros"),
            N_("Run a macro: its letter runs it, previewed where there are several tickets."),
            _HERE, _ACTS + "macros:choose", None, Needs.TICKETS),
    Command("macro.record", ("M",), N_("record macro"),
            N_("Record a macro of what you do to tickets; once more ends it and asks for a name."),
            _HERE, _ACTS + "macros:record"),
    Command("macro.drop", (), N_("drop macro"),
            N_("Drop a macro of your own; kept again under its name, it comes back."),
            _HERE, _ACTS + "macros:drop"),
    _act("copy", "y", N_("copy"),
         N_("Copy the number; again: with the subject; again: with the address."),
         "copying:copy", None, 0, Needs.TICKET),
)  # fmt: skip
