"""What resolved tickets had taught by a moment: each teaches when its time has come, in memory.

The estimator is the one from counts: a trained model has seen tickets of later, so a replay never
asks it. A ticket teaches with what was known when it was opened.
"""

from __future__ import annotations

from datetime import datetime

from frontdesk.insight.learned import features_of, suggested
from frontdesk.learning.counts import Counts, Totals
from frontdesk.learning.tokens import Features
from frontdesk.routing import Case, Learned, Team


class Taught:
    """The counts so far."""

    def __init__(self, since: datetime | None = None) -> None:
        """Takes the moment before which nothing is learned; ``None``: from the first ticket on."""
        self._counts = Counts(Totals(), {})
        self._since = since
        self._features: dict[int | None, Features] = {}

    def learn(self, case: Case, team: str, at: datetime) -> None:
        """A ticket was resolved by a team."""
        if self._since is None or at >= self._since:
            self._counts.learn(self._of(case, keep=False), team)

    def suggestion(self, case: Case, teams: tuple[Team, ...]) -> Learned | None:
        """The teams that may resolve a case; ``None`` where nothing was learned yet."""
        if not self._counts.totals.tickets:
            return None
        return suggested(self._counts, self._of(case), teams, trained=False)

    def likeliest(self, case: Case, most: int) -> tuple[str, ...]:
        """The teams with the largest shares for a case, of all that ever resolved a ticket."""
        if not self._counts.totals.tickets:
            return ()
        return tuple(each.name for each in self._counts.suggest(self._of(case)).first(most))

    def _of(self, case: Case, *, keep: bool = True) -> Features:
        """What is counted of a case; kept from its opening to what it teaches."""
        found = self._features.pop(case.number, None) or features_of(case)
        if keep:
            self._features[case.number] = found
        return found
