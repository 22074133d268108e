"""What a tier wants to see before it accepts a ticket, in words."""

from __future__ import annotations

from frontdesk.decision.wording.voice import Say
from frontdesk.i18n import plural


def want_words(code: str, _: Say) -> str:
    """What lacks, as a thing: ``at least 30 words on what is the matter``."""
    what, _colon, least = code.partition(":")
    if what == "words" and least:
        return plural(
            "at least {n} word on what is the matter",
            "at least {n} words on what is the matter",
            int(least),
            _,
        )
    return {
        "words": _("a word on what is the matter"),
        "category": _("a category"),
        "asset": _("the equipment that it is about"),
        "site": _("the site"),
        "tried_fix": _("a known fix that suits, tried"),
    }[what]
