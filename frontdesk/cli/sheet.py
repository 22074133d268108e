"""The page on the command line, ``docs/cli.md``: made by ``python -m frontdesk.cli.sheet``.

A test keeps the file current. It refuses to know a verb or an option of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from frontdesk.cli import failing, shapes
from frontdesk.cli.options import EVERYWHERE
from frontdesk.cli.tree import command
from frontdesk.i18n import use
from frontdesk.rows import TicketRow
from frontdesk.terms import Channel, Impact, Kind, Money, Priority, Status, Urgency

INTRODUCTION = """\
# The command line

Made from the code by `python -m frontdesk.cli.sheet`; a test keeps it current. Everything that a
person can do in the console a script can do here. `frontdesk` alone opens the console.

Names, keys and exit codes are stable; a change of them is a breaking change and stands in
CHANGELOG.md.

## Everywhere

Global options stand before the verb or after it.

{globals}
With `--json` there is one JSON document on standard output and nothing else: keys in snake_case,
times in RFC 3339 UTC, durations in seconds (`…_seconds`, `seconds`), money in minor units as
`{{"amount": 1250, "currency": "EUR"}}`, text as it is stored. Lists are
`{{"items": […], "next": CURSOR-or-null}}`; give the cursor to `--after`. Without `--json` the
output is for people: times are those of your site's clocks, and text from outside is made safe to
show.

- Ticket numbers are typed as `4127` or `#4127`. Where a verb takes several (`N…`), `--query Q`
  takes every ticket of a query instead; it is one transaction, and `--preview` says what each
  ticket would do.
- `--expect-version V` refuses a change when somebody has changed the same field, or the status,
  since that version.
- Amounts are typed as people write them (`120.50`, `1 200,50`, `120 SEK`); spans as `90m`, `8h`,
  `2d`; times as RFC 3339, or local ones in the zone of your site. Where a time to come is meant,
  both are understood.
- `-` means standard input wherever a text or a file is read.

## Exit codes

| code | means |
|---|---|
| 0 | done |
| 1 | refused by the desk's rules, overtaken by another desk, or a check that did not hold |
| 2 | wrong use or bad input; something that was named does not exist |
| 3 | the store cannot be used: missing, locked, damaged, from another version |
| {defect} | a defect of frontdesk; the line names a file with the trace, without ticket text |
| {interrupted} | interrupted from the keyboard |
| {pipe} | whoever read the output went away |

With 1, 2 and 3 nothing has changed. What is wrong is one line on standard error,
`frontdesk: what is wrong — what to do`, and with `--json` also
`{{"error": {{"code": …, "message": …, "hint": …}}}}` on standard output, where `code` is one of
`refused`, `overtaken`, `check_failed`, `bad_input`, `not_found`, `store`, `defect`. A check that
did not hold (`audit verify`, `doctor`, `policy check`) puts `error` beside what it found.
With `--json` everything is said in English, whatever its reader speaks.

## Shapes

A **ticket**: {ticket}.

Verbs that change a ticket print it with `event` beside, the id that `undo` takes; several tickets,
or a `--query`, print the list shape. Verbs of `repair` print the order's ticket with `event` and
`order`, the order's id.

`show` adds: {whole}.

A **decision** (`why`, `route --dry-run`, `new --dry-run`, `show`): `id, route, target, confidence,
complexity, expected_cost, options, reasons, evidence, policy, model, decided_at, overridden_by,
override_reason`. An option: `route, target, allowed, blocked_by, p_success, expected_cost,
expected_seconds, meets_promise`. A reason: `stage, rule, verdict, text, facts`. `id` is `null` for
one that is not stored. `why --not` prints `number, route, not, decision, text, smallest_change,
searched`;
`smallest_change` has `changes` (each `field, from, to`), `route` and `target`, or is `null` where
no one or two changes that were tried do it; `searched` has `decisions`, and `all`: whether
everything in reach was tried.

A **replay** (`policy replay`): `policy, n, agreed, top1, top3, intervals, macro_f1,
calibration_error, calibration, suggested, by_route, by_team, by_month, moved, hops_delta,
cost_delta, left_out, decided_now, method`, shares from 0 to 1, changes a ticket as `n, left_out,
before, after, delta, low, high`; with `--policy` also `in_force` (the same of the policy in force)
and `between`. `--tickets` prints the list shape of `number, subject, opened_at, went, route, would,
agreed, moved, cost_delta`; `--ticket` prints `number, then, would`.

`similar` prints the list shape of `number, subject, likeness, why, team, tier, seconds, fix` and
`nearby` beside; `why` has `words, same_model, same_site, same_category`, the rarest word first;
`nearby` has `count, hours, usual, numbers`, or is `null` where no site is known.

