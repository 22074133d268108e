"""How many tickets stand in the views that people work from."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from frontdesk.desk.office import Office
from frontdesk.insight import views


def in_views(office: Office) -> set[int]:
    """The different counts of all views; ``{0}`` when there is nothing to do."""
    now, soon = office.now(), timedelta(hours=4)
    shown = [
        replace(view, filter=view.filter.at(now, office.zone, soon))
        for view in views.views(office.store, office.actor)
    ]
    return set(views.counts(office.store, shown).values())
