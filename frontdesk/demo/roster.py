"""Who is at work when: the roster of the demonstration, in the local time of each agent's site.

Pure: it reads no clock. All times that go in and come out are aware UTC; spans are minutes.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from frontdesk.demo.content import Member, Register
from frontdesk.terms import Role

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class _Week:
    zone: ZoneInfo
    windows: Mapping[int, tuple[time, time]]

    def on(self, day: date) -> tuple[datetime, datetime] | None:
        """The working hours of that local day."""
        window = self.windows.get(day.weekday())
        if window is None:
            return None
        starts, ends = (datetime.combine(day, at, self.zone).astimezone(UTC) for at in window)
        return starts, ends


class Roster:
    """The agents' weeks, and the choice of somebody who is there."""

    def __init__(self, company: Register) -> None:
        zones = {site.code: ZoneInfo(site.timezone) for site in company.site}
        self.members = {member.login: member for member in company.agent}
        windows: dict[str, dict[int, tuple[time, time]]] = {login: {} for login in self.members}
        for shift in company.shift:
            for day in shift.weekdays:
                hours = time.fromisoformat(shift.starts), time.fromisoformat(shift.ends)
                windows[shift.agent][_DAYS.index(day)] = hours
        self._weeks = {
            login: _Week(zones[member.site], windows[login])
            for login, member in self.members.items()
        }
        self._days: dict[tuple[str, date], tuple[datetime, datetime] | None] = {}
        self.teams: dict[str, tuple[Member, ...]] = {
            team.code: tuple(
                member
                for member in company.agent
                if member.team == team.code and member.role is Role.AGENT
            )
            for team in company.team
        }
        self.supervisors = tuple(
            member.login for member in company.agent if member.role is Role.SUPERVISOR
        )

    def hours(self, login: str, day: date) -> tuple[datetime, datetime] | None:
        """From when to when somebody works on a local day, in UTC; ``None`` when off."""
        key = (login, day)
        if key not in self._days:
            self._days[key] = self._weeks[login].on(day)
        return self._days[key]

    def at_work(self, login: str, at: datetime) -> bool:
        """Whether somebody is on shift."""
        hours = self.hours(login, at.astimezone(self._weeks[login].zone).date())
        return hours is not None and hours[0] <= at < hours[1]

    def after(self, login: str, at: datetime, minutes: float) -> datetime:
        """``at`` moved on by so many minutes of somebody's own working time.

        It falls inside a shift: at the start of the next one when ``at`` is outside.
        """
        left = timedelta(seconds=round(minutes * 60))
        day = at.astimezone(self._weeks[login].zone).date()
        for ahead in range(60):
            hours = self.hours(login, day + timedelta(days=ahead))
            if hours is None or hours[1] <= at:
                continue
            begin = max(at, hours[0])
            if begin + left < hours[1]:
                return begin + left
            left -= hours[1] - begin
        raise ValueError(f"{login} has no shift in the sixty days after {at.isoformat()}")

    def open_hours(self, team: str, day: date) -> tuple[datetime, datetime] | None:
        """From the first to the last person of a team on a local day; ``None`` when closed."""
        spans = [span for member in self.teams[team] if (span := self.hours(member.login, day))]
        if not spans:
            return None
        return min(span[0] for span in spans), max(span[1] for span in spans)

    def at_counter(self, site: str, at: datetime) -> tuple[str, ...]:
        """Who of the front office is at that site then: only they meet people at the counter."""
        return tuple(
            member.login
            for member in self.teams["front-office"]
            if member.site == site and self.at_work(member.login, at)
        )

    def pick(
        self,
        rng: random.Random,
        team: str,
        at: datetime,
        *,
        category: str = "",
        site: str = "",
        language: str = "",
        but: Sequence[str] = (),
    ) -> str:
        """Somebody of a team, rather on shift, skilled, near and speaking the language."""
        people = [member for member in self.teams[team] if member.login not in but]
        people = people or list(self.teams[team])
        there = [member for member in people if self.at_work(member.login, at)] or people
        weights = [
            0.6
            + member.skills.get(category, 0)
            + (1.5 if member.site == site else 0)
            + (1.5 if language in member.languages else 0)
            for member in there
        ]
        return rng.choices([member.login for member in there], weights)[0]
