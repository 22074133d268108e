"""The index of plain rows: what it names is there, and nothing is read before it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from frontdesk import rows


def test_everything_that_the_index_names_is_there() -> None:
    for name in rows.__all__:
        assert getattr(rows, name).__name__ == name
    with pytest.raises(AttributeError, match="Nothing"):
        _ = rows.Nothing


def test_a_console_that_paints_tickets_has_read_no_other_rows() -> None:
    said = "import sys, frontdesk.app; print(*(m for m in sys.modules if 'frontdesk.rows.' in m))"
    found = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["frontdesk.rows.tickets"]
