"""A small desk for the tests of routing: its teams, people, vendors, fixes, and tickets."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from frontdesk import policy, resources
from frontdesk.policy import Policy
from frontdesk.routing import (
    Caller,
    Case,
    Decision,
    Equipment,
    Evidence,
    FixRecord,
    Learned,
    Person,
    Reason,
    Suggested,
    Team,
    Tried,
    VendorRecord,
    decide,
)
from frontdesk.terms import Outcome, Role, Status, VendorKind

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DEFAULT = resources.resource_text("policy.toml")
POLICY: Policy = policy.parse(DEFAULT)
WITHOUT_RULES = DEFAULT[: DEFAULT.index("[[rules]]")]

TEAMS = (
    Team("front-office", "Front office", 1, people=3, skills=("access", "email", "printing")),
    Team("desktop", "Desktop support", 2, people=2, skills=("hardware", "printing", "email")),
    Team("network", "Network", 2, people=1, skills=("network", "wifi", "vpn")),
    Team("systems", "Systems", 3, customer_contact=False, people=1, skills=("security", "email")),
    Team("applications", "Applications", 3, customer_contact=False, people=1, skills=("software",)),
)


def person(login: str, **values: Any) -> Person:
    """An agent of the front office, on shift, with room, unless told otherwise."""
    usual: dict[str, Any] = {
        "name": login.title(),
        "team": "front-office",
        "tier": 1,
        "authority": 2,
        "skills": {"access": 3, "email": 3, "printing": 3},
        "languages": ("en",),
        "on_shift": True,
    }
    return Person(login, **{**usual, **values})


PEOPLE = (
    person("maja"),
    person("oskar", load=4),
    person("vera", role=Role.SUPERVISOR, authority=5),
    person("dag", team="desktop", tier=2, authority=4),
    person("nina", team="network", tier=2, authority=4),
    person("sven", team="systems", tier=3, authority=5),
    person("aron", team="applications", tier=3, authority=5),
)
VENDORS = (
    VendorRecord("maker", "The maker", VendorKind.MANUFACTURER, orders=10, repaired=9, days=8.0),
    VendorRecord("shop", "The repair shop", VendorKind.REPAIR_SHOP),
)
COVERED = Equipment("LAP-1", "laptop", vendor="maker", warranty_until=date(2027, 6, 30))
UNCOVERED = Equipment("LAP-2", "laptop", vendor="maker", warranty_until=date(2020, 6, 30))
GOOD_FIX = FixRecord(31, "Outlook opens without its add-ins", 0.7, minutes=6, tries=46, worked=41)


def taught(tickets: int = 1000, **shares: float) -> Learned:
    """What resolutions have taught: the share of each team; of equals in the order given."""
    tiers = {team.code: team for team in TEAMS}
    suggested = (
        Suggested(code, tiers[code].name, tiers[code].tier, share, ("vpn", "site=poznan"), ("fax",))
        for name, share in sorted(shares.items(), key=lambda pair: -pair[1])
        for code in (name.replace("_", "-"),)
    )
    return Learned("1" * 64, trained=False, known=0.9, tickets=tickets, shares=tuple(suggested))


def case(subject: str = "outlook does not open", words: str = "", **values: Any) -> Case:
    """A new ticket about mail, unless told otherwise."""
    return Case(subject, words, NOW, **values)


def escalated(subject: str = "outlook does not open", **values: Any) -> Case:
    """A ticket that the front office has passed to desktop support."""
    usual: dict[str, Any] = {
        "tier": 2,
        "team": "desktop",
        "teams": ("front-office", "desktop"),
        "status": Status.ASSIGNED,
        "hops": 1,
    }
    return case(subject, **{**usual, **values})


def evidence(**values: Any) -> Evidence:
    """What the small desk knows."""
    usual: dict[str, Any] = {
        "caller": Caller("zofia", "Zofia Lis"),
        "teams": TEAMS,
        "people": PEOPLE,
        "vendors": VENDORS,
    }
    return Evidence(**{**usual, **values})


def failed(*fixes: int) -> tuple[Tried, ...]:
    """Known fixes that were tried and did not help."""
    return tuple(Tried(fix, Outcome.FAILED) for fix in fixes)


def ruled(rules: str) -> Policy:
    """The default policy with these rules instead of its own."""
    return policy.parse(WITHOUT_RULES + rules)


def said(decision: Decision, rule: str) -> list[Reason]:
    """The lines of a receipt with this rule."""
    return [reason for reason in decision.reasons if reason.rule == rule]


def route(subject: str = "outlook does not open", **values: Any) -> Decision:
    """The decision about a new ticket of the small desk; ``known`` goes into the evidence."""
    known = values.pop("known", {})
    book = values.pop("policy", POLICY)
    return decide(case(subject, **values), evidence(**known), book)
