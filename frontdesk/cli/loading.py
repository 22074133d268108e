"""Rows of a CSV file for a register: which column is which field, and what came of the load."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from frontdesk import channels, toml_lines
from frontdesk.cli import out, typed
from frontdesk.cli.invocation import Invocation
from frontdesk.errors import BadInputError
from frontdesk.i18n import _, plural
from frontdesk.text import nearest, safe

if TYPE_CHECKING:
    from frontdesk.rows import Loaded

File = Annotated[str, typer.Argument(metavar="FILE", help="CSV, also gzipped; - reads it.")]
Maps = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="OURS=THEIRS", help="Which column holds a field; or a TOML file of them."
    ),
]
Delimiter = Annotated[str, typer.Option("--delimiter", metavar="C", help="Between columns.")]
Encoding = Annotated[str, typer.Option("--encoding", metavar="E", help="Of the file.")]
SkipBad = Annotated[bool, typer.Option("--skip-bad", help="Leave bad rows out, and count them.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Check it all, and write nothing.")]


def rows(
    file: str, maps: Sequence[str], delimiter: str, encoding: str, fields: Sequence[str]
) -> Iterator[Mapping[str, object]]:
    """Each row as field to value.

    Raises:
        BadInputError: the file cannot be read so, or a field does not exist.
    """
    theirs_of = known(columns(maps), fields)
    rules = channels.mapping.ImportMap(
        delimiter="\t" if delimiter in ("\\t", "tab") else delimiter,
        encoding=encoding,
        fields=theirs_of,
    )
    theirs = {column: name for name, column in theirs_of.items()}
    if file != "-":
        typed.existing(file)
    for row in channels.readers.read(channels.sources.Source(file), rules):
        if isinstance(row, channels.row.BadRow):
            raise BadInputError(str(row), row.hint)
        yield {
            theirs.get(column, column): value
            for column, value in row.values.items()
            if column in theirs or not theirs_of or column in fields
        }


def columns(maps: Sequence[str]) -> dict[str, str]:
    """Ours to theirs, as ``--map`` says."""
    found: dict[str, str] = {}
    for each in maps:
        if "=" not in each:
            found |= _from_file(each)
        else:
            ours, _sign, theirs = each.partition("=")
            found[ours.strip()] = theirs.strip()
    return found


def known(found: dict[str, str], fields: Sequence[str]) -> dict[str, str]:
    """The columns of a map, if each is of a field that there is.

    Raises:
        BadInputError: a field does not exist.
    """
    for name in found:
        if name not in fields:
            near = nearest(name, list(fields)) or list(fields)
            raise BadInputError(
                _("{name!r} is no field here").format(name=safe(name, 40)),
                _("nearest: {names}").format(names=", ".join(near)),
            )
    return found


def _from_file(path: str) -> dict[str, str]:
    """The ``[columns]`` of a map in TOML."""
    try:
        text = typed.existing(path).read_text("utf-8")
    except (UnicodeDecodeError, OSError) as error:
        raise BadInputError(
            _("{path} cannot be read as a map: {why}").format(path=safe(path), why=error),
            _("write [columns] with ours = theirs, or --map ours=theirs"),
        ) from None
    contents = toml_lines.read(text, safe(path))
    columns = contents.get("columns", contents)
    return {str(ours): str(theirs) for ours, theirs in columns.items()}


def answer(call: Invocation, loaded: Loaded, *, dry_run: bool, said: Sequence[str] = ()) -> None:
    """What a load came to; ``said``: what else is to be known about it."""
    document = {
        "added": loaded.added,
        "changed": loaded.changed,
        "unchanged": loaded.unchanged,
        "skipped": [{"row": number, "why": why} for number, why in loaded.skipped],
        "dry_run": dry_run,
        **({"remarks": list(said)} if said else {}),
    }
    lines = [
        _("{added} added, {changed} changed, {same} as they were").format(
            added=loaded.added, changed=loaded.changed, same=loaded.unchanged
        )
    ]
    if loaded.skipped:
        lines.append(plural("{n} row left out:", "{n} rows left out:", len(loaded.skipped)))
        lines += [f"  {safe(why)}" for _number, why in loaded.skipped[:20]]
    lines += said
    if dry_run:
        lines.append(out.dim(_("a dry run: nothing was written")))
    call.answer(document, *lines)
