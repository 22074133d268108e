"""The routing policy: show and check."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontdesk import insight
from frontdesk.cli import out, typed
from frontdesk.cli.invocation import Invocation, of
from frontdesk.cli.options import Noun, Verb
from frontdesk.errors import BadInputError, StoreError
from frontdesk.i18n import _, plural
from frontdesk.terms import Subject
from frontdesk.text import pad, safe, width

if TYPE_CHECKING:
    from frontdesk.policy import Policy

RULES = "Rules"


def add(app: typer.Typer) -> None:
    """Register the noun."""
    noun = typer.Typer(cls=Noun, help="The desk's own rules.", rich_markup_mode=None)
    noun.command("show", cls=Verb)(show)
    noun.command("check", cls=Verb)(check)
    app.add_typer(noun, name="policy", rich_help_panel=RULES)


def read(path: str) -> Policy:
    """The policy in a file.

    Raises:
        BadInputError: it cannot be used; names the key and the line.
    """
    from frontdesk import policy

    file = typed.existing(path)
    try:
        return policy.parse(file.read_text("utf-8-sig"), file.name)
    except (UnicodeDecodeError, OSError) as error:
        why = _("it is not UTF-8") if isinstance(error, UnicodeDecodeError) else error.strerror
        raise BadInputError(
            _("{path} cannot be read: {why}").format(path=path, why=why),
            _("give a TOML file in UTF-8"),
        ) from None


def show(context: typer.Context) -> None:
    """The policy in force, as it was adopted, and what it promises, as comments after it."""
    call = of(context)
    rules = call.office.policy
    document = {"hash": rules.hash, "policy": json.loads(rules.model_dump_json())}
    text = insight.policies.text(call.kept) if not call.json else ""
    call.answer(document, out.dim(f"# {rules.hash}"), text.rstrip(), *_about_time(rules))


def _about_time(rules: Policy) -> list[str]:
    """Calendars, promises and warnings in short: comments, so that the whole is TOML still."""
    from frontdesk import policy

    told = policy.told(rules)
    parts = {
        _("Calendars"): list(told.calendars),
        _("Promises, in open time"): _columns(told.promises),
        _("Warnings"): list(told.warnings),
    }
    lines: list[str] = []
    for title, said in parts.items():
        if said:
            lines += ["#", f"# {title}", *(f"#   {safe(line)}" for line in said)]
    return [out.dim(line) for line in lines]


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows under one another, each column as wide as its longest."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(pad, row, widths)).rstrip() for row in rows]


def check(
    context: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="A policy file; else the policy in force."),
    ] = None,
) -> None:
    """Whether a policy can be used (else exit code 2), and what is odd about it (then 1)."""
    from frontdesk import policy

    call = of(context)
    rules = read(file) if file is not None else call.office.policy
    teams = _teams(call)
    if teams is not None and (missing := policy.missing_teams(rules, teams)):
        raise BadInputError(
            _("the policy names teams that do not exist: {teams}").format(teams=", ".join(missing)),
            _("add them with `frontdesk team add`, or mend the policy"),
        )
    odd = policy.warnings(rules, teams)
    name = Path(file).name if file is not None else _("the policy in force")
    document = {
        "usable": True, "hash": rules.hash, "warnings": list(odd),
        "teams_checked": teams is not None,
    }  # fmt: skip
    lines = [_("{name} can be used").format(name=name)]
    for each in odd:
        lines += out.wrapped(safe(each), first="  ✗ ")
    if teams is None:
        lines.append(out.dim(_("without a store its teams were not looked for")))
    failed = None
    if odd:
        failed = (
            plural("{n} warning about the policy", "{n} warnings about the policy", len(odd)),
            _("it can be used; each warning stands on standard output"),
        )  # fmt: skip
    call.judge(document, lines, failed)


def _teams(call: Invocation) -> dict[str, int] | None:
    """The register's teams with their tiers; ``None`` where there is no store to look in."""
    try:
        rows = insight.register.rows(call.kept, Subject.TEAM)
    except StoreError:
        if call.store is not None:
            raise
        return None
    return {str(row["code"]): int(row["tier"]) for row in rows}
