"""What ships with the package: the default policy, known fixes, demo material.

In a wheel it lies in ``frontdesk/data``, in a checkout in ``data`` beside the package. It refuses
to unpack anything: an installation that is no folder of files is not supported.
"""

from __future__ import annotations

from pathlib import Path

from frontdesk.errors import NotFoundError
from frontdesk.i18n import _

_PACKAGE = Path(__file__).parent
_PLACES = (_PACKAGE / "data", _PACKAGE.parent / "data")


def resource(name: str) -> Path:
    """Where a shipped file or folder lies.

    Args:
        name: its path below ``data``, with slashes: ``policy.toml``, ``demo/people.toml``.

    Raises:
        NotFoundError: nothing of that name ships, or the installation is incomplete.
    """
    parts = Path(name).parts
    if parts and ".." not in parts and not Path(name).is_absolute():
        for place in _PLACES:
            if (found := place.joinpath(*parts)).exists():
                return found
    raise NotFoundError(
        _("nothing called {name} ships with frontdesk").format(name=name),
        _("if it should, the installation is incomplete: install frontdesk again"),
    )


def resource_text(name: str) -> str:
    """What a shipped text file holds (UTF-8).

    Raises:
        NotFoundError: as ``resource``.
    """
    return resource(name).read_text(encoding="utf-8")
