"""What is read before tickets go up or back: what the receiving tier wants to see. In threads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from frontdesk.commands import with_keys
from frontdesk.i18n import _
from frontdesk.widgets.lacking_sheet import Wish

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.insight.contract import Wanted

MOST_ASKED = 12
"""Of more tickets than this only the first are looked at."""


def above(office: Office, numbers: Sequence[int], tier: int | None = None) -> tuple[str, str]:
    """The tier that tickets would go up to, and what lacks on any of them, both in words.

    Args:
        tier: where they are to go; ``None``: where the decision would send each.
    """
    from frontdesk import insight

    wanted = [
        insight.contract.above(office.store, office.policy, number, office.now(), tier)
        for number in numbers[:MOST_ASKED]
    ]
    lacking = [each for each in wanted if each.missing]
    words = {wish.words: None for wish in _wishes(lacking) if wish.lacks}
    return (lacking[0].name if lacking else "", ", ".join(words))


def goes_without(lacks: tuple[str, str]) -> str:
    """What to know before tickets go up without what the tier wants to see; empty: all is there."""
    tier, what = lacks
    if not what:
        return ""
    said = _("{tier} wants to see: {what}. {overlay.out}, and add it; or say why it goes without.")
    return with_keys(said, tier=tier, what=what)


def here(office: Office, numbers: Sequence[int]) -> list[Wish]:
    """What the tier that has the tickets wants to see; what any of them lacks is marked."""
    from frontdesk import insight

    return _wishes(
        [
            insight.contract.here(office.store, office.policy, number, office.now())
            for number in numbers[:MOST_ASKED]
        ]
    )


def _wishes(wanted: Sequence[Wanted]) -> list[Wish]:
    from frontdesk.decision.words import want_words

    codes = dict.fromkeys(code for each in wanted for code in each.wants)
    return [
        Wish(code, want_words(code), any(code in each.missing for each in wanted)) for code in codes
    ]
