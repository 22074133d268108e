"""``--query``: what it means to whoever asks, checked against the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk import insight, query

if TYPE_CHECKING:
    from frontdesk.cli.invocation import Invocation


def asked(call: Invocation, typed: str) -> query.Filter:
    """The filter that was typed, told what time it is.

    Raises:
        QueryError: it is not of the language, or names what is in no register.
    """
    actor = call.office.actor
    wanted = query.parse(typed, actor.login, actor.team or "")
    return call.office.now_in(insight.registered.checked(call.kept, wanted))
