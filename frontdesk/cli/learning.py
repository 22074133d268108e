"""``learn``: what the resolved tickets teach, and the model that must beat the present one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import typer

from frontdesk import amounts, desk
from frontdesk.cli import out
from frontdesk.cli.invocation import of
from frontdesk.cli.options import Verb
from frontdesk.cli.progress import Progress
from frontdesk.i18n import _, plural
from frontdesk.text import safe

if TYPE_CHECKING:
    from frontdesk.desk.learning import Lesson
    from frontdesk.learning.measure import Figures

RULES = "Rules"
NAMED = 12
"""Teams that are named where very many are left out."""


def add(app: typer.Typer) -> None:
    """Register the verb."""
    app.command("learn", cls=Verb, rich_help_panel=RULES)(learn)


def learn(context: typer.Context) -> None:
    """Learn from resolved tickets who resolves what; a new model must beat the present one."""
    call = of(context)
    with Progress(_("learning")) as progress:
        found = desk.learning.learn(call.office, progress.to)
    document = {
        "counted": found.counted,
        "trained": found.trained,
        "model": found.model,
        "answered": found.answered,
        "left_out": dict(found.left_out or {}),
        "trial": desk.learning.written(found.trial) if found.trial is not None else None,
        "why_not": found.why_not or None,
    }
    call.answer(document, *_told(found))


def _told(found: Lesson) -> Iterator[str]:
    yield plural(
        "counted {n} resolved ticket: teams, words, fields",
        "counted {n} resolved tickets: teams, words, fields",
        found.counted,
    )
    trial = found.trial
    if trial is None:
        yield _("no model was trained: {why}").format(why=found.why_not)
        return
    yield plural(
        "a model was trained on {n} ticket", "a model was trained on {n} tickets", found.trained
    )
    if found.left_out:
        yield out.dim(_left_out(found.left_out))
    if trial.n:
        yield plural(
            "on the latest {n} ticket, which neither has seen:",
            "on the latest {n} tickets, which neither has seen:",
            trial.n,
        )
        heads = (
            out.Column(""), out.Column(_("right"), right=True),
            out.Column(_("among three"), right=True), out.Column(_("off by"), right=True),
        )  # fmt: skip
        rows = [(_("new model"), *_figures(trial.challenger))]
        if trial.champion is not None:
            rows.append((_("present model"), *_figures(trial.champion)))
        yield from out.table(heads, rows)
    yield _VERDICTS[trial.verdict.value]()


def _left_out(rare: Mapping[str, int]) -> str:
    """The teams with too few tickets, those with the most first; of very many only some."""
    often = sorted(rare.items(), key=lambda pair: (-pair[1], pair[0]))
    named = ", ".join(f"{safe(name, 60)} {n}" for name, n in often[:NAMED])
    rest = len(often) - NAMED
    more = plural(", and {n} team more", ", and {n} teams more", rest) if rest > 0 else ""
    return _("  too few resolved tickets to learn: {teams}").format(teams=named + more)


def _figures(figures: Figures) -> tuple[str, str, str]:
    return (
        amounts.percent(figures.accuracy, 1), amounts.percent(figures.among_three, 1),
        amounts.percent(figures.calibration_error, 1),
    )  # fmt: skip


_VERDICTS = {
    "first": lambda: _("it suggests from now on"),
    "won": lambda: _("it is better: it suggests from now on"),
    "kept": lambda: _("it is not better: the present one stays, or counts suggest"),
    "too_few": lambda: _("too few tickets to compare on: the present one stays"),
}
