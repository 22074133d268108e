"""How well known fixes fit what somebody says: words by their weight, equipment, category.

It refuses to find fixes and to know their record: ``fixes`` does, for now and for a moment that
has passed (``replay``).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy.engine import RowMapping

from frontdesk.insight.plain_words import PLAIN
from frontdesk.store import search
from frontdesk.text import fold

TEXT_SHARE, EQUIPMENT_SHARE, CATEGORY_SHARE = 0.7, 0.18, 0.12
"""What words, equipment and category each count for in the likeness of a fix."""

STRANGE = 0.25
"""What a word that no fix knows counts, as a share of the rarest word that one does."""

Row: TypeAlias = Mapping[str, Any] | RowMapping
"""A fix as it is stored, its columns by their names."""


class Likeness:
    """What the words of some fixes are worth, and how well each fits."""

    def __init__(self, fixes: Sequence[Row]) -> None:
        """Takes every fix there is: a word is worth more the fewer of them hold it."""
        seen: Counter[str] = Counter()
        for row in fixes:
            seen.update(words_of(row))
        self._weights = {word: math.log(1 + len(fixes) / n) for word, n in seen.items()}
        self._rarest = max(self._weights.values(), default=0.0)

    def of(
        self,
        asked: Iterable[str],
        rows: Iterable[Row],
        asset_type: str | None,
        category: str | None,
    ) -> dict[int, float]:
        """How well each of some fixes fits, 0 to 1, by its id.

        Of the words it is the geometric mean of how much of what was said is in the fix, and how
        much of the fix's best phrase was said. Plain words do not count, and a word that no fix
        knows counts a little: of a long mail with two words of a fix, little is in the fix. Other
        equipment or another category takes its share away; they never speak for a fix that the
        words do not.

        Args:
            asked: the folded words of what was said.
        """
        words = frozenset(asked) - PLAIN
        strange = STRANGE * self._rarest * len(words - self._weights.keys())
        said = self._sum(words) + strange
        return {row["id"]: self._one(row, words, said, asset_type, category) for row in rows}

    def _one(
        self,
        row: Row,
        asked: frozenset[str],
        said: float,
        asset_type: str | None,
        category: str | None,
    ) -> float:
        both = asked & words_of(row)
        if not both:
            return 0.0
        phrases = [row["title"], *row["symptom"].split(" / ")]
        best = max((self._covers(asked, phrase) for phrase in phrases), default=0.0)
        known = fits = TEXT_SHARE
        if asset_type is not None and row["asset_types"]:
            known += EQUIPMENT_SHARE
            fits += EQUIPMENT_SHARE * (asset_type in row["asset_types"])
        if category is not None and row["category"]:
            known += CATEGORY_SHARE
            fits += CATEGORY_SHARE * (category == row["category"])
        return round(math.sqrt(self._sum(both) / said * best) * fits / known, 4)

    def _covers(self, asked: frozenset[str], phrase: str) -> float:
        words = _words(phrase)
        both = words & asked
        return self._sum(both) / self._sum(words) if both else 0.0

    def _sum(self, words: Iterable[str]) -> float:
        weights = self._weights
        return math.fsum(weights.get(word, 0.0) for word in words)  # exact, in whatever order


def words_of(row: Row) -> frozenset[str]:
    """The words of a fix that count."""
    return _words(f"{row['title']} {row['symptom']}")


@lru_cache(maxsize=8192)
def _words(phrase: str) -> frozenset[str]:
    """The folded words of a fix's phrase; fixes change seldom, and are asked for all day."""
    return frozenset(search.WORD.findall(fold(phrase))) - PLAIN
