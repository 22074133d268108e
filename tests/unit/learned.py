"""Tickets of an invented desk: three teams with words of their own among words of all."""

from __future__ import annotations

import random

from frontdesk.learning.tokens import Features, features

OWN = {
    "access": ("password", "login", "locked", "account", "reset", "konto"),
    "network": ("router", "wifi", "cable", "vpn", "switch", "sladd"),
    "printing": ("printer", "toner", "jam", "paper", "tray", "drukarka"),
}
ALL = ("hello", "please", "help", "since", "morning", "my", "the", "on", "desk", "thanks")
SITES = {"access": "poznan", "network": "lund", "printing": "lund"}


def tickets(n: int, seed: int = 1, doubt: float = 0.1) -> list[tuple[str, dict[str, str], str]]:
    """Text, fields and team of so many tickets; of a share the team is any."""
    dice = random.Random(seed)
    found = []
    for _each in range(n):
        team = dice.choice(sorted(OWN))
        said = dice.sample(OWN[team], 2) + dice.choices(ALL, k=6)
        dice.shuffle(said)
        fields = {"site": SITES[team] if dice.random() < 0.8 else "umea"}
        if dice.random() < doubt:
            team = dice.choice(sorted(OWN))
        found.append((" ".join(said), fields, team))
    return found


def counted(n: int, seed: int = 1, doubt: float = 0.1) -> list[tuple[Features, str]]:
    """The same, as features and team."""
    return [(features(text, fields), team) for text, fields, team in tickets(n, seed, doubt)]
