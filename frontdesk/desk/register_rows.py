"""From checked input to rows of the register and their events; the inside of ``register``.

It refuses to check rights and to read what people typed: ``register`` does both first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from frontdesk.desk import abilities, lookup
from frontdesk.desk.act import Act
from frontdesk.desk.inputs import Input
from frontdesk.errors import NotFoundError
from frontdesk.i18n import _
from frontdesk.models import (
    Agent,
    Asset,
    Organisation,
    Part,
    Plan,
    Requester,
    Row,
    Shift,
    Site,
    Stock,
    Team,
    Tier,
    Vendor,
)
from frontdesk.terms import Subject
from frontdesk.text import digits, fold

MODELS: Mapping[Subject, type[Row]] = {
    Subject.SITE: Site,
    Subject.TEAM: Team,
    Subject.AGENT: Agent,
    Subject.SHIFT: Shift,
    Subject.PLAN: Plan,
    Subject.ORGANISATION: Organisation,
    Subject.REQUESTER: Requester,
    Subject.VENDOR: Vendor,
    Subject.ASSET: Asset,
    Subject.PART: Part,
}
KEYS: Mapping[Subject, tuple[str, ...]] = {
    **dict.fromkeys(MODELS, ("code",)),
    Subject.AGENT: ("login",),
    Subject.ASSET: ("tag",),
    Subject.SHIFT: ("agent_id", "weekday", "starts"),
}
"""The columns that name an entry of each register."""

NAMED: Mapping[str, type[Row]] = {
    "site": Site,
    "team": Team,
    "agent": Agent,
    "plan": Plan,
    "organisation": Organisation,
    "requester": Requester,
    "vendor": Vendor,
}
"""Fields that name an entry of another register by its code."""

PERSONAL: Mapping[Subject, frozenset[str]] = {
    Subject.REQUESTER: frozenset({"name", "email", "phone"}),
    Subject.AGENT: frozenset({"name"}),
}
"""Columns of which an event holds a digest."""

DERIVED = frozenset({"folded", "phone_digits"})
BESIDE = frozenset({"skills", "wishes", "stock"})
"""What lies in a table of its own."""

CHUNK = 500
NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(slots=True)
class Entry:
    """One entry that is about to be written.

    Attributes:
        columns: column to value, ``skills``, ``wishes`` and ``stock`` among them.
        given: the columns that somebody gave; the others hold defaults, for a new entry.
        row: the row that is changed; ``None`` for a new one.
    """

    columns: dict[str, Any]
    given: frozenset[str] = frozenset()
    row: Row | None = None

    def onto(self, row: Row) -> None:
        """Change this row, in what was given."""
        self.row = row
        self.columns = {name: v for name, v in self.columns.items() if name in self.given}


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an entry, and its id."""

    what: Literal["added", "changed", "unchanged"]
    number: int


@dataclass(slots=True)
class Codes:
    """Ids by the codes of registers, each looked up once."""

    act: Act
    _found: dict[tuple[str, str], int] = field(default_factory=dict)

    def id_of(self, name: str, code: str) -> int:
        """The id of the entry that a field names.

        Raises:
            NotFoundError: it does not exist; the field is named.
        """
        known = self._found.get((name, code))
        if known is None:
            model = NAMED[name]
            table = model.metadata.tables[str(model.__tablename__)]
            exact = core_select(table.c.id).where(table.c[lookup.KEYS[model][0]] == code)
            known = self.act.session.execute(exact).scalar()
            if known is None:
                try:
                    known = lookup.ident(self._row(name, code))
                except NotFoundError as error:
                    raise NotFoundError(f"{name}: {error.title}", error.hint) from None
            self._found[name, code] = known
        return known

    def _row(self, name: str, code: str) -> Row:
        if name == "requester":  # files of equipment often know its user by mail or name
            return lookup.requester(self.act.session, code)
        return lookup.by_key(self.act.session, NAMED[name], code)


