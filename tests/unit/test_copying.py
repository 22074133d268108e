"""What is said of a copy is what is known of the terminal."""

from __future__ import annotations

import pytest

from frontdesk.screens.acts.copying import takes_copies


@pytest.mark.parametrize(
    ("environment", "takes"),
    [
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM": "xterm-256color"}, None),
        ({"TERM": "tmux-256color", "TERM_PROGRAM": "WezTerm"}, None),
        ({"TERM": "screen", "TERM_PROGRAM": "tmux"}, None),
        ({"TERM": "linux"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": "vt220"}, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
        ({}, None),
    ],
)
def test_whether_a_terminal_takes_copies(environment: dict[str, str], takes: bool | None) -> None:
    assert takes_copies(environment) is takes
