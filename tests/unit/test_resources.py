"""What ships is found, and nothing else is."""

from __future__ import annotations

import pytest

from frontdesk.errors import NotFoundError
from frontdesk.resources import resource, resource_text


def test_the_default_policy_ships() -> None:
    assert resource("policy.toml").is_file()
    assert "currency" in resource_text("policy.toml")


@pytest.mark.parametrize("name", ["nothing.toml", "", "../pyproject.toml", "/etc/passwd"])
def test_what_does_not_ship_is_not_found(name: str) -> None:
    with pytest.raises(NotFoundError):
        resource(name)
