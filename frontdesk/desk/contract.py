"""The escalation contract as the verbs keep it: asked for on the way up, named on the way back.

It refuses to hold anybody up: what lacks may go without, with a reason that whoever gets the ticket
reads.
"""

from __future__ import annotations

from collections.abc import Sequence

from frontdesk.errors import BadInputError, RefusedError
from frontdesk.i18n import _
from frontdesk.models import Team
from frontdesk.policy import WANTS, Policy
from frontdesk.routing import want_words
from frontdesk.text import nearest, safe

_FIELDS = {"words": "body", "category": "category", "asset": "asset", "site": "site"}
"""The field of ``edit`` that gives what a tier wants; a fix is not set, but tried."""


def listed(codes: Sequence[str]) -> str:
    """What lacks, in words: ``a category, the equipment that it is about``."""
    return ", ".join(want_words(code) for code in codes)


def refusal(number: int, team: Team, missing: Sequence[str]) -> RefusedError:
    """The refusal to pass a ticket up that lacks what a team wants to see; says how to give it."""
    what = [code.partition(":")[0] for code in missing]
    sets = " ".join(f"--set {_FIELDS[each]}=…" for each in what if each in _FIELDS)
    ways = [f"`frontdesk edit {number} {sets}`"] if sets else []
    ways += [f"`frontdesk try {number} --fix F --failed`"] if "tried_fix" in what else []
    return RefusedError(
        _("{team} wants to see what ticket {number} lacks: {what}").format(
            team=team.name, number=number, what=listed(missing)
        ),
        _("add it with {ways}, or say why it goes without: --lacking REASON").format(
            ways=_(" and ").join(ways)
        ),
    )


def named(policy: Policy, tier: int, typed: Sequence[str]) -> list[str]:
    """The wants of a tier that somebody names, each once, as the policy writes them.

    Raises:
        BadInputError: it is no want; the nearest is named.
    """
    wants = {want.what: str(want) for want in policy.tier(tier).wants}
    found = []
    for each in typed:
        what = each.strip().lower().replace("-", "_").partition(":")[0]
        if what not in WANTS:
            near = nearest(what, WANTS, 1) or WANTS
            raise BadInputError(
                _("{code!r} is nothing that a tier wants to see").format(code=safe(each, 40)),
                _("one of: {names}").format(names=", ".join(near)),
            )
        found.append(wants.get(what, what))
    return list(dict.fromkeys(found))
