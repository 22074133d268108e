"""Policies for tests: the shipped one with promises and warnings of the test's own."""

from __future__ import annotations

import re

from frontdesk import desk
from frontdesk.desk.office import Office
from frontdesk.resources import resource_text

OFFICE = """
[[calendars]]
name = "office"
zone = "site"
hours = { mon-fri = ["08:00-17:00"] }
holidays = { country = "site" }

[[calendars]]
name = "always"
always = true
"""
"""Poznań's hours: 07:00 to 16:00 UTC in winter, closed on Polish holidays."""

PROMISES = """
[[promises]]
clock = "first_response"
name = "first answer"
within = "2h"

[[promises]]
clock = "resolution"
name = "solved"
within = { P1 = "2h", P2 = "4h", P3 = "8h", P4 = "16h", P5 = "32h" }
pauses = ["requester", "callback", "vendor"]

[[promises]]
clock = "accept"
name = "taken up"
within = "4h"
"""


def policy(*sections: str) -> str:
    """The shipped policy with these sections in place of its own about time."""
    shipped = resource_text("policy.toml")
    first = re.search(r"^\[\[calendars\]\]", shipped, re.MULTILINE)
    return shipped[: first.start() if first else None] + "".join(sections)


def adopt(office: Office, *sections: str) -> Office:
    """Bring such a policy into force; gives the office with it."""
    from dataclasses import replace

    from frontdesk import policy as policies

    text = policy(*sections)
    desk.policies.adopt(office, text)
    return replace(office, policy=policies.parse(text))


def warning(clock: str, at: float, do: str = "inform", more: str = "") -> str:
    """One entry of ``[[warnings]]``; ``do``: words between spaces."""
    actions = ", ".join(f'"{each}"' for each in do.split())
    return f'\n[[warnings]]\nclock = "{clock}"\nat = {at}\ndo = [{actions}]\n{more}\n'
