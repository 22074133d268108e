"""Between tiers: escalate, accept, return, hand-back, decline."""

from __future__ import annotations

from typing import Annotated

import typer

from frontdesk import desk
from frontdesk.cli import change, typed
from frontdesk.cli.options import Several
from frontdesk.policy import WANTS

TIERS = "Between tiers"


def add(app: typer.Typer) -> None:
    """Register the verbs."""
    app.command("escalate", cls=Several, rich_help_panel=TIERS)(escalate)
    app.command("accept", cls=Several, rich_help_panel=TIERS)(accept)
    app.command("return", cls=Several, rich_help_panel=TIERS)(return_)
    app.command("hand-back", cls=Several, rich_help_panel=TIERS)(hand_back)
    app.command("decline", cls=Several, rich_help_panel=TIERS)(decline)


def escalate(
    context: typer.Context,
    reason: typed.Reason,
    numbers: typed.Numbers = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="TIER|TEAM", help="L2, 3, or a team; else the best one."),
    ] = None,
    lacking: Annotated[
        str,
        typer.Option(
            "--lacking", metavar="REASON", help="Why it goes without what that tier wants to see."
        ),
    ] = "",
) -> None:
    """Pass tickets to more skill; what was tried travels along.

    What the tier wants to see (the policy says it) must be there, or --lacking says why it is not.
    """
    said, without = typed.text(reason), typed.text(lacking)
    change.change(
        context,
        numbers,
        lambda office, ns, seen: desk.escalate.escalate(
            office, ns, reason=said, to=to, lacking=without, expect=seen
        ),
    )


def accept(context: typer.Context, numbers: typed.Numbers = None) -> None:
    """Accept tickets that were passed to your team."""
    change.change(
        context, numbers, lambda office, ns, seen: desk.escalate.accept(office, ns, expect=seen)
    )


def return_(
    context: typer.Context,
    numbers: typed.Numbers = None,
    missing: Annotated[
        str, typer.Option("--missing", metavar="TEXT", help="What the sender has to add.")
    ] = "",
    lacks: Annotated[
        list[str] | None,
        typer.Option("--lacks", metavar="CODE", help=f"One of {', '.join(WANTS)}; repeatable."),
    ] = None,
) -> None:
    """Return tickets as incomplete to the team that passed them on."""
    said = typed.text(missing)
    change.change(
        context,
        numbers,
        lambda office, ns, seen: desk.escalate.return_incomplete(
            office, ns, missing=said, lacks=lacks or (), expect=seen
        ),
    )


def hand_back(
    context: typer.Context,
    instructions: Annotated[
        str, typer.Option("--instructions", metavar="TEXT", help="What to do with it there.")
    ],
    numbers: typed.Numbers = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="TEAM", help="Which team; else the one it came from."),
    ] = None,
) -> None:
    """Send tickets down the ladder, with instructions."""
    said = typed.text(instructions)
    change.change(
        context,
        numbers,
        lambda office, ns, seen: desk.escalate.hand_back(
            office, ns, instructions=said, to=to, expect=seen
        ),
    )


def decline(context: typer.Context, reason: typed.Reason, numbers: typed.Numbers = None) -> None:
    """Say that you cannot take tickets that you were given; the team's queue keeps them."""
    said = typed.text(reason)
    change.change(
        context,
        numbers,
        lambda office, ns, seen: desk.escalate.decline(office, ns, reason=said, expect=seen),
    )
