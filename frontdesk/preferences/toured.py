"""How far a person is on the first tour: a small file in the user's own state, never in a store.

It lies in the user's state directory; beside the settings, where ``FRONTDESK_CONFIG`` names a place
for those. A file that cannot be understood is one that is not there: the tour is offered anew.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from frontdesk.errors import BadInputError
from frontdesk.preferences.file import save as save_file
from frontdesk.preferences.file import text_of

NAME = "tour.toml"


@dataclass(frozen=True, slots=True)
class Toured:
    """What is remembered.

    Attributes:
        offered: whether the tour has offered itself; it does so once.
        step: the id of the step at which it was left; empty: at its beginning or its end.
    """

    offered: bool = False
    step: str = ""


def default_path() -> Path:
    """Where the progress of whoever is logged in lies."""
    if named := os.environ.get("FRONTDESK_CONFIG"):
        return Path(named).expanduser().with_name(NAME)
    from platformdirs import user_state_path  # only when no place was given: it costs a start

    return user_state_path("frontdesk", appauthor=False) / NAME


def load(path: Path) -> Toured:
    """What is remembered there; nothing where that cannot be told."""
    try:
        plain = tomllib.loads(text_of(path))
    except (BadInputError, tomllib.TOMLDecodeError, RecursionError):
        return Toured()
    step = plain.get("step", "")
    return Toured(plain.get("offered") is True, step if isinstance(step, str) else "")


def save(path: Path, toured: Toured) -> None:
    """Remember it.

    Raises:
        BadInputError: the file cannot be written.
    """
    word = "".join(char for char in toured.step if char.isalnum() or char == "_")
    save_file(path, f'offered = {str(toured.offered).lower()}\nstep = "{word}"\n')
