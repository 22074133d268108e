"""Placeholders of canned answers: ``{requester}``, ``{number}`` and their like. Pure.

Only the words of ``WORDS`` are filled, each once and as text: what is filled in is not looked at
again, so that a requester whose name is ``{agent}`` stays who they are. It refuses others when an
answer is written, not when it is used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from frontdesk.errors import BadInputError
from frontdesk.i18n import N_, _
from frontdesk.text import nearest, safe

if TYPE_CHECKING:
    from frontdesk.rows import TicketRow

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "requester": N_("the requester's name"),
        "first_name": N_("its first word"),
        "number": N_("the ticket's number"),
        "subject": N_("the ticket's subject"),
        "agent": N_("the name of whoever writes"),
        "team": N_("the team that has it"),
        "site": N_("where it is"),
        "asset": N_("the equipment's tag"),
    }
)
"""What can be filled in, and what it is."""

_PLACE = re.compile(r"\{([^{}\n]{0,40})\}")


def check(text: str) -> None:
    """Nothing, if every placeholder of a text can be filled.

    Raises:
        BadInputError: one cannot; the nearest is named.
    """
    for found in _PLACE.finditer(text):
        if found[1] not in WORDS:
            near = nearest(found[1], WORDS) or list(WORDS)
            raise BadInputError(
                _("{word} is no placeholder").format(word=safe(found[0], 60)),
                _("one of: {names}").format(names=", ".join(f"{{{name}}}" for name in near)),
            )


def names(text: str) -> list[str]:
    """The placeholders of a text, by their words, in their order."""
    return [found[1] for found in _PLACE.finditer(text)]


def of(ticket: TicketRow, agent: str) -> dict[str, str]:
    """What a ticket fills in for each of ``WORDS``; empty where it has none.

    Args:
        agent: the name of whoever writes.
    """
    return {
        "requester": ticket.requester_name,
        "first_name": ticket.requester_name.partition(" ")[0],
        "number": str(ticket.number),
        "subject": ticket.subject,
        "agent": agent,
        "team": ticket.team or "",
        "site": ticket.site or "",
        "asset": ticket.asset or "",
    }


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled; one that is not known here stays as it is."""
    return _PLACE.sub(lambda found: values.get(found[1]) or found[0], text)
