"""The reference of the policy file, ``docs/policy.md``, made from its schema.

``python -m frontdesk.policysheet`` writes it; a test keeps it current. What a key means stands in
the docstring of its section, its type and default in the code, its example in
``docs/policy-example.toml``, which a test keeps whole and usable. It refuses to know a key itself.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from frontdesk.rulebook.reference import Key, tables

PAGE = Path("docs/policy.md")
EXAMPLES = Path("docs/policy-example.toml")
_LONG = 60
"""Characters of a default that an example need not repeat."""

_INTRODUCTION = """\
# The policy file

Made from the schema by `python -m frontdesk.policysheet`; a test keeps it current. A policy is a
TOML file: the desk's own ladder, costs, categories, rules, calendars and promises. The one that
ships explains each key where it stands (`frontdesk policy show`); here all of them are listed.
[policy-example.toml](policy-example.toml) has each key once.

```sh
frontdesk policy check my-policy.toml    # can it be used, what is odd about it
frontdesk policy test my-policy.toml     # do its golden cases hold
frontdesk policy diff my-policy.toml     # what differs from the policy in force
frontdesk policy adopt my-policy.toml    # bring it into force (supervisors)
```

An unknown key, a value of another type or one that does not fit is refused with its path, its line
and the nearest known key; nothing is guessed. A key that is left out has its default. An amount has
two decimals at most and is in the desk's currency, unless another stands beside it.

Every decision carries the hash of the policy that made it. Comments, layout and golden cases do not
count in the hash, since they route nothing; a file that differs only in them can be adopted all the
same, and `frontdesk policy show --hash` gives the latest text of a hash.

Golden cases (`[[cases]]`) are decided on what stands in the file, so that they have the same answer
on every machine: the facts that are given, the teams that the policy names, no people, no records,
no known fixes and no lessons of a store. A policy is adopted only if all of them hold.
"""


def sheet(examples: str) -> str:
    """The whole page, in English.

    Args:
        examples: the text of the example.
    """
    parts = [_INTRODUCTION]
    for table in tables(tomllib.loads(examples)):
        head = ["| key | meaning | value | default | example |", "|---|---|---|---|---|"]
        rows = [
            f"| `{key.path[-1]}` | {' | '.join(map(_cell, _cells(key)))} |" for key in table.keys
        ]
        parts.append("\n".join([f"## {table.heading}", "", table.about, "", *head, *rows, ""]))
    return "\n".join(parts)


def _cells(key: Key) -> tuple[str, ...]:
    same = len(key.default) > _LONG and key.example == key.default
    return key.meaning, key.value, key.default, "the same" if same else key.example


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> None:
    """Writes the page."""
    PAGE.write_text(sheet(EXAMPLES.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
