"""A new store: schema, ladder, policy, register, known fixes; whole, or not at all.

The store is built beside its place and moved there when it is complete, so that a refused file
leaves nothing behind.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from frontdesk import policy as policies
from frontdesk import rights, toml_lines
from frontdesk.desk import knowledge, register
from frontdesk.desk.office import Office, draw, system_login, wall
from frontdesk.desk.operation import acting
from frontdesk.desk.policies import hold
from frontdesk.errors import BadInputError, StoreError
from frontdesk.i18n import _
from frontdesk.models import PolicyRecord, Setting, Tier
from frontdesk.resources import resource_text
from frontdesk.store import schema
from frontdesk.store.engine import WRITE, make_engine
from frontdesk.store.place import Place, find, writable
from frontdesk.store.unit import Store
from frontdesk.terms import Role, Subject
from frontdesk.text import nearest, safe

ORDER = (
    Subject.SITE,
    Subject.PLAN,
    Subject.ORGANISATION,
    Subject.TEAM,
    Subject.AGENT,
    Subject.SHIFT,
    Subject.REQUESTER,
    Subject.VENDOR,
    Subject.ASSET,
    Subject.PART,
)
"""The registers, each after those that it names."""

TABLES = frozenset({*ORDER, "tier", "stock", "policy"})


def found(
    location: str | Path | None = None,
    *,
    source: Path | None = None,
    login: str | None = None,
    clock: Callable[[], datetime] = wall,
    draws: Callable[[], str] = draw,
    settings: Mapping[str, str] | None = None,
    typist: str | None = None,
) -> Path:
    """Make a new store; gives where it lies.

    Args:
        source: a TOML file with people, teams, sites and assets; left out: a small beginning.
        login: the first administrator; left out: the operating-system user.
        clock, draws: where times and ids come from (a demo gives its own).
        settings: words about the store itself.
        typist: who is at the keyboard, on the trail; left out: the operating-system user.

    Raises:
        StoreError: there is something at that place already, or it cannot be written.
        BadInputError: the file cannot be used.
    """
    place = find(location)
    contents = _read(source)
    vacant(place)
    building = Place(place.path.with_name(place.path.name + ".new"))
    remove(building.path)
    store = Store(building, make_engine(building))
    try:
        typist = typist or system_login()
        office = _office(store, login or typist, typist, contents, clock, draws)
        _fill(office, contents, settings or {})
        store.close()
        building.path.replace(place.path)
    finally:
        store.close()
        remove(building.path)
    return place.path


def read_tables(text: str, name: str) -> dict[str, Any]:
    """The tables of a founding file.

    Raises:
        BadInputError: no TOML, or a table that is not known; the nearest is named.
    """
    contents = toml_lines.read(text, name)
    for table in contents:
        if table not in TABLES:
            near = nearest(table, [str(known) for known in TABLES])
            raise BadInputError(
                _("{name}: there is no table {table!r}").format(name=name, table=safe(table, 40)),
                _("nearest: {names}").format(names=", ".join(near or sorted(TABLES))),
            )
    return contents


def _read(source: Path | None) -> dict[str, Any]:
    if source is None:
        return read_tables(resource_text("start.toml"), "start.toml")
    try:
        text = source.read_text("utf-8")
    except OSError as error:
        raise BadInputError(
            _("{path} cannot be read: {why}").format(path=source, why=error.strerror),
            _("give the path of a TOML file"),
        ) from None
    except UnicodeDecodeError:
        raise BadInputError(
            _("{path} is not UTF-8").format(path=source), _("save it as UTF-8")
        ) from None
    contents = read_tables(text, source.name)
    if isinstance(own := contents.get("policy"), str):
        contents["policy"] = (source.parent / own).read_text("utf-8")
    return contents


def vacant(place: Place) -> None:
    """Refuse a place where something lies already, or where nothing can be written.

    Raises:
        StoreError: says which.
    """
    if place.path.exists() and (place.path.is_dir() or place.path.stat().st_size):
        raise StoreError(
            _("there is something at {path} already").format(path=place.path),
            _("give another path with --store, or move it away"),
        )
    try:
        place.path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            _("{path} cannot be made: {why}").format(path=place.path.parent, why=error.strerror),
            _("give another path with --store"),
        ) from error
    writable(place)


def remove(path: Path) -> None:
    """Take a store that is being made away, with the files beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _office(
    store: Store,
    login: str,
    typist: str,
    contents: Mapping[str, Any],
    clock: Callable[[], datetime],
    draws: Callable[[], str],
) -> Office:
    text = contents.get("policy") or resource_text("policy.toml")
    rules = policies.parse(text)
    actor = rights.Actor(login, login, Role.ADMINISTRATOR)
    with (
        store.engine.connect().execution_options(**{WRITE: True}) as connection,
        connection.begin(),
    ):
        schema.create(connection)
    office = Office(store, actor, 0, rules, typist, ZoneInfo("UTC"), clock, draw=draws)
    with acting(office, "init") as act:
        for tier in contents.get("tier") or [
            {"level": tier.level, "name": tier.name} for tier in rules.tiers
        ]:
            act.session.add(Tier(level=tier["level"], name=tier["name"]))
        number = act.add(
            PolicyRecord(hash=rules.hash, text=text, adopted_at=act.at, adopted_by=login)
        )
        act.record(Subject.POLICY, number, "adopt", {}, {"hash": rules.hash})
    return office


def _fill(office: Office, contents: Mapping[str, Any], settings: Mapping[str, str]) -> None:
    for subject in ORDER:
        if rows := _rows(contents, subject):
            register.load(office, subject, rows)
    _administrator(office, _rows(contents, Subject.AGENT), _rows(contents, Subject.TEAM))
    _check_policy(office, _rows(contents, Subject.TEAM))
    fixes = tomllib.loads(resource_text("fixes.toml"))["fix"]
    knowledge.load(office, fixes)
    if stock := _rows(contents, "stock"):
        register.stock(office, stock)
    with office.store.write() as unit:
        for key, value in settings.items():
            unit.session.add(Setting(key=key, value=value))
        unit.commit()


def _rows(contents: Mapping[str, Any], table: str) -> Sequence[Mapping[str, Any]]:
    rows = contents.get(table, [])
    if not isinstance(rows, list):
        raise BadInputError(
            _("{table} is no list of tables").format(table=table),
            _("write [[{table}]]").format(table=table),
        )
    return rows


def _administrator(
    office: Office, agents: Sequence[Mapping[str, Any]], teams: Sequence[Mapping[str, Any]]
) -> None:
    """Whoever founds a store works at its desk, unless the file says so already."""
    login = office.actor.login
    if any(agent.get("login") == login for agent in agents) or not teams:
        return
    team = min(teams, key=lambda row: row.get("tier", 1))["code"]
    person = {"login": login, "name": login, "role": Role.ADMINISTRATOR, "team": team}
    register.add(office, Subject.AGENT, {**person, "authority": 5})


def _check_policy(office: Office, teams: Sequence[Mapping[str, Any]]) -> None:
    missing = policies.missing_teams(office.policy, [str(team.get("code")) for team in teams])
    if missing:
        raise BadInputError(
            _("the policy names teams that the file lacks: {teams}").format(
                teams=", ".join(missing)
            ),
            _('add them, or name a policy of your own with policy = "FILE"'),
        )
    hold(office.policy)
