"""A store whose file goes away while it is open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk.inputs import NewTicket
from frontdesk.errors import StoreError
from tests.conftest import Enter

NEW = NewTicket(subject="no dial tone", requester="anna.nowak")


def test_nothing_is_written_into_a_file_that_is_gone(
    enter: Enter, place: Path, tmp_path: Path
) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, NEW)
    moved = place.rename(tmp_path / "moved.db")
    with pytest.raises(StoreError, match="removed or replaced") as caught:
        desk.work.note(office, [1], text="lost, were it written")
    assert caught.value.hint
    shutil.copy(moved, place)
    with pytest.raises(StoreError, match="removed or replaced"):
        desk.work.note(office, [1], text="into another file")
    place.unlink()
    moved.rename(place)
    assert desk.work.note(office, [1], text="it is back").changes
