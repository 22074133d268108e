"""What is said of an act, whatever names and words stand in it."""

from __future__ import annotations

import pytest

from frontdesk.rows import Change, Done
from frontdesk.screens.acting import deed


@pytest.mark.parametrize("name", ["Ola {x}", "{0}", "{", "}", "{made!r:>9}"])
def test_a_brace_in_somebodys_name_is_said_as_it_is(name: str) -> None:
    act = deed("{what} given to {login}".replace("{login}", name), "assign", {"to": "ola"})
    done = Done("assign", "operation", (Change(7, 1, 2),))
    assert act.said(done).startswith(f"7 given to {name}  ·  ")
    assert act.worded("3 tickets", "…") == f"3 tickets given to {name}"
