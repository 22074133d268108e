"""Who would resolve a case, by what resolved tickets taught: the trained model, else counts."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.engine import Connection

from frontdesk.errors import BadInputError
from frontdesk.insight.openings import learned_of
from frontdesk.learning.counts import Counts, wanted
from frontdesk.learning.estimator import Estimator
from frontdesk.learning.linear import LinearModel, from_bytes
from frontdesk.learning.tokens import TOGETHER, Features
from frontdesk.routing import Case, Learned, Suggested, Team
from frontdesk.store import learned
from frontdesk.store import tables as t

EXPLAINED = 3
"""Suggestions whose grounds are told."""
GROUNDS = 4
"""Words and fields that are told for each side."""


def suggestion(connection: Connection, case: Case, teams: tuple[Team, ...]) -> Learned | None:
    """The teams that may resolve a case, with their shares; ``None`` where nothing was learned.

    Args:
        teams: those that work here; a team that is no more is left out.
    """
    found = features_of(case)
    model = champion(connection)
    estimator: Estimator
    if model is not None:
        estimator = model
    else:
        totals = learned.totals(connection)
        if not totals.tickets:
            return None
        estimator = Counts(totals, learned.rows(connection, wanted(found)))
    under = trained_under(connection) if model is not None else ""
    return replace(suggested(estimator, found, teams, trained=model is not None), policy=under)


def suggested(
    estimator: Estimator, found: Features, teams: tuple[Team, ...], *, trained: bool
) -> Learned:
    """What an estimator suggests for some features, of the teams that there are."""
    said = estimator.suggest(found)
    here = {team.code: team for team in teams}
    shares: list[Suggested] = []
    for each in said.shares:
        team = here.get(each.name)
        if team is not None:
            pros, cons = _grounds(estimator, found, each.name) if len(shares) < EXPLAINED else _NONE
            shares.append(Suggested(team.code, team.name, team.tier, each.share, pros, cons))
    return Learned(estimator.hash, trained, said.known, estimator.taught, tuple(shares))


_NONE: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


def _grounds(
    estimator: Estimator, found: Features, name: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    grounds = estimator.explain(found, name, 4 * GROUNDS)
    pros = [each.said for each in grounds if each.weight > 0]
    cons = [each.said for each in grounds if each.weight < 0]
    return _each_once(pros), _each_once(cons)


def _each_once(grounds: list[str]) -> tuple[str, ...]:
    """The first few; a field that was told is not told again as half of a pair."""
    told: list[str] = []
    met: set[str] = set()
    for said in grounds:
        parts = said.split(TOGETHER)
        if met.isdisjoint(parts):
            told.append(said)
            met.update(parts)
    return tuple(told[:GROUNDS])


def features_of(case: Case) -> Features:
    """What is counted of a case."""
    equipment = case.equipment
    return learned_of(
        case.subject,
        case.words,
        category=case.category,
        channel=case.channel.value,
        kind=case.kind.value,
        site=case.site,
        asset_type=equipment.type if equipment else None,
        model=equipment.model if equipment else None,
        facts=case.facts,
    )


def trained_under(connection: Connection) -> str:
    """The hash of the policy that was in force when the model in use was trained."""
    own = t.model.c
    statement = select(own.policy).where(own.champion).order_by(own.id.desc()).limit(1)
    return connection.execute(statement).scalar() or ""


def champion(connection: Connection) -> LinearModel | None:
    """The trained model that suggests; ``None`` where none was trained, or none can be read."""
    statement = select(t.model.c.hash).where(t.model.c.champion).order_by(t.model.c.id.desc())
    kept = connection.execute(statement.limit(1)).scalar()
    if kept is None:
        return None
    model = _MODELS.get(kept)
    if model is None:
        body = connection.execute(select(t.model.c.body).where(t.model.c.hash == kept)).scalar()
        try:
            model = from_bytes(body or b"")
        except BadInputError:  # of another version: it is trained anew, until then counts suggest
            return None
        _MODELS.clear()
        _MODELS[kept] = model
    return model


_MODELS: dict[str, LinearModel] = {}
"""The model in use, unpacked; one at a time."""
