"""What the Policy screen reads and keeps, in a thread: a draft of the policy, and all about it.

The draft is a text: kept in the store at every step, so that nothing of it is lost, and looked at
anew after each. It refuses to bring anything into force; ``acts.governing`` asks first.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.terms import DraftKind

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.golden import Tested
    from frontdesk.insight.policies import Matches, Version
    from frontdesk.policy import Difference, Policy


_HASH = re.compile(r"[0-9a-f]{4,64}")


@dataclass(frozen=True, slots=True)
class Number:
    """One of the desk's own numbers or words.

    Attributes:
        name: ``desk.hop_budget``; ``path``: the same as keys.
        value: as TOML; ``default``: what counts where it is left out.
        meaning, how: what it means, how it is written.
    """

    name: str
    path: tuple[str, ...]
    value: str
    default: str
    meaning: str
    how: str


class Adopted(NamedTuple):
    """The office under the policy that came into force, and that policy."""

    office: Office
    sight: Sight


@dataclass(frozen=True, slots=True)
class Sight:
    """The policy as somebody works on it.

    Attributes:
        version: what is in force.
        text: what is worked on; the text in force where there is no draft.
        rules: what it says; ``None`` where it cannot be used, and ``wrong`` says why.
        stale: whether another policy came into force after the draft was begun.
        odd: warnings; ``tested``: its golden cases; ``found``: what differs from what is in force.
        matches: how often each rule has matched of late.
        numbers: the desk's own numbers with their keys.
    """

    version: Version
    text: str
    rules: Policy | None
    wrong: str
    stale: bool
    odd: tuple[str, ...]
    tested: tuple[Tested, ...]
    found: tuple[Difference, ...]
    matches: Matches
    numbers: tuple[Number, ...]

    @property
    def drafted(self) -> bool:
        """Whether there is a draft that differs from what is in force."""
        return self.text != self.version.text

    @property
    def failed(self) -> tuple[Tested, ...]:
        """The golden cases that fail."""
        return tuple(each for each in self.tested if not each.holds)


def read(office: Office) -> Sight:
    """The draft if there is one, else what is in force."""
    from frontdesk import desk, insight

    version = insight.policies.versions(office.store, 1)[0]
    kept = desk.drafts.load(office, DraftKind.POLICY, None) or {}
    matches = insight.policies.matches(office.store)
    begun = int(kept.get("version") or version.number)
    stale = begun != version.number
    return _look(office, version, kept.get("text", version.text), matches, stale=stale)


def keep(office: Office, sight: Sight, text: str) -> Sight:
    """Keep a text as the draft, and look at it; the text in force is no draft."""
    from frontdesk import desk

    version = sight.version
    if text == version.text:
        desk.drafts.discard(office, DraftKind.POLICY, None)
        return _look(office, version, text, sight.matches, stale=False)
    begun = desk.drafts.load(office, DraftKind.POLICY, None) or {}
    body = {
        "version": begun.get("version") or str(version.number),
        "text": text,
        desk.drafts.OPERATION: begun.get(desk.drafts.OPERATION) or office.draw(),
    }
    desk.drafts.save(office, DraftKind.POLICY, None, body)
    return _look(office, version, text, sight.matches, stale=sight.stale)


def changed(office: Office, sight: Sight, change: Callable[[str], str]) -> Sight:
    """Change the draft's text, and keep it.

    Raises:
        BadInputError: the change cannot be made, or what comes of it cannot be used.
    """
    from frontdesk import policy

    text = change(sight.text)
    policy.parse(text)
    return keep(office, sight, text)


def text_of(office: Office, typed: str) -> str:
    """The text of a policy file, else of the version whose hash begins so.

    Raises:
        OSError: the file cannot be read.
        UnicodeDecodeError: it is not UTF-8.
        NotFoundError: there is neither.
    """
    from frontdesk import insight

    file = Path(typed).expanduser()
    if not file.exists() and _HASH.fullmatch(typed):
        return insight.policies.version(office.store, typed).text
    return file.read_text("utf-8-sig")


def adopt(office: Office, sight: Sight) -> Adopted:
    """Bring the draft into force; the draft is done with.

    Raises:
        FrontdeskError: it is refused, and why.
    """
    from frontdesk import desk

    begun = desk.drafts.load(office, DraftKind.POLICY, None) or {}
    desk.policies.adopt(office, sight.text, operation=begun.get(desk.drafts.OPERATION))
    fresh = office.refreshed()
    return Adopted(fresh, read(fresh))


def value_of(typed: str) -> object:
    """What somebody typed for a value: a number or word of TOML, else a text."""
    try:
        return tomllib.loads(f"value = {typed}", parse_float=Decimal)["value"]
    except tomllib.TOMLDecodeError:
        return typed


def _look(office: Office, version: Version, text: str, matches: Matches, *, stale: bool) -> Sight:
    from frontdesk import golden, policy

    in_force = policy.parse(version.text)
    try:
        rules = policy.parse(text)
    except BadInputError as error:
        return Sight(version, text, None, str(error), stale, (), (), (), matches, ())
    found = policy.differences(in_force, rules)
    return Sight(
        version, text, rules, "", stale, _odd(office, rules), golden.run(rules), found, matches,
        tuple(_numbers(rules)),
    )  # fmt: skip


def _odd(office: Office, rules: Policy) -> tuple[str, ...]:
    from frontdesk import insight, policy

    staff = insight.policies.staff(office.store)
    missing = policy.missing_teams(rules, staff.levels)
    said = [_("the register has no team {team}").format(team=team) for team in missing]
    return (*said, *policy.warnings(rules, *staff))


def _numbers(rules: Policy) -> Iterator[Number]:
    """Every single value of the tables that a policy has once."""
    from frontdesk.rulebook.editing import inline
    from frontdesk.rulebook.reference import singles

    said = rules.model_dump(mode="json")
    for key in singles():
        if isinstance(section := said.get(key.path[0]), dict):
            value = section.get(key.path[1])
            if isinstance(value, str | int | float):
                yield Number(
                    ".".join(key.path), key.path, inline(value), key.default, _(key.meaning),
                    key.value,
                )  # fmt: skip