def entries(codes: Codes, subject: Subject, given: Input, *, whole: bool) -> list[Entry]:
    """What was given, as columns; a line of a roster gives one entry for each of its days.

    Args:
        whole: with the defaults of what was not given.

    Raises:
        NotFoundError: a code of another register, or a tier, that does not exist.
    """
    found: dict[str, Any] = {}
    said: set[str] = set()
    for name in type(given).model_fields if whole else given.model_fields_set:
        column, value = _column(codes, name, getattr(given, name))
        found[column] = value
        if name in given.model_fields_set:
            said.add(column)
    if subject is Subject.REQUESTER:
        derive(found, said)
    if "tier" in found and codes.act.session.get(Tier, found["tier"]) is None:
        raise NotFoundError(
            _("tier: the ladder has no tier {tier}").format(tier=found["tier"]),
            _("`frontdesk team list` shows the tiers in use"),
        )
    if "weekdays" not in found:
        return [Entry(found, frozenset(said))]
    days = sorted(set(found.pop("weekdays")))
    return [Entry({**found, "weekday": day}, frozenset({*said, "weekday"})) for day in days]


def _column(codes: Codes, name: str, value: Any) -> tuple[str, Any]:
    if name in NAMED:
        return f"{name}_id", codes.id_of(name, value) if value is not None else None
    if name == "stock":
        return name, {codes.id_of("site", site): count for site, count in value.items()}
    return name, list(value) if isinstance(value, tuple) else value


def derive(found: dict[str, Any], said: set[str] | None = None) -> None:
    """Fill in the columns by which requesters are found.

    Args:
        said: the columns that somebody gave; what follows from them is given too.
    """
    said = said if said is not None else set(found)
    if "name" in found:
        found["folded"] = fold(found["name"])
        said.add("folded")
    if "phone" in found:
        found["phone_digits"] = digits(found["phone"]) if found["phone"] else None
        if "phone" in said:
            said.add("phone_digits")


def known(act: Act, subject: Subject, several: Sequence[Entry]) -> dict[tuple[Any, ...], Row]:
    """The rows that stand in a register already, by the values of their key columns."""
    model, key = MODELS[subject], KEYS[subject]
    first = model.metadata.tables[str(model.__tablename__)].c[key[0]]
    wanted = list(dict.fromkeys(e.columns[key[0]] for e in several if e.columns.get(key[0])))
    found: dict[tuple[Any, ...], Row] = {}
    for start in range(0, len(wanted), CHUNK):
        statement = select(model).where(first.in_(wanted[start : start + CHUNK]))
        for row in act.session.exec(statement):
            found[tuple(getattr(row, name) for name in key)] = row
    return found


def key_of(subject: Subject, entry: Entry) -> tuple[Any, ...]:
    """By what an entry is known; ``(None,)`` where it has no code yet."""
    return tuple(entry.columns.get(name) for name in KEYS[subject])


def same_person(act: Act, found: Mapping[str, Any]) -> Requester | None:
    """The requester that a row without a code means: by mail, else by name and telephone."""
    if found.get("email"):
        statement = select(Requester).where(col(Requester.email) == found["email"])
    else:
        statement = select(Requester).where(
            col(Requester.folded) == found["folded"],
            col(Requester.phone_digits) == found.get("phone_digits"),
        )
    return act.session.exec(statement.order_by(col(Requester.id))).first()


def coded(act: Act, several: Sequence[Entry]) -> None:
    """Give requesters without a code one that is made of the name."""
    taken: set[str] = {entry.columns["code"] for entry in several if entry.columns.get("code")}
    for entry in several:
        if entry.row is None and not entry.columns.get("code"):
            base = code = free_code(act.session, entry.columns["name"])
            n = 1
            while code in taken:
                n += 1
                code = free_code(act.session, f"{base} {n}")
            entry.columns["code"] = code
            taken.add(code)


