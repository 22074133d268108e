"""The fields of the query language: what each holds, how it is typed, and what it means.

One table for the parser, for the store's conditions and for ``docs/query.md``. It refuses to know
columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from frontdesk.i18n import N_
from frontdesk.terms import (
    OPEN,
    Channel,
    Impact,
    Kind,
    Pending,
    Priority,
    Repair,
    Resolution,
    Status,
    Urgency,
)


class Sort(StrEnum):
    """What the values of a field are."""

    WORD = "word"
    LEVEL = "level"
    CODE = "code"
    PERSON = "person"
    NUMBER = "number"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        name: as it is written; ``also``: shorter names for the same.
        words: for ``WORD`` what may stand there; for ``LEVEL`` the same, lowest first, of which
            ranges can be said.
        prefix: a letter before the number of a level, which need not be typed.
        means: in a few words, for the documentation. ``example``: as somebody would type it.
        ended: also finished tickets are meant where it is asked for.
        ahead: for ``MOMENT``: it lies in the future (``<2h``: within two hours from now).
    """

    name: str
    sort: Sort
    means: str
    example: str
    also: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    prefix: str = ""
    ended: bool = False
    ahead: bool = False


ALL, STILL_OPEN = "all", "open"
"""Words for several states at once."""

_TABLE = (
    Field("status", Sort.WORD, N_("where it stands; `open` for all that are, `all` for every one"),
          "status:open", ("is",), (*Status, STILL_OPEN, ALL)),
    Field("priority", Sort.LEVEL, N_("P1 to P5"), "pri:1..2", ("pri",), tuple(Priority), "P"),
    Field("impact", Sort.WORD, N_("how many people are hit"), "impact:site", (), tuple(Impact)),
    Field("urgency", Sort.WORD, N_("how long it can wait"), "urgency:high", (), tuple(Urgency)),
    Field("kind", Sort.WORD, N_("incident, request or problem"), "kind:request", (), tuple(Kind)),
    Field("channel", Sort.WORD, N_("how somebody got in touch"), "channel:phone,chat", (),
          tuple(Channel)),
    Field("category", Sort.CODE, N_("what it is about, by the policy's codes"), "cat:printing",
          ("cat",)),
    Field("site", Sort.CODE, N_("where"), "site:poznan"),
    Field("tier", Sort.LEVEL, N_("the level of the ladder"), "tier:2..3", (),
          ("L1", "L2", "L3", "L4", "L5", "L6"), "L"),
    Field("team", Sort.CODE, N_("the team that has it"), "team:network"),
    Field("assignee", Sort.PERSON, N_("who holds it, by login; `me`, `nobody`"), "assignee:ola",
          ("holder",)),
    Field("requester", Sort.CODE, N_("who asked for help, by code"), "who:anna.nowak", ("who",)),
    Field("organisation", Sort.CODE, N_("whose employee or customer that is"), "org:nowak-dental",
          ("org",)),
    Field("asset", Sort.CODE, N_("the equipment, by tag"), "asset:STB-0213"),
    Field("type", Sort.CODE, N_("the type of the equipment"), "type:printer"),
    Field("waiting", Sort.WORD, N_("what it waits for"), "waiting:vendor", (), tuple(Pending)),
    Field("repair", Sort.WORD, N_("where its latest repair order stands"), "repair:returned", (),
          tuple(Repair)),
    Field("due", Sort.MOMENT, N_("when its next clock is due"), "due:<2h", ahead=True),
    Field("opened", Sort.MOMENT, N_("when it was opened"), "opened:<2d"),
    Field("updated", Sort.MOMENT, N_("when it was last changed"), "updated:>1w"),
    Field("resolved", Sort.MOMENT, N_("when it was resolved"), "resolved:last-month", ended=True),
    Field("closed", Sort.MOMENT, N_("when it was closed"), "closed:2026-10", ended=True),
    Field("code", Sort.WORD, N_("how it was resolved"), "code:known_fix", (), tuple(Resolution),
          ended=True),
    Field("fix", Sort.NUMBER, N_("the known fix that solved it"), "fix:31", ended=True),
    Field("complexity", Sort.NUMBER, N_("1 to 5, where a person has judged it"), "complexity:>=4"),
    Field("hops", Sort.NUMBER, N_("changes of team"), "hops:>2"),
    Field("number", Sort.NUMBER, N_("ticket numbers"), "number:4000..4100", ("no",), ended=True),
    Field("ref", Sort.CODE, N_("its number in another system"), "ref:INC0012345", ended=True),
)  # fmt: skip

FIELDS: Mapping[str, Field] = MappingProxyType({field.name: field for field in _TABLE})
"""Every field by its name."""

NAMES: Mapping[str, Field] = MappingProxyType(
    {name: field for field in _TABLE for name in (field.name, *field.also)}
)
"""Every field by each of its names."""

WORDS = "words"
"""The name under which plain words stand in a filter."""

_STATES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {ALL: tuple(Status), STILL_OPEN: tuple(status for status in Status if status in OPEN)}
)


def states_of(word: str) -> tuple[str, ...]:
    """The states that a word of ``status`` means."""
    return _STATES.get(word, (word,))
