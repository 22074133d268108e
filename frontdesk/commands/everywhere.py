"""Commands that are there on every screen: where to go, help, palette, undo, the way out."""

from __future__ import annotations

from frontdesk.commands.command import Command
from frontdesk.i18n import N_

_ALL = ("*",)
_GO = "frontdesk.screens.acts.going:"


def _go(key: str, screen: str, name: str, help: str) -> Command:  # noqa: A002  the field's name
    return Command(
        f"go.{screen}", (key,), name, help, _ALL, _GO + "go", priority=True, argument=screen
    )


EVERYWHERE = (
    _go("f2", "desk", N_("desk"), N_("The Desk: views, ticket list, preview.")),
    _go("f3", "repairs", N_("repairs"), N_("Repair orders, what is overdue at the vendor first.")),
    _go("f5", "people", N_("people"), N_("People and equipment: find a person or a thing.")),
    _go("f6", "team", N_("team"), N_("The team: everybody's load, and work moved between them.")),
    Command(
        "go.policy",
        (),
        N_("policy"),
        N_("The policy: rules, golden cases, numbers, what a draft would change."),
        _ALL,
        _GO + "go",
        argument="policy",
    ),
    Command(
        "help.keys",
        ("question_mark", "f1"),
        N_("more"),
        N_("All keys of this screen; type to search, Enter runs one."),
        _ALL,
        "frontdesk.screens.acts.finding:keys",
    ),
    Command(
        "go.palette",
        ("ctrl+p", "colon"),
        N_("palette"),
        N_("Find a command, view, ticket, person or piece of equipment."),
        _ALL,
        "frontdesk.screens.acts.finding:palette",
    ),
    Command(
        "go.number",
        ("number_sign",),
        N_("number"),
        N_("Go to a ticket by its number."),
        _ALL,
        _GO + "number",
    ),
    Command(
        "go.shifts",
        ("S",),
        N_("shifts"),
        N_("A week of the roster: who works when, who is away and who stands in."),
        _ALL,
        "frontdesk.screens.acts.rostering:week",
    ),
    Command(
        "contact.new",
        ("n",),
        N_("new"),
        N_("Somebody gets in touch: open the contact form."),
        _ALL,
        _GO + "contact",
        verb="new",
        footer=7,
    ),
    Command(
        "act.undo",
        ("u",),
        N_("undo"),
        N_("Undo your last act; the undoing is on the trail too."),
        _ALL,
        "frontdesk.screens.acts.undoing:undo",
        verb="undo",
    ),
    Command(
        "act.redo",
        ("U",),
        N_("redo"),
        N_("Do again what you undid."),
        _ALL,
        "frontdesk.screens.acts.undoing:redo",
        verb="redo",
    ),
    Command(
        "act.history",
        (),
        N_("history"),
        N_("What you did last: what, how many tickets, when; Enter takes one of it back."),
        _ALL,
        "frontdesk.screens.acts.undoing:history",
        verb="undo",
    ),
    Command(
        "app.tour",
        ("ctrl+t",),
        N_("tour"),
        N_("Begin the five-minute tour on a demo store, or leave it."),
        _ALL,
        "frontdesk.screens.acts.touring:tour",
    ),
    Command(
        "app.tour_skip",
        (),
        N_("skip step"),
        N_("Leave out this step of the tour."),
        _ALL,
        "frontdesk.screens.acts.touring:skip",
    ),
    Command(
        "app.theme",
        (),
        N_("theme"),
        N_("Change the colours: dark, light, high contrast, the terminal's own."),
        _ALL,
        "frontdesk.screens.acts.settling:theme",
    ),
    Command(
        "app.settings",
        ("comma",),
        N_("settings"),
        N_("Your own settings: theme, language, stillness, and any key."),
        _ALL,
        "frontdesk.screens.acts.settling:settings",
    ),
    Command(
        "app.out",
        ("escape",),
        N_("out"),
        N_("Out of here: overlay, then filter, then marks, then screen."),
        _ALL,
        _GO + "out",
    ),
    Command(
        "app.leave",
        ("q",),
        N_("leave"),
        N_("Leave this screen; the console, from the first one."),
        _ALL,
        _GO + "leave",
    ),
)