`next` prints `login, team, load, capacity, waits, passed_over, waiting_since, late, mentor,
ticket`; `ticket` is `null` where nothing suits or there is no room; `--take` prints the ticket as
it is taken. `team` and `agent` have `largest_load, median_load, largest_over_median` of the open
tickets that the agents of the team hold: 1 is even, `null` where half of them hold nothing.

`related` of `show` has `number, kin, subject, status`; `kin` is what the other is to the ticket:
`into` (merged into it), `merged`, `parent`, `child`, `cause`, `effect`, `original`, `duplicate`,
`related`. `attachments` has `id, at, agent, name, size, content, kind`, as `attachment list` has:
`size` in bytes, `content` their SHA-256. `attach` adds the id as `attachment`; `merge`, `unmerge`
and `link` change two tickets at least and print the list shape.

A **preview**: the list shape of `number, version, would_change, becomes, refused`.
"""

_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_SAMPLE = TicketRow(
    number=1, kind=Kind.INCIDENT, subject="", words="", status=Status.NEW, pending=None,
    pending_until=None, callback_number=None, priority=Priority.P4, impact=Impact.PERSON,
    urgency=Urgency.NORMAL, complexity=None, category=None, channel=Channel.PHONE, site=None,
    requester="", requester_name="", asset=None, asset_type=None, tier=1, team=None, assignee=None,
    opened_at=_DAY, updated_at=_DAY, first_response_at=None, first_response_due_at=None,
    due_at=None, resolved_at=None, closed_at=None, resolution_code=None, resolution=None, fix=None,
    tier1_could=None, version=1, parent=None, merged_into=None, external_ref=None, hops=0,
    cost=Money(0, "USD"),
)  # fmt: skip


def sheet() -> str:
    """The whole page, in English."""
    use("en")
    root = command()
    context = root.make_context("frontdesk", [], resilient_parsing=True)
    keys = list(shapes.ticket(_SAMPLE))
    whole = shapes.whole(
        _SAMPLE,
        contacts=(),
        messages=(),
        attempts=(),
        events=(),
        orders=(),
        decisions=(),
        present=(),
        related=(),
        attachments=(),
    )
    parts = [
        INTRODUCTION.format(
            globals=_options(root, context, everywhere=True),
            defect=failing.DEFECT,
            interrupted=failing.INTERRUPTED,
            pipe=failing.PIPE_CLOSED,
            ticket=_listed(keys),
            whole=_listed([key for key in whole if key not in keys]),
        )
    ]
    heading = ""
    for name in root.list_commands(context):
        verb = root.get_command(context, name)
        if verb.rich_help_panel != heading:
            heading = str(verb.rich_help_panel)
            parts.append(f"## {heading}\n")
        parts += (
            _noun(name, verb, context)
            if hasattr(verb, "commands")
            else [_verb(name, verb, context)]
        )
    return "\n".join(parts)


def _listed(keys: list[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


def _noun(name: str, noun: Any, parent: Any) -> Iterator[str]:
    yield f"### {name}\n\n{noun.help}\n"
    for inner, verb in noun.commands.items():
        yield _verb(f"{name} {inner}", verb, parent)


def _verb(name: str, verb: Any, parent: Any) -> str:
    context = verb.make_context(name, [], parent=parent, resilient_parsing=True)
    arguments = [each for each in verb.params if each.param_type_name == "argument"]
    usage = " ".join(["frontdesk", name, *(_argument(each) for each in arguments)])
    required = [
        f"{max(each.opts, key=len)} {each.metavar}"
        for each in verb.params
        if each.param_type_name == "option" and each.required
    ]
    usage = " ".join([usage, *required])
    told = "\n".join(line.strip() for line in (verb.help or "").splitlines())
    level = "###" if " " not in name else "####"
    return f"{level} {name}\n\n`{usage}`\n\n{told}\n\n{_options(verb, context, everywhere=False)}"


def _argument(argument: Any) -> str:
    name = argument.metavar or argument.name.upper()
    name = f"{name}…" if argument.nargs != 1 else name
    return name if argument.required else f"[{name}]"


def _options(verb: Any, context: Any, *, everywhere: bool) -> str:
    """Arguments and options of a verb as a table; the global ones, or the others."""
    rows = []
    for each in sorted(verb.params, key=lambda each: each.param_type_name != "argument"):
        if each.param_type_name == "argument":
            if not everywhere and each.help:
                rows.append((each.metavar or each.name.upper(), each.help))
            continue
        if each.name == "help" or (each.rich_help_panel == EVERYWHERE) is not everywhere:
            continue
        record = each.get_help_record(context)
        if record is not None:
            rows.append(record)
    if not rows:
        return ""
    lines = [f"| `{_cell(name)}` | {_cell(words)} |" for name, words in rows]
    return "\n".join(["| | |", "|---|---|", *lines, ""])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> None:
    """Write the page."""
    Path("docs").mkdir(exist_ok=True)
    Path("docs/cli.md").write_text(sheet(), encoding="utf-8")


if __name__ == "__main__":
    main()
