"""Beside the everyday roster of the demonstration: a night shift, an absence, a day off.

What the plan draws its tickets from stays as it is: nobody is away on a day on which the plan has
them at work.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from frontdesk import desk, insight
from frontdesk.demo.plan import Plan
from frontdesk.terms import Role, Subject

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.rows import PersonRow

NIGHT: dict[str, Any] = {
    "login": "hanna",
    "name": "Hanna Blom",
    "role": Role.AGENT,
    "team": "front-office",
    "site": "stockholm",
    "authority": 2,
    "capacity": 10,
    "skills": {"access": 3, "network": 2},
    "languages": ["sv", "en"],
}
SHIFTS: dict[str, Any] = {
    "agent": "hanna",
    "weekdays": ["sun", "mon", "tue", "wed", "thu"],
    "starts": "22:00",
    "ends": "06:00",
}
"""She answers the telephone at night, at the head office."""

_NEVER = datetime(1, 1, 1, tzinfo=UTC)
DAYS = 9
"""How long the one who is away is gone."""


def night_shift(boss: Office) -> None:
    """Somebody is there at night."""
    desk.register.add(boss, Subject.AGENT, NIGHT)
    desk.register.add(boss, Subject.SHIFT, SHIFTS)


def absences(boss: Office, planned: Plan) -> None:
    """One person is away with a deputy, and their deputy has a day off after that."""
    people = insight.load.people(boss.store, boss.now())
    members = [each for each in people if each.role is Role.AGENT and each.login != NIGHT["login"]]
    last = _last_seen(planned)
    today = planned.now.date()
    # Who has been quiet for longest is the one on leave.
    gone = min(members, key=lambda each: (last.get(each.login, _NEVER), each.login))
    since = today
    if gone.login in last:
        since = max(last[gone.login].date() + timedelta(days=1), today - timedelta(days=4))
    until = since + timedelta(days=DAYS)
    deputy = _deputy(gone, members)
    desk.absence.add(boss, gone.login, since=since, until=until, deputy=deputy.login)
    desk.roster.day(boss, deputy.login, _friday(until), [])


def _last_seen(planned: Plan) -> dict[str, datetime]:
    """When each person last did something."""
    found: dict[str, datetime] = {}
    for ticket in planned.tickets:
        for login, at in (
            (ticket.opened_by, ticket.opened_at),
            *((a.by, a.at) for a in ticket.acts),
        ):
            found[login] = max(at, found.get(login, at))
    return found


def _deputy(gone: PersonRow, members: list[PersonRow]) -> PersonRow:
    """Somebody of the same team, rather at the same site."""
    others = [each for each in members if each is not gone and each.team == gone.team] or [
        each for each in members if each is not gone
    ]
    return min(others, key=lambda each: (each.site != gone.site, each.login))


def _friday(day: date) -> date:
    """The first Friday after a day."""
    return day + timedelta(days=(4 - day.weekday()) % 7 or 7)
