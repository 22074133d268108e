"""Stores that are made: one's own, or the demo. It refuses to open a console on them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from frontdesk import desk
from frontdesk.cli.progress import Progress
from frontdesk.errors import BadInputError, StoreError
from frontdesk.i18n import _
from frontdesk.text import safe


def founded(location: str | None, source: Path | None, login: str | None) -> Path:
    """A new store; gives where it lies."""
    return desk.founding.found(location, source=source, login=login)


def demo_store(
    location: str | None,
    tickets: int | None = None,
    seed: int | None = None,
    day: date | None = None,
) -> Path:
    """The demo, made where there is none yet; gives where it lies.

    Raises:
        BadInputError: there is one, and another was asked for.
        StoreError: there is a store of somebody's own at that place.
    """
    path = _demo_path(location)
    if not (path.exists() and path.stat().st_size):
        _build(path, tickets or 400, 1 if seed is None else seed, day)
        return path
    _must_be_a_demo(path)
    if (tickets, seed, day) != (None, None, None):
        raise BadInputError(
            _("there is a demo at {path} already").format(path=safe(str(path))),
            _("remove the file, or give another place with --store"),
        )
    return path


def _demo_path(location: str | None) -> Path:
    from frontdesk.store import place

    return place.find(location).path if location is not None else place.demo_path()


def _must_be_a_demo(path: Path) -> None:
    """A demo never opens on somebody's own store by mistake."""
    from sqlalchemy import text

    from frontdesk.store.unit import Store

    store = Store.open(path)
    try:
        with store.read() as connection:
            asked = "SELECT count(*) FROM setting WHERE key = 'demo_actor'"
            ours = connection.execute(text(asked)).scalar_one()
    finally:
        store.close()
    if not ours:
        raise StoreError(
            _("{path} is a store of somebody's own, not a demo").format(path=safe(str(path))),
            _("give the demo another place with --store"),
        )


def _build(path: Path, tickets: int, seed: int, day: date | None) -> None:
    from frontdesk.demo.build import build

    path.parent.mkdir(parents=True, exist_ok=True)
    with Progress(_("making the demo")) as progress:
        build(path, tickets=tickets, seed=seed, today=day, progress=progress.to)
