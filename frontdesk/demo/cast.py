"""Who calls and what stands on their desks: requesters and equipment, drawn from a seed.

Pure: the same content, seed, sizes and day give the same cast. It stores nothing.
"""

from __future__ import annotations

import random
import string
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from frontdesk.demo.content import Audience, Content, Equipment, Names
from frontdesk.terms import RequesterKind

_ALPHABET = "ACDEFGHJKLMNPRTUVWXY0123456789"
_PLAIN = str.maketrans("łŁøØæÆßđĐı", "lLoOaAsdDi")


@dataclass(frozen=True, slots=True)
class Person:
    """A requester to be; fields are those of the register."""

    code: str
    name: str
    email: str
    phone: str
    kind: RequesterKind
    organisation: str
    plan: str
    site: str
    language: str
    audience: Audience

    @property
    def first(self) -> str:
        """The first name, as notes and letters use it."""
        return self.name.split()[0]


@dataclass(frozen=True, slots=True)
class Thing:
    """A piece of equipment to be; ``requester`` is ``None`` for what a whole site shares."""

    tag: str
    serial: str
    type: str
    model: str
    site: str
    requester: str | None
    audience: Audience
    vendor: str
    warranty_until: date
    contract_until: date | None


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody and everything that tickets are about."""

    people: tuple[Person, ...]
    things: tuple[Thing, ...]


def draw(content: Content, seed: int, today: date, people: int = 240, things: int = 300) -> Cast:
    """Draw requesters and equipment."""
    rng = random.Random(f"{seed}/cast")
    persons = tuple(_people(content, rng, people))
    return Cast(persons, tuple(_things(content, rng, persons, things, today)))


def ascii_code(name: str) -> str:
    """A name as a code: lower case, no diacritics, dots for spaces."""
    plain = unicodedata.normalize("NFD", name.translate(_PLAIN))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    kept = "".join(char for char in letters.lower() if char in string.ascii_lowercase + " ")
    return kept.strip().replace(" ", ".")


def _people(content: Content, rng: random.Random, count: int) -> Iterator[Person]:
    shares = content.people.shares
    businesses = [code for code in content.people.homes if code not in ("ambervik", "households")]
    used: defaultdict[str, int] = defaultdict(int)
    employees, households = round(count * shares.employees), round(count * shares.households)
    for index in range(count):
        if index < employees:
            audience, organisation, plan = Audience.EMPLOYEE, "ambervik", "staff"
        elif index < employees + households:
            audience, organisation = Audience.HOUSEHOLD, "households"
            draw = rng.random()
            plan = (
                "paused" if draw < shares.paused else "plus" if draw > 1 - shares.plus else "basic"
            )
        else:
            audience, plan = Audience.BUSINESS, "business"
            organisation = businesses[index % len(businesses)]
        site = rng.choice(content.people.homes[organisation])
        yield _person(content, rng, audience, organisation, plan, site, used)


def _person(
    content: Content,
    rng: random.Random,
    audience: Audience,
    organisation: str,
    plan: str,
    site: str,
    used: defaultdict[str, int],
) -> Person:
    pools = content.people
    local = pools.swedish if site in pools.swedish.sites else pools.polish
    names = pools.others if rng.random() < pools.shares.others else local
    name = full_name(names, rng)
    code = ascii_code(name)
    used[code] += 1
    if used[code] > 1:
        code = f"{code}{used[code]}"
    country = next(place.country for place in content.company.site if place.code == site)
    number = pools.phones[f"mobile_{country}" if audience is Audience.HOUSEHOLD else site]
    return Person(
        code=code,
        name=name,
        email=f"{code}@{pools.mail[organisation]}",
        phone=pattern(number, rng),
        kind=RequesterKind.INTERNAL if audience is Audience.EMPLOYEE else RequesterKind.EXTERNAL,
        organisation=organisation,
        plan=plan,
        site=site,
        language=names.language,
        audience=audience,
    )


def full_name(names: Names, rng: random.Random) -> str:
    """A first and a last name that belong together."""
    if rng.random() < 0.5:
        return f"{rng.choice(names.women)} {rng.choice(names.women_last)}"
    return f"{rng.choice(names.men)} {rng.choice(names.men_last)}"


def pattern(text: str, rng: random.Random) -> str:
    """``#`` becomes a digit, ``@`` a letter or digit that cannot be misread."""
    return "".join(
        rng.choice(string.digits) if char == "#" else rng.choice(_ALPHABET) if char == "@" else char
        for char in text
    )


def _things(
    content: Content, rng: random.Random, people: Sequence[Person], count: int, today: date
) -> Iterator[Thing]:
    whole = sum(equipment.share for equipment in content.equipment)
    sites = [site.code for site in content.company.site]
    owners: dict[Audience, list[Person]] = defaultdict(list)
    for person in people:
        owners[person.audience].append(person)
    serials: set[str] = set()
    for equipment in content.equipment:
        queues = {audience: rng.sample(group, len(group)) for audience, group in owners.items()}
        for index in range(max(1, round(count * equipment.share / whole))):
            audience = equipment.of[index % len(equipment.of)]
            queue = queues.get(audience)
            owner = queue[index % len(queue)] if queue else None
            site = owner.site if owner else sites[index % len(sites)]
            yield _thing(equipment, rng, index + 1, owner, site, serials, today)


def _thing(
    equipment: Equipment,
    rng: random.Random,
    number: int,
    owner: Person | None,
    site: str,
    serials: set[str],
    today: date,
) -> Thing:
    serial = pattern(equipment.serial, rng)
    while serial in serials:
        serial = pattern(equipment.serial, rng)
    serials.add(serial)
    delivered = today - timedelta(days=rng.randrange(30, 365 * 4))
    tag = number if "{n:05}" not in equipment.tag else 80000 + number * 7
    return Thing(
        tag=equipment.tag.format(n=tag),
        serial=serial,
        type=equipment.type,
        model=rng.choice(equipment.models),
        site=site,
        requester=owner.code if owner else None,
        audience=owner.audience if owner else Audience.SITE,
        vendor=equipment.vendor,
        warranty_until=delivered + timedelta(days=365 * equipment.warranty),
        contract_until=(
            delivered + timedelta(days=365 * equipment.contract) if equipment.contract else None
        ),
    )
