"""Teams of another system enter the register, set-wise, so that tickets can say who had them.

A team of the past is a former one: it has a name and a tier, and nobody is offered it.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontdesk.desk.act import Act
from frontdesk.desk.adopted import Register, code_of
from frontdesk.desk.lookup import ident
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.models import Team
from frontdesk.terms import Subject
from frontdesk.text import fold, safe


def make_teams(
    act: Act, register: Register, teams: Mapping[str, int], *, active: bool
) -> tuple[str, ...]:
    """Enter the teams that are not here yet; gives their codes.

    Args:
        teams: names and their tiers.
        active: whether they work here from now on.

    Raises:
        BadInputError: the ladder has no such tier.
    """
    new: dict[str, tuple[str, int]] = {}
    taken: set[str] = set()
    for name, tier in teams.items():
        if register.has_team(name) or fold(name) in new:
            continue
        if not register.has_tier(tier):
            raise BadInputError(
                _("the team {name} would be on tier {tier}").format(name=safe(name, 60), tier=tier),
                _("the ladder ends at {top}; mend [tiers] in the map").format(top=register.top),
            )
        new[fold(name)] = (name, tier)
    rows = []
    for name, tier in new.values():
        code = _free_code(register, taken, name)
        taken.add(code)
        rows.append(Team(code=code, name=name, tier=tier, active=active))
    act.session.add_all(rows)
    act.session.flush()
    for row in rows:
        after = {"code": row.code, "name": row.name, "tier": row.tier, "customer_contact": True}
        after |= {} if active else {"active": False}
        row.version = act.record(Subject.TEAM, ident(row), "add", {}, after).seq
    act.session.flush()
    if rows:
        register.read_teams(act.session.connection())
    return tuple(row.code for row in rows)


def _free_code(register: Register, taken: set[str], name: str) -> str:
    base = code_of(name)[:56] or "team"
    code, n = base, 1
    while code in taken or register.has_team(code):
        n += 1
        code = f"{base}-{n}"
    return code
