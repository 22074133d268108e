"""The desk's own rules: a TOML text becomes a validated, frozen, hashed ``Policy``.

The index of ``rulebook``: what it offers is imported from here. It refuses to open files, to
guess at a misspelt key, and to run a policy that does not hang together.
"""

from __future__ import annotations

from frontdesk.rulebook.book import Policy
from frontdesk.rulebook.calendars import CalendarEntry, Place, Places
from frontdesk.rulebook.cases import Given, GivenFix, GoldenCase
from frontdesk.rulebook.categories import Category
from frontdesk.rulebook.comparing import Change, Difference, difference_words, differences
from frontdesk.rulebook.desk import Outbreak
from frontdesk.rulebook.ladder import WANTS, Cost, Costs, Rate, Tier, Want
from frontdesk.rulebook.phrases import condition_words, effect_words
from frontdesk.rulebook.promised import calendar_hash
from frontdesk.rulebook.promises import Action, ClockRules, PromiseEntry, WarningEntry
from frontdesk.rulebook.reading import parse
from frontdesk.rulebook.requests import QuickRequest
from frontdesk.rulebook.review import missing_teams, warnings
from frontdesk.rulebook.rules import Effect, Rule, When
from frontdesk.rulebook.telling import Told, told

__all__ = [
    "WANTS",
    "Action",
    "CalendarEntry",
    "Category",
    "Change",
    "ClockRules",
    "Cost",
    "Costs",
    "Difference",
    "Effect",
    "Given",
    "GivenFix",
    "GoldenCase",
    "Outbreak",
    "Place",
    "Places",
    "Policy",
    "PromiseEntry",
    "QuickRequest",
    "Rate",
    "Rule",
    "Tier",
    "Told",
    "Want",
    "WarningEntry",
    "When",
    "calendar_hash",
    "condition_words",
    "difference_words",
    "differences",
    "effect_words",
    "missing_teams",
    "parse",
    "told",
    "warnings",
]
