"""The policies that a desk has adopted, as they were written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import RowMapping, Select, select

from frontdesk.errors import BadInputError, NotFoundError
from frontdesk.i18n import _
from frontdesk.insight import register
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import Subject
from frontdesk.text import safe

SHORT = 12
"""Characters of a hash that are shown, and told apart by."""
_LEAST = 4


@dataclass(frozen=True, slots=True)
class Version:
    """One adoption of a policy.

    Attributes:
        number: in the order of adoption; the greatest is in force.
        hash: of what it says about tickets; two that differ in golden cases alone share it.
        adopted_by: a login.
        text: the file as it was written.
    """

    number: int
    hash: str
    adopted_at: datetime
    adopted_by: str
    text: str


def _select() -> Select[tuple[object, ...]]:
    own = t.policy.c
    return select(own.id, own.hash, own.adopted_at, own.adopted_by, own.text).order_by(
        own.id.desc()
    )


def _version(row: RowMapping) -> Version:
    return Version(row["id"], row["hash"], row["adopted_at"], row["adopted_by"], row["text"])


def text(store: Store) -> str:
    """The policy in force as its authors wrote it, comments included; empty where there is none."""
    found = versions(store, 1)
    return found[0].text if found else ""


def versions(store: Store, most: int = 200) -> tuple[Version, ...]:
    """What was adopted, the one in force first."""
    with store.read() as connection:
        return tuple(map(_version, connection.execute(_select().limit(most)).mappings()))


def version(store: Store, hash_: str) -> Version:
    """The latest adoption of a policy by its hash, or the beginning of it.

    Raises:
        BadInputError: several policies begin so.
        NotFoundError: none does.
    """
    wanted = hash_.strip().lower()
    known = versions(store)
    found = [each for each in known if len(wanted) >= _LEAST and each.hash.startswith(wanted)]
    if len({each.hash for each in found}) > 1:
        raise BadInputError(
            _("several policies begin with {hash}").format(hash=safe(wanted, 64)),
            _("give more of it: {known}").format(known=_listed(found)),
        )
    if not found:
        raise NotFoundError(
            _("no policy with the hash {hash} was adopted here").format(hash=safe(wanted, 64)),
            _("known: {known}").format(known=_listed(known[:5])),
        )
    return found[0]


def _listed(found: list[Version] | tuple[Version, ...]) -> str:
    return ", ".join(dict.fromkeys(each.hash[:SHORT] for each in found))


@dataclass(frozen=True, slots=True)
class Matches:
    """How often rules matched in the latest decisions.

    Attributes:
        decisions: how many were looked at.
        rules: by the rule's name.
    """

    decisions: int
    rules: Mapping[str, int]


def matches(store: Store, most: int = 300) -> Matches:
    """How often each rule has matched in the latest decisions, whatever came of it."""
    own = t.decision.c
    with store.read() as connection:
        receipts = connection.execute(
            select(own.receipt).order_by(own.id.desc()).limit(most)
        ).scalars()
        counts: Counter[str] = Counter()
        decisions = 0
        for receipt in receipts:
            decisions += 1
            counts.update(
                reason["rule"]
                for reason in receipt["reasons"]
                if reason["stage"] == "rules"
                and "effect" in reason["facts"]
                and reason["verdict"] in ("held", "noted")
            )
    return Matches(decisions, counts)


class Staff(NamedTuple):
    """The register's teams, as far as a policy is compared with them.

    Attributes:
        levels: their tiers. ``people``: how many work in each.
    """

    levels: Mapping[str, int]
    people: Mapping[str, int]


def staff(store: Store) -> Staff:
    """The register's teams with their tiers, and with how many work in each."""
    teams = register.rows(store, Subject.TEAM)
    agents = register.rows(store, Subject.AGENT)
    people = Counter(str(row["team"]) for row in agents if row["active"])
    return Staff({str(row["code"]): int(row["tier"]) for row in teams}, people)
