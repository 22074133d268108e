"""What a list shows: a filter, an order, and the language in which people type them. Pure.

The index of the folder: what it offers is imported from here. One parser serves ``/``, the palette
and ``--query``; ``docs/query.md`` is made from its table of fields. It refuses to know a store:
whether there is a team of that name is asked by ``insight.filters``.
"""

from __future__ import annotations

from frontdesk.query.fields import FIELDS, Field, Sort
from frontdesk.query.filter import NOBODY, Between, Filter, Order, Term, Value
from frontdesk.query.language import LONGEST, parse
from frontdesk.query.mistake import QueryError
from frontdesk.query.moments import Moments, When
from frontdesk.query.spelling import spelt

__all__ = [
    "FIELDS",
    "LONGEST",
    "NOBODY",
    "Between",
    "Field",
    "Filter",
    "Moments",
    "Order",
    "QueryError",
    "Sort",
    "Term",
    "Value",
    "When",
    "parse",
    "spelt",
]
