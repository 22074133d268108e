"""What the console is measured against: the smallest Textual application, and a DataTable."""

from __future__ import annotations

import sys

SMALLEST = (
    sys.executable,
    "-c",
    """
from textual.app import App
from textual.widgets import Static
class Smallest(App):
    def compose(self):
        yield Static("smallest application")
Smallest().run()
""",
)
"""Paints a line, and can do nothing."""
TABLE = (
    sys.executable,
    "-c",
    """
from textual.app import App
from textual.widgets import DataTable
class Table(App):
    def compose(self):
        yield DataTable(cursor_type="row")
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("number", "P", "subject", "who", "tier", "age")
        for n in range(2000):
            table.add_row(str(n), "3", f"subject of ticket {n} in a table", "Somebody", "L1", "2h")
Table().run()
""",
)
"""2,000 rows in Textual's own table, with a cursor over rows."""
TABLE_SHOWS = "subject of ticket 20"