def write(act: Act, subject: Subject, several: Sequence[Entry]) -> list[Written]:
    """Write entries, new and changed, with an event for each that is not as it was."""
    model = MODELS[subject]
    new: list[Row] = []
    for entry in several:
        if entry.row is None:
            own = {name: v for name, v in entry.columns.items() if name not in BESIDE}
            entry.row = model(**own)
            new.append(entry.row)
    act.session.add_all(new)
    act.session.flush()
    fresh = {id(row) for row in new}
    act.unit.ledger.load_heads(
        subject, [lookup.ident(entry.row) for entry in several if entry.row is not None]
    )
    return [
        _added(act, subject, entry) if id(entry.row) in fresh else change(act, subject, entry)
        for entry in several
    ]


def _added(act: Act, subject: Subject, entry: Entry) -> Written:
    row = entry.row
    assert row is not None
    number = lookup.ident(row)
    given = {name: v for name, v in entry.columns.items() if v is not None and name != "stock"}
    abilities.write(act, number, entry.columns)
    after = _kept(act, subject, given)
    _stamped(row, act.record(subject, number, "add", {}, after).seq)
    stocked(act, row, entry.columns.get("stock", {}))
    return Written("added", number)


def change(
    act: Act,
    subject: Subject,
    entry: Entry,
    verb: str = "edit",
    told: Mapping[str, object] = NOTHING,
) -> Written:
    """Change the row of an entry, with an event if anything differs.

    Args:
        told: what the event holds beside the columns.
    """
    row = entry.row
    assert row is not None
    number = lookup.ident(row)
    was = standing(act, row, (name for name in entry.columns if name != "stock"))
    differ = [name for name, value in was.items() if entry.columns[name] != value]
    moved = stocked(act, row, entry.columns.get("stock", {}))
    if not differ:
        return Written("changed" if moved else "unchanged", number)
    before = _kept(act, subject, {name: was[name] for name in differ})
    after = {name: entry.columns[name] for name in differ}
    for name in differ:
        if name not in BESIDE:
            setattr(row, name, after[name])
    abilities.write(act, number, after)
    now = {**_kept(act, subject, after), **told}
    _stamped(row, act.record(subject, number, verb, before, now).seq)
    return Written("changed", number)


def standing(act: Act, row: Row, names: Iterable[str]) -> dict[str, Any]:
    """How an entry stands, by column; what lies in tables of its own beside them."""
    number = lookup.ident(row)
    return {
        name: abilities.OF_AGENT[name](act, number)
        if name in abilities.OF_AGENT
        else getattr(row, name)
        for name in names
    }


def _kept(act: Act, subject: Subject, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as an event holds them: of what is personal the digest, nothing derived."""
    personal = PERSONAL.get(subject, frozenset())
    return {
        name: act.text(value) if name in personal and isinstance(value, str) else value
        for name, value in values.items()
        if name not in DERIVED
    }


def _stamped(row: Row, version: int) -> None:
    row.version = version


def stocked(
    act: Act,
    part: Row,
    counts: Mapping[int, int],
    verb: str = "stock",
    told: Mapping[str, object] = NOTHING,
) -> bool:
    """Set how many of a part lie at each site; whether that changed anything."""
    moved = False
    for site_id, count in counts.items():
        number = lookup.ident(part)
        shelf = act.session.get(Stock, (number, site_id))
        was = shelf.count if shelf is not None else 0
        if shelf is None:
            act.session.add(Stock(part_id=number, site_id=site_id, count=count))
            act.session.flush()
        if was == count:
            continue
        if shelf is not None:
            shelf.count = count
        before, after = {"site_id": site_id, "count": was}, {"site_id": site_id, "count": count}
        _stamped(part, act.record(Subject.PART, number, verb, before, {**after, **told}).seq)
        moved = True
    return moved


def free_code(session: Session, name: str) -> str:
    """A code for a requester, made of the name, that nobody has yet."""
    base = re.sub(r"[^a-z0-9]+", ".", fold(name)).strip(".")[:48] or "requester"
    code, n = base, 1
    while session.exec(select(Requester.id).where(Requester.code == code)).first() is not None:
        n += 1
        code = f"{base}.{n}"
    return code
