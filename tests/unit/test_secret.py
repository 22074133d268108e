"""What looks like a secret, and what merely speaks of one."""

from __future__ import annotations

import pytest

from frontdesk.secret import tells_secret


@pytest.mark.parametrize(
    "text",
    [
        "password: xyz", "Her new Password = Summer!", "the password is Winter2026", "PIN: 4711",
        "hasło: Zima2026", "nowe hasło to zima!26", "lösenord: sommar", "lösenordet är Sommar26",
        "Passwort: geheim", "told her\npassword:hunter2", "kod PIN: 1234",
    ],
)  # fmt: skip
def test_a_secret_is_seen(text: str) -> None:
    assert tells_secret(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "password reset", "the password is expired", "she forgot her password, signed in now",
        "hasło wygasło", "lösenordet är glömt", "the spin: fast", "pinned the ticket: 4127",
        "one-time password told by voice", "password was set by maja",
    ],
)  # fmt: skip
def test_what_speaks_of_one_is_none(text: str) -> None:
    assert not tells_secret(text)
