"""Policies with calendars and promises, as short as they can be written."""

from __future__ import annotations

import pytest

from frontdesk import policy
from frontdesk.errors import BadInputError
from frontdesk.policy import Policy
from tests.unit.routing_cases import DEFAULT

BEFORE = DEFAULT[: DEFAULT.index("# --- when the desk is open")]
"""The policy as it was before there were calendars."""
OFFICE = '[[calendars]]\nname = "office"\nhours = { mon-fri = ["08:00-17:00"] }\n'
SOLVED = '[[promises]]\nclock = "resolution"\nname = "solved"\nwithin = "8h"\n'


def read(*sections: str) -> Policy:
    return policy.parse("\n".join([BEFORE, *sections]))


def refusal(*sections: str) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        read(*sections)
    assert "\n" not in caught.value.title + caught.value.hint
    assert caught.value.exit_code == 2
    return caught.value
