"""A small desk for tests: three tiers, a few people, some equipment, the shipped policy."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from frontdesk import policy
from frontdesk.models import (
    Agent,
    AgentSkill,
    Asset,
    Fix,
    FixStep,
    Organisation,
    Plan,
    PolicyRecord,
    Requester,
    Setting,
    Site,
    Team,
    Tier,
    Vendor,
)
from frontdesk.resources import resource_text
from frontdesk.store import schema, search
from frontdesk.store.engine import WRITE, make_engine
from frontdesk.store.place import Place
from frontdesk.store.unit import Store, Unit
from frontdesk.terms import RequesterKind, Role, VendorKind
from frontdesk.text import digits, fold

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TEAMS = (("front-office", 1), ("desktop", 2), ("network", 2), ("systems", 3), ("applications", 3))
PEOPLE = (
    ("maja", "Maja Lindqvist", "front-office", Role.AGENT, 2),
    ("ola", "Ola Berg", "front-office", Role.AGENT, 2),
    ("emil", "Emil Strand", "desktop", Role.AGENT, 4),
    ("nadia", "Nadia Rahimi", "network", Role.AGENT, 4),
    ("piotr", "Piotr Zieliński", "systems", Role.AGENT, 5),
    ("berit", "Berit Holm", "front-office", Role.SUPERVISOR, 5),
    ("root", "Root", "front-office", Role.ADMINISTRATOR, 5),
)
REQUESTERS = (
    ("unknown", "Unknown caller", None, RequesterKind.INTERNAL),
    ("anna.nowak", "Anna Nowak", "+48 61 555 0142", RequesterKind.EXTERNAL),
    ("zofia.w", "Zofia Wiśniewska", "+48 58 555 0177", RequesterKind.INTERNAL),
    ("per.oberg", "Per Öberg", "+46 8 555 0110", RequesterKind.INTERNAL),
)
FIXES = (
    (
        "Account locked after too many attempts",
        "my account is locked / I cannot sign in / too many attempts",
        "access",
        ["laptop", "desktop"],
        ("Check who is calling.", "Unlock the account.", "Have the caller sign in."),
    ),
    (
        "Printer pulls two sheets at once",
        "the printer takes two pages / it pulls two sheets / paper jam",
        "printing",
        ["printer"],
        ("Fan the paper.", "Clean the rollers."),
    ),
)


def build(path: Path, rules: str | None = None) -> None:
    """Make the desk in a new store at a path.

    Args:
        rules: the text of its policy; left out: the shipped one.
    """
    place = Place(path)
    store = Store(place, make_engine(place))
    with (
        store.engine.connect().execution_options(**{WRITE: True}) as connection,
        connection.begin(),
    ):
        schema.create(connection)
    with store.write() as unit:
        _people(unit)
        _things(unit)
        _rules(unit, rules or resource_text("policy.toml"))
        unit.commit()
    store.close()


def _people(unit: Unit) -> None:
    session = unit.session
    session.add_all(Tier(level=level, name=f"Tier {level}") for level in (1, 2, 3))
    session.add(Site(code="poznan", name="Poznań", timezone="Europe/Warsaw", country="PL"))
    session.add(Plan(code="plus", name="Plus"))
    session.add(Plan(code="ended", name="Ended", entitled=False))
    session.flush()
    session.add(Organisation(code="nowak", name="Nowak Dental", plan_id=1))
    session.add_all(Team(code=code, name=code, tier=tier) for code, tier in TEAMS)
    session.flush()
    ids = {code: number for number, (code, _tier) in enumerate(TEAMS, 1)}
    session.add_all(
        Agent(
            login=login,
            name=name,
            team_id=ids[team],
            role=role,
            authority=authority,
            site_id=1,
            languages=["pl", "en"],
        )
        for login, name, team, role, authority in PEOPLE
    )
    session.flush()
    session.add(AgentSkill(agent_id=1, skill="printing", level=3))
    session.add_all(
        Requester(
            code=code,
            name=name,
            folded=fold(name),
            phone=phone,
            phone_digits=digits(phone) if phone else None,
            email=f"{code}@example.com",
            kind=kind,
            organisation_id=1 if kind is RequesterKind.EXTERNAL else None,
            site_id=1,
        )
        for code, name, phone, kind in REQUESTERS
    )
    session.flush()


def _things(unit: Unit) -> None:
    session = unit.session
    session.add(
        Vendor(
            code="northwell",
            name="Northwell Devices",
            kind=VendorKind.MANUFACTURER,
            types=["laptop", "printer"],
        )
    )
    session.flush()
    session.add_all(
        Asset(
            tag=tag,
            serial=serial,
            type=kind,
            model=f"N-{kind}",
            site_id=1,
            requester_id=requester,
            vendor_id=1,
            warranty_until=date(2028, 1, 1),
        )
        for tag, serial, kind, requester in (
            ("LAP-0001", "NW8F3K2201", "laptop", 2),
            ("PRN-0001", "LX410-77", "printer", 3),
        )
    )
    for number, (title, symptom, category, types, steps) in enumerate(FIXES, 1):
        session.add(
            Fix(id=number, title=title, symptom=symptom, category=category, asset_types=types)
        )
        session.flush()
        session.add_all(
            FixStep(fix_id=number, position=position, text=text)
            for position, text in enumerate(steps, 1)
        )
    search.index_fixes(session, [(n, fix[0], fix[1]) for n, fix in enumerate(FIXES, 1)])


def _rules(unit: Unit, text: str) -> None:
    unit.session.add(
        PolicyRecord(hash=policy.parse(text).hash, text=text, adopted_at=NOW, adopted_by="root")
    )
    unit.session.add(Setting(key="demo_actor", value="berit"))
