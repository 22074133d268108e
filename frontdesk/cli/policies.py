"""The routing policy: shown, checked, held to its golden cases."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontdesk import insight
from frontdesk.cli import out, policy_versions, replays, shapes
from frontdesk.cli.invocation import Invocation, of
from frontdesk.cli.options import Noun, Verb
from frontdesk.cli.policy_files import case_lines, failure, odd, read
from frontdesk.cli.show import when
from frontdesk.i18n import _, plural
from frontdesk.text import pad, safe, width

if TYPE_CHECKING:
    from frontdesk.policy import Policy

RULES = "Rules"

File = Annotated[
    str | None, typer.Argument(metavar="FILE", help="A policy file; else the policy in force.")
]


def add(app: typer.Typer) -> None:
    """Register the noun."""
    noun = typer.Typer(cls=Noun, help="The desk's own rules.", rich_markup_mode=None)
    noun.command("show", cls=Verb)(show)
    noun.command("check", cls=Verb)(check)
    noun.command("test", cls=Verb)(cases)
    policy_versions.add(noun)
    replays.add(noun)
    app.add_typer(noun, name="policy", rich_help_panel=RULES)


def show(
    context: typer.Context,
    hash_: Annotated[
        str | None,
        typer.Option("--hash", metavar="HASH", help="A version that was adopted before."),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every version, when it was adopted and by whom.")
    ] = False,
) -> None:
    """The policy in force, as it was adopted, and what it promises, as comments after it."""
    from frontdesk import policy

    call = of(context)
    if every:
        _list(call)
        return
    if hash_ is not None:
        text = insight.policies.version(call.kept, hash_).text
        rules = policy.parse(text)
    else:
        text, rules = insight.policies.text(call.kept), call.office.policy
    document = {"hash": rules.hash, "policy": json.loads(rules.model_dump_json())}
    call.answer(document, out.dim(f"# {rules.hash}"), text.rstrip(), *_about_time(rules))


def _list(call: Invocation) -> None:
    """Every version that was adopted, the one in force first."""
    adopted = insight.policies.versions(call.kept)
    items = [
        {
            "number": each.number, "hash": each.hash, "adopted_at": shapes.plain(each.adopted_at),
            "adopted_by": each.adopted_by, "in_force": not index,
        }
        for index, each in enumerate(adopted)
    ]  # fmt: skip
    heads = (
        out.Column("", right=True), out.Column(_("hash")), out.Column(_("adopted")),
        out.Column(_("by"), least=8), out.Column(""),
    )  # fmt: skip
    rows = [
        (
            str(each.number), each.hash[: insight.policies.SHORT], when(each.adopted_at),
            safe(each.adopted_by), "" if index else _("in force"),
        )
        for index, each in enumerate(adopted)
    ]  # fmt: skip
    call.answer({"items": items, "next": None}, *out.table(heads, rows))


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


def check(context: typer.Context, file: File = None) -> None:
    """Whether a policy can be used (else exit code 2), and what is odd about it (then 1)."""
    call = of(context)
    rules = read(file) if file is not None else call.office.policy
    found, compared = odd(call, rules)
    name = Path(file).name if file is not None else _("the policy in force")
    document = {
        "usable": True, "hash": rules.hash, "warnings": list(found),
        "teams_checked": compared,
    }  # fmt: skip
    lines = [_("{name} can be used").format(name=name)]
    for each in found:
        lines += out.wrapped(safe(each), first="  ✗ ")
    if not compared:
        lines.append(out.dim(_("without a store its teams were not looked for")))
    failed = None
    if found:
        failed = (
            plural("{n} warning about the policy", "{n} warnings about the policy", len(found)),
            _("it can be used; each warning stands on standard output"),
        )  # fmt: skip
    call.judge(document, lines, failed)


def cases(context: typer.Context, file: File = None) -> None:
    """Whether every golden case of a policy leads where it says (else exit code 1).

    Cases are decided on the facts that stand in the file, so that they need no store.
    """
    from frontdesk import golden

    call = of(context)
    rules = read(file) if file is not None else call.office.policy
    tested = golden.run(rules)
    lines = [line for each in tested for line in case_lines(each)]
    failed = sum(not each.holds for each in tested)
    count = plural("{n} golden case holds", "{n} golden cases hold", len(tested) - failed)
    lines.append(count if tested else _("there are no golden cases"))
    document = {
        "hash": rules.hash,
        "failed": failed,
        "items": [shapes.golden_case(e) for e in tested],
    }
    call.judge(document, lines, failure(failed))
