"""What is read off: lists, evidence for a decision, people and loads, receipts. It writes nothing.

The package is lazy like ``frontdesk.desk``. Functions that faces call take the store and give
plain rows; functions that a verb calls inside its transaction take its connection.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.insight import attached as attached
    from frontdesk.insight import clocks as clocks
    from frontdesk.insight import codes as codes
    from frontdesk.insight import contract as contract
    from frontdesk.insight import course as course
    from frontdesk.insight import deeds as deeds
    from frontdesk.insight import dues as dues
    from frontdesk.insight import dump as dump
    from frontdesk.insight import evidence as evidence
    from frontdesk.insight import fairness as fairness
    from frontdesk.insight import figure as figure
    from frontdesk.insight import figures as figures
    from frontdesk.insight import fixes as fixes
    from frontdesk.insight import kept as kept
    from frontdesk.insight import learned as learned
    from frontdesk.insight import live as live
    from frontdesk.insight import lives as lives
    from frontdesk.insight import load as load
    from frontdesk.insight import openings as openings
    from frontdesk.insight import outlook as outlook
    from frontdesk.insight import people as people
    from frontdesk.insight import picking as picking
    from frontdesk.insight import policies as policies
    from frontdesk.insight import receipts as receipts
    from frontdesk.insight import register as register
    from frontdesk.insight import registered as registered
    from frontdesk.insight import related as related
    from frontdesk.insight import repairs as repairs
    from frontdesk.insight import replay as replay
    from frontdesk.insight import roster as roster
    from frontdesk.insight import similar as similar
    from frontdesk.insight import spreading as spreading
    from frontdesk.insight import tickets as tickets
    from frontdesk.insight import timeline as timeline
    from frontdesk.insight import views as views
    from frontdesk.insight import waiting as waiting


def __getattr__(name: str) -> ModuleType:
    if name.startswith("_"):
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")
