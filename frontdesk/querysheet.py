"""The page on the query language, ``docs/query.md``: made by ``python -m frontdesk.querysheet``.

A test keeps the file current. It refuses to know a field of its own.
"""

from __future__ import annotations

from pathlib import Path

from frontdesk.query.fields import FIELDS, Field, Sort

_INTRODUCTION = """\
# Queries

Made from the code by `python -m frontdesk.querysheet`; a test keeps it current. One language
wherever tickets are looked for: `/` in the console, `frontdesk list --query`, and `--query` of
every verb that takes several tickets.

```
query  = { term }
term   = ["!"] ( field ":" value { "," value } | "@" whose | "phrase" | word )
```

- Terms stand between spaces, and all must hold: `@team pri:1..2 !waiting:vendor "no dial tone"`.
- Of several values any one will do: `site:poznan,gdansk`. A field said twice is the same as both
  values: a ticket has one site.
- `!` turns a term round, also for tickets that have no such value: `!site:poznan`, `!closed`.
- `@me`, `@team` and `@nobody` say whose it is.
- Words are looked for in the subject and in everything that was written, without regard to case and
  accents (`dziala` finds `działa`); the last may be the beginning of one. A `"phrase"` stands so.
- A word with digits may be a number too: of a ticket (`#4127`), of equipment (`STB-0213` or
  `stb0213`), of a telephone (`61 555 0142`), or the ticket's in another system.
- Values with spaces or commas stand in quotes: `site:"Hus 3, plan 2"`.
- Only open tickets are meant, unless a term says something about the status, or asks for what only
  finished tickets have (marked † below). `status:all` means every one.
- In a view of the console, a field that is typed takes the place of the view's own. The list
  follows every key; what is not whole yet, and a single letter, waits. Enter keeps the filter, Esc
  leaves the list as it was.

What is not understood is refused: the error names the character and the nearest known word, and
nothing that was typed is lost.

## Fields
"""

_TIMES = """\
## Times

Days begin at midnight of your site's zone.

| typed | means |
|---|---|
| `<2d`, `2d` | less than two days ago; of `due`: within two days, or late |
| `>1w` | more than a week ago; of `due`: later than in a week |
| `today`, `yesterday`, `tomorrow`, `week`, `last-week`, `month`, `last-month` | that day, week \
(from Monday) or month |
| `2026-10-24`, `2026-10`, `2026` | that day, month or year |
| `2026-10-01..2026-10-15`, `..2026-10`, `2026-10..` | from the first to the end of the last |
| `<2026-10-01`, `<=`, `>`, `>=` | before that day, up to its end, after it, from it on |
| `none` | it has no such time |
| `overdue`, `soon` | of `due` alone: late; within the policy's `clocks.soon` |

Spans are `90m`, `8h`, `2d`, `1w`, on the clock on the wall.

## Numbers and levels

`4`, `2..4`, `>=4`, `<3`; levels with or without their letter: `pri:1..2`, `tier:L2..`.
"""


def sheet() -> str:
    """The whole page, in English."""
    rows = "\n".join(map(_row, FIELDS.values()))
    table = f"| field | means | as in | may be |\n|---|---|---|---|\n{rows}\n"
    return f"{_INTRODUCTION}\n{table}\n{_TIMES}"


def _row(field: Field) -> str:
    names = ", ".join(f"`{name}`" for name in (field.name, *field.also))
    ended = " †" if field.ended else ""
    return f"| {names}{ended} | {field.means} | `{field.example}` | {_may_be(field)} |"


def _may_be(field: Field) -> str:
    if field.words:
        return ", ".join(f"`{word}`" for word in field.words)
    return {
        Sort.MOMENT: "a time",
        Sort.NUMBER: "a number or range",
        Sort.PERSON: "logins, `me`, `nobody`",
    }.get(field.sort, "codes of the register")


def main() -> None:
    """Writes the page."""
    Path("docs/query.md").write_text(sheet(), encoding="utf-8")


if __name__ == "__main__":
    main()
