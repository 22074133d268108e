"""The desk learns from its resolved tickets: counts, and a model that must beat the present one.

Training reads what is stored and writes nothing until it is done: interrupted, the old model stays.
Nothing leaves the machine. It refuses to keep a model that loses on the latest tickets, which
neither has seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from frontdesk import rights
from frontdesk.desk import teaching
from frontdesk.desk.office import Office
from frontdesk.desk.operation import acting
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.insight import learned, openings
from frontdesk.learning.champion import Trial, compare, hold_back
from frontdesk.models import ModelRecord
from frontdesk.store import tables as t
from frontdesk.terms import Subject

if TYPE_CHECKING:
    from frontdesk.learning.fit import Trained

STORE = 1
"""The store's own number, on whose trail it stands."""
MOST = 100_000
"""Resolved tickets that a model is trained on, at most: the latest ones."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What came of learning.

    Attributes:
        counted: tickets that the counts were made of.
        trained: tickets that the new model was trained on; 0 when none was.
        model: its content hash. ``answered``: share of tickets that it answers 98 % right, by
            itself, on parts that it was trained without. ``left_out``: teams with too few tickets.
        trial: the comparison with the present model.
        why_not: why no model was trained; empty when one was.
    """

    counted: int
    trained: int = 0
    model: str | None = None
    answered: float = 0.0
    left_out: Mapping[str, int] | None = None
    trial: Trial | None = None
    why_not: str = ""


def learn(office: Office, progress: Progress = lambda _done, _whole: None) -> Lesson:
    """Count anew, train a model where scikit-learn is there, and keep it if it wins.

    Raises:
        RefusedError: the actor may not.
    """
    rights.authorize(office.actor, "learn")
    made, trial, trained, why_not = _trained(office, progress)
    with acting(office, "learn") as act:
        counted = teaching.recount(act.session.connection())
        told: dict[str, object] = {"tickets": counted}
        if made is not None and trial is not None:
            told |= {"model": made.model.hash, "verdict": trial.verdict, "trained": trained}
            if trial.replaces:
                retired = update(t.model).where(t.model.c.champion).values(champion=False)
                act.session.connection().execute(retired)
                act.add(
                    ModelRecord(
                        hash=made.model.hash,
                        made_at=act.at,
                        made_by=office.actor.login,
                        policy=act.timing.policy.hash,
                        tickets=trained,
                        champion=True,
                        trial=written(trial),
                        body=made.model.to_bytes(),
                    )
                )
        act.record(Subject.STORE, STORE, "learn", {}, told)
    if made is None:
        return Lesson(counted, why_not=why_not)
    return Lesson(counted, trained, made.model.hash, made.answered, made.left_out, trial)


def count_anew(office: Office) -> int:
    """Count the latest resolved tickets anew, and train nothing; how many.

    Raises:
        RefusedError: the actor may not.
    """
    rights.authorize(office.actor, "learn")
    with acting(office, "learn") as act:
        counted = teaching.recount(act.session.connection())
        act.record(Subject.STORE, STORE, "learn", {}, {"tickets": counted})
    return counted


def _trained(office: Office, progress: Progress) -> tuple[Trained | None, Trial | None, int, str]:
    """A new model and its comparison with the present one; else why there is none."""
    if find_spec("sklearn") is None:
        return None, None, 0, _("to train a model: pip install 'frontdesk[learn]'")
    from frontdesk.learning import fit

    with office.store.read() as connection:
        resolved = list(openings.latest(connection, MOST))
        present = learned.champion(connection)
    training, unseen = hold_back(resolved)
    try:
        made = fit.train([fit.Example(one.features, one.team) for one in training], progress)
    except BadInputError as error:
        return None, None, 0, str(error)
    trial = compare(present, made.model, [(one.features, one.team) for one in unseen])
    return made, trial, len(training), ""


def written(trial: Trial) -> dict[str, Any]:
    """A comparison as it is kept, and as scripts read it."""
    return {**asdict(trial), "verdict": trial.verdict.value, "replaces": trial.replaces}
