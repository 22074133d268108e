"""The nouns of the register: list, show, add, edit, import; one description for each register.

The fields stand here once more, so that help and completion need no store and no SQLModel; a test
keeps them equal to what the register takes.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from frontdesk import desk, insight
from frontdesk.cli import loading, out, register_words, rosters, shapes, typed
from frontdesk.cli.invocation import Invocation, of
from frontdesk.cli.options import Noun, Verb, field_option
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.terms import AssetState, RequesterKind, Role, Subject, VendorKind

REGISTER = "Register"
Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Register:
    """One register, as the command line has it.

    Attributes:
        key: the field that stands first, without an option, when an entry is added.
        by: how an entry is named afterwards.
        fields: every field, with what it holds.
        columns: those that a table for people shows.
    """

    subject: Subject
    words: str
    key: str
    by: str
    fields: Mapping[str, str]
    columns: tuple[str, ...]


REGISTERS = (
    Register(
        Subject.REQUESTER, "People who ask for help.", "name", "CODE",
        {
            "code": "Left out, it is made of the name.", "name": "", "email": "", "phone": "",
            "kind": ", ".join(RequesterKind), "organisation": "Its code.", "plan": "Its code.",
            "site": "Its code.", "language": "sv, pl, en …", "active": "yes or no",
        },
        ("code", "name", "email", "phone", "kind", "organisation", "site"),
    ),
    Register(
        Subject.ASSET, "Equipment.", "tag", "TAG",
        {
            "tag": "", "serial": "", "type": "laptop, desk_phone …", "model": "",
            "state": ", ".join(AssetState), "site": "Its code.", "requester": "Who has it.",
            "vendor": "Its code.", "warranty_until": "A date.", "contract_until": "A date.",
        },
        ("tag", "type", "model", "serial", "requester", "site", "state", "warranty_until"),
    ),
    Register(
        Subject.AGENT, "People who work at the desk.", "login", "LOGIN",
        {
            "login": "", "name": "", "role": ", ".join(Role), "team": "Its code.",
            "site": "Its code.", "authority": "1 to 5: the hardest case to decide alone.",
            "capacity": "Open tickets that fit.", "skills": "printing=3, wifi=2",
            "wishes": "Skills to learn: network, vpn", "languages": "sv, en",
            "active": "yes or no",
        },
        ("login", "name", "role", "team", "tier", "load", "capacity", "on_shift", "away_until",
         "skills", "wishes"),
    ),
    Register(
        Subject.TEAM, "People who share a queue, on a tier.", "code", "CODE",
        {"code": "", "name": "", "tier": "1 to 6, or L2", "customer_contact": "yes or no",
         "active": "yes or no"},
        ("code", "name", "tier", "customer_contact", "active", "largest_load", "median_load",
         "largest_over_median"),
    ),
    Register(
        Subject.SITE, "Workplaces.", "code", "CODE",
        {
            "code": "", "name": "", "timezone": "Europe/Stockholm …", "country": "SE, PL …",
            "place": "An address.",
        },
        ("code", "name", "timezone", "country", "place"),
    ),
    Register(
        Subject.SHIFT, "Who works when: weekly windows.", "agent", "NUMBER",
        {"agent": "", "weekdays": "mon-fri, or mon, wed", "starts": "08:00", "ends": "16:00"},
        ("number", "agent", "weekday", "starts", "ends"),
    ),
    Register(
        Subject.VENDOR, "Manufacturers, repair shops, contractors.", "code", "CODE",
        {
            "code": "", "name": "", "kind": ", ".join(VendorKind), "email": "", "phone": "",
            "types": "Equipment that it takes.", "days": "From shipping to return.",
        },
        ("code", "name", "kind", "types", "days", "email", "phone"),
    ),
    Register(
        Subject.PART, "Spare parts and their stock.", "code", "CODE",
        {"code": "", "name": "", "asset_types": "What they fit.", "stock": "poznan=5, main=2"},
        ("code", "name", "asset_types", "stock"),
    ),
    Register(
        Subject.ORGANISATION, "Companies and households of requesters.", "code", "CODE",
        {"code": "", "name": "", "kind": ", ".join(RequesterKind), "plan": "Its code."},
        ("code", "name", "kind", "plan"),
    ),
    Register(
        Subject.PLAN, "Service plans.", "code", "CODE",
        {"code": "", "name": "", "entitled": "yes or no", "note": ""},
        ("code", "name", "entitled", "note"),
    ),
)  # fmt: skip


def add(app: typer.Typer, only: str | None = None) -> None:
    """Register the nouns, or only one of them."""
    for register in REGISTERS:
        if only in (None, register.subject.value):
            noun = typer.Typer(cls=Noun, help=register.words, rich_markup_mode=None)
            _verbs(noun, register)
            app.add_typer(noun, name=register.subject.value, rich_help_panel=REGISTER)


def _verbs(noun: typer.Typer, register: Register) -> None:
    filling = _options_of(register, {name for name in register.fields if name != register.key})
    changing = _options_of(register, set(register.fields))
    adding = type("Add", (Verb,), {"own": (filling,)})
    editing = type("Edit", (Verb,), {"own": (changing,)})
    noun.command("list", cls=Verb)(_list(register))
    noun.command("show", cls=Verb)(_show(register))
    noun.command("add", cls=adding)(_add(register))
    noun.command("edit", cls=editing)(_edit(register))
    if register.subject is Subject.SHIFT:
        rosters.shifts(noun)
        return
    noun.command("import", cls=Verb)(_import(register))
    if register.subject is Subject.AGENT:
        rosters.agents(noun)


def _options_of(register: Register, names: set[str]) -> Any:
    """A function that declares one option for each field, for the class of a command."""

    def options() -> None:
        """The fields of an entry."""

    parameters = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[str | None, field_option(name, help_)],
        )
        for name, help_ in register.fields.items()
        if name in names
    ]
    options.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    options.__annotations__ = {each.name: each.annotation for each in parameters}
    return options


def _key(register: Register) -> Any:
    return Annotated[str, typer.Argument(metavar=register.by, help=_("Which one."))]


Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FIELD=VALUE", help="The same; an empty value clears."),
]


def _list(register: Register) -> Any:
    def listing(
        context: typer.Context,
        text: Annotated[
            str | None, typer.Argument(metavar="TEXT", help="Those that hold these words.")
        ] = None,
        limit: typed.Limit = 200,
        after: typed.After = None,
    ) -> None:
        call = of(context)
        rows = rows_of(call, register, text or "")
        start = typed.number(after, _("a cursor")) if after is not None else 0
        page = rows[start : start + limit]
        following = str(start + limit) if len(rows) > start + limit else None
        if call.json:
            out.document({"items": [shapes.plain(row) for row in page], "next": following})
        else:
            out.lines(register_words.entries(page, register.columns, more=following is not None))

    listing.__doc__ = "Entries, all or those that hold some words."
    return listing


def rows_of(call: Invocation, register: Register, text: str) -> list[Entry]:
    """The entries of a register, all or those that hold some words."""
    rows = insight.register.rows(call.kept, register.subject, text)
    if register.subject is Subject.TEAM:
        return _with_fairness(call, rows)
    return _with_load(call, rows) if register.subject is Subject.AGENT else list(rows)


def _with_fairness(call: Invocation, rows: Sequence[Entry]) -> list[Entry]:
    """Teams with how evenly the open tickets lie on their agents."""
    found = insight.fairness.fairness(insight.load.people(call.kept, call.office.now()))
    return [{**row, **shapes.fairness(found.get(row["code"]))} for row in rows]


def _with_load(call: Invocation, rows: Sequence[Entry]) -> list[Entry]:
    """Agents with the open tickets that they hold, and whether they are on shift."""
    people = {each.login: each for each in insight.load.people(call.kept, call.office.now())}
    fair = insight.fairness.fairness(people.values())
    whole = []
    for row in rows:
        each = people.get(row["login"])
        whole.append(
            {
                **row,
                "tier": each.tier if each else None,
                "load": each.load if each else 0,
                **shapes.fairness(fair.get(row["team"])),
                "by_priority": list(each.by_priority) if each else [0, 0, 0, 0, 0],
                "oldest": each.oldest if each else None,
                "on_shift": each.on_shift if each else None,
                "until": each.until if each else None,
                "back": each.back if each else None,
                "away_until": each.away_until if each else None,
                "deputy": each.deputy if each else None,
            }
        )
    return whole


def _show(register: Register) -> Any:
    def showing(context: typer.Context, code: str) -> None:
        call = of(context)
        _say(call, register, insight.register.row(call.kept, register.subject, code))

    showing.__annotations__["code"] = _key(register)
    showing.__doc__ = "One entry whole."
    return showing


def _values(call: Invocation, sets: list[str] | None) -> dict[str, object]:
    values: dict[str, object] = {**call.fields, **typed.fields(sets or ())}
    return {name: typed.text(str(value)) for name, value in values.items()}


def _add(register: Register) -> Any:
    def adding(context: typer.Context, key: str, sets: Sets = None) -> None:
        call = of(context)
        values = {register.key: key, **_values(call, sets)}
        done = desk.register.add(call.office, register.subject, values)
        _made(call, register, done.made)

    help_ = register.fields[register.key]
    adding.__annotations__["key"] = Annotated[
        str, typer.Argument(metavar=register.key.upper(), help=help_)
    ]
    adding.__doc__ = "Add an entry."
    return adding


def _edit(register: Register) -> Any:
    def editing(context: typer.Context, code: str, sets: Sets = None) -> None:
        call = of(context)
        values = _values(call, sets)
        if not values:
            raise BadInputError(
                _("nothing to change"), _("give a field, as in --name or --set name=…")
            )
        done = desk.register.edit(call.office, register.subject, code, values)
        _made(call, register, done.made)

    editing.__annotations__["code"] = _key(register)
    editing.__doc__ = "Change an entry."
    return editing


def _made(call: Invocation, register: Register, made: int | None) -> None:
    """The entry as it stands now."""
    assert made is not None
    _say(call, register, insight.register.by_id(call.kept, register.subject, made))


def _say(call: Invocation, register: Register, row: Entry) -> None:
    if register.subject is Subject.AGENT:
        [row] = _with_load(call, [row])
    elif register.subject is Subject.TEAM:
        [row] = _with_fairness(call, [row])
    call.answer(shapes.plain(row), *register_words.entry(row))


def _import(register: Register) -> Any:
    def importing(
        context: typer.Context,
        file: loading.File,
        maps: loading.Maps = None,
        delimiter: loading.Delimiter = ",",
        encoding: loading.Encoding = "utf-8",
        skip_bad: loading.SkipBad = False,
        dry_run: loading.DryRun = False,
    ) -> None:
        call = of(context)
        rows = loading.rows(file, maps or [], delimiter, encoding, tuple(register.fields))
        office = call.office.preview() if dry_run else call.office
        loaded = desk.register.load(office, register.subject, rows, skip_bad=skip_bad, first=2)
        loading.answer(call, loaded, dry_run=dry_run)

    importing.__doc__ = "Load entries from a CSV file; loading them again changes nothing."
    return importing
