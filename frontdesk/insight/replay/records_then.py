"""The teams' own records as they stood at a moment: every resolution until then has counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from frontdesk.insight.course import held_by
from frontdesk.insight.replay.hands import Held
from frontdesk.routing import Team
from frontdesk.store.team_records import Ended, Key, Tally, count


class RecordsThen:
    """The records so far.

    Args:
        numbers: of the teams, by code.
        since: before then nothing counts; ``None``: from the first ticket on.
    """

    def __init__(self, numbers: Mapping[str, int], since: datetime | None) -> None:
        self._numbers, self._since = numbers, since
        self._kept: dict[Key, Tally] = {}

    def count(self, held: Held, at: datetime) -> None:
        """A ticket was resolved by the team that has it."""
        if held.team is not None and (self._since is None or at >= self._since):
            count([Ended(held.category, held.team, held_by(held.moves))], self._kept)

    def onto(self, teams: tuple[Team, ...], category: str | None) -> tuple[Team, ...]:
        """The teams with what became of this category's tickets with them."""
        if category is None:
            return teams
        found = ((each, self._kept.get((category, self._numbers[each.code]))) for each in teams)
        return tuple(
            each if tally is None else replace(each, **tally._asdict()) for each, tally in found
        )
