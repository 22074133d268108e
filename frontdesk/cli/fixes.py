"""Known fixes: list, show, search, add, edit, import."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from frontdesk import desk, insight
from frontdesk.cli import loading, out, register_words, shapes, typed
from frontdesk.cli.invocation import Invocation, of
from frontdesk.cli.options import Noun, Verb
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.rows import FixRow

KNOWLEDGE = "Knowledge"
FIELDS = (
    "id", "title", "symptom", "category", "asset_types", "tier", "minutes", "language", "active",
    "steps",
)  # fmt: skip
"""Of a known fix; a test keeps them equal to what the desk takes."""

Fix = Annotated[str, typer.Argument(metavar="F", help="The fix's number.")]
Step = Annotated[
    list[str] | None, typer.Option("--step", metavar="TEXT", help="A step; once for each.")
]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FIELD=VALUE", help="tier, minutes, language, active …"),
]


def _one(*names: str, help: str) -> Any:  # noqa: A002  the word of the library
    return Annotated[str | None, typer.Option(*names, metavar="X", help=help)]


def add(app: typer.Typer) -> None:
    """Register the noun."""
    noun = typer.Typer(cls=Noun, help="Known fixes and their records.", rich_markup_mode=None)
    noun.command("list", cls=Verb)(list_)
    noun.command("show", cls=Verb)(show_)
    noun.command("search", cls=Verb)(search)
    noun.command("add", cls=Verb)(add_)
    noun.command("edit", cls=Verb)(edit)
    noun.command("import", cls=Verb)(import_)
    app.add_typer(noun, name="fix", rich_help_panel=KNOWLEDGE)


def list_(
    context: typer.Context,
    withdrawn: Annotated[
        bool, typer.Option("--withdrawn", help="Also those that are no longer used.")
    ] = False,
    limit: typed.Limit = 200,
    after: typed.After = None,
) -> None:
    """Known fixes with their records."""
    call = of(context)
    rows = insight.fixes.fixes(call.kept, withdrawn=withdrawn)
    since = typed.number(after, _("a cursor")) if after is not None else 0
    _page(call, [row for row in rows if row.fix > since], limit)


def _page(call: Invocation, rows: list[FixRow], limit: int) -> None:
    page, more = rows[:limit], len(rows) > limit
    if call.json:
        following = str(page[-1].fix) if more else None
        out.document({"items": [shapes.fix(row) for row in page], "next": following})
    else:
        out.lines(register_words.fixes(page))


def show_(context: typer.Context, fix: Fix) -> None:
    """One known fix, step by step."""
    call = of(context)
    row = insight.fixes.fix(call.kept, typed.number(fix, _("a fix's number")))
    call.answer(shapes.fix(row), *register_words.fix(row))


def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words; - reads them.")],
    limit: typed.Limit = 20,
) -> None:
    """Known fixes that fit some words, the best first."""
    call = of(context)
    words = typed.text(text)
    if not words.strip():
        raise BadInputError(_("there is nothing to look for"), _("type a word or two"))
    _page(call, insight.fixes.fixes(call.kept, words)[:limit], limit)


def add_(
    context: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What it is about.")],
    step: Step = None,
    symptom: _one("--symptom", help="What callers say.") = None,  # type: ignore[valid-type]
    category: _one("--category", help="One of the policy's.") = None,  # type: ignore[valid-type]
    asset_types: _one("--asset-types", help="What it is for.") = None,  # type: ignore[valid-type]
    sets: Sets = None,
) -> None:
    """Write a known fix."""
    call = of(context)
    values = _values(step, sets, title=title, symptom=symptom, category=category,
                     asset_types=asset_types)  # fmt: skip
    _answer(call, desk.knowledge.add(call.office, values))


def edit(
    context: typer.Context,
    fix: Fix,
    title: _one("--title", help="What it is about.") = None,  # type: ignore[valid-type]
    step: Step = None,
    symptom: _one("--symptom", help="What callers say.") = None,  # type: ignore[valid-type]
    category: _one("--category", help="One of the policy's.") = None,  # type: ignore[valid-type]
    asset_types: _one("--asset-types", help="What it is for.") = None,  # type: ignore[valid-type]
    sets: Sets = None,
) -> None:
    """Change a known fix; steps that are given take the place of all; --set active=no withdraws."""
    call = of(context)
    values = _values(step, sets, title=title, symptom=symptom, category=category,
                     asset_types=asset_types)  # fmt: skip
    number = typed.number(fix, _("a fix's number"))
    _answer(call, desk.knowledge.edit(call.office, number, values))


def _values(steps: list[str] | None, sets: list[str] | None, **given: Any) -> dict[str, object]:
    values: dict[str, object] = {k: typed.text(v) for k, v in given.items() if v is not None}
    if steps:
        values["steps"] = "\n".join(" ".join(typed.text(step).split()) for step in steps)
    return {**values, **typed.fields(sets or ())}


def _answer(call: Invocation, done: Any) -> None:
    row = insight.fixes.fix(call.kept, done.made)
    call.answer(shapes.fix(row), *register_words.fix(row))


def import_(
    context: typer.Context,
    file: loading.File,
    maps: loading.Maps = None,
    delimiter: loading.Delimiter = ",",
    encoding: loading.Encoding = "utf-8",
    skip_bad: loading.SkipBad = False,
    dry_run: loading.DryRun = False,
) -> None:
    """Load known fixes from a CSV file; loading them again changes nothing."""
    call = of(context)
    rows = loading.rows(file, maps or [], delimiter, encoding, FIELDS)
    office = call.office.preview() if dry_run else call.office
    loaded = desk.knowledge.load(office, rows, skip_bad=skip_bad, first=2)
    loading.answer(call, loaded, dry_run=dry_run)
