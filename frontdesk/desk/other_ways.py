"""Taking back what is no ticket: views, answers, fixes, the policy, the register, the roster.

Each kind is put back by the file that changes it. It refuses what nothing puts back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from frontdesk import codes
from frontdesk.desk import absence, kept, knowledge, policies, register_back, roster
from frontdesk.desk.act import Act
from frontdesk.desk.past import sides
from frontdesk.desk.register_rows import MODELS
from frontdesk.errors import RefusedError
from frontdesk.i18n import _
from frontdesk.models import Event
from frontdesk.terms import Subject

TurnBack = Callable[[Act, Event], None]


def _of_agent(act: Act, past: Event) -> None:
    """On somebody's trail stand their entry, their absences and their single days."""
    held = sides(past).before | sides(past).after
    if "absence" in held:
        absence.turn_back(act, past)
    elif "shifts" in held:
        roster.turn_back(act, past)
    else:
        register_back.turn_back(act, past)


_BY_SUBJECT: Mapping[Subject, TurnBack] = {
    **dict.fromkeys(MODELS, register_back.turn_back),
    Subject.AGENT: _of_agent,
    Subject.KEPT: kept.turn_back,
    Subject.FIX: knowledge.turn_back,
    Subject.POLICY: policies.turn_back,
}


def turn_back(act: Act, past: Event) -> None:
    """Put something back to what it was before an event, if it still stands as that left it.

    Raises:
        OvertakenError: somebody has changed it since.
        RefusedError: it cannot be, and why.
    """
    how = _BY_SUBJECT.get(past.subject)
    if how is None:
        raise RefusedError(
            _("a change of {subject} cannot be undone").format(subject=codes.noun(past.subject)),
            _("edit it again"),
        )
    how(act, past)
