"""Files on tickets: kept once, whole, within the policy's limit, saved over nothing."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from frontdesk import desk, insight
from frontdesk.channels import attachments as files
from frontdesk.desk import attachments
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.errors import BadInputError, FrontdeskError, RefusedError, StoreError
from frontdesk.store.doctor import examine
from frontdesk.store.place import Place
from frontdesk.store.unit import Store
from tests.conftest import Enter

NEW = NewTicket(subject="My account is locked, I cannot sign in", requester="anna.nowak")


@pytest.fixture
def maja(enter: Enter) -> Office:
    office = enter("maja")
    for _ in range(2):
        desk.intake.open_ticket(office, NEW, route_it=False)
    return office


def counted(place: Path, table: str) -> int:
    with closing(sqlite3.connect(place)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_the_same_content_is_kept_once_and_comes_back_whole(
    maja: Office, store: Store, place: Path
) -> None:
    data = bytes(range(256)) * 5000  # more than one piece
    attachments.attach(maja, 1, name="../../log.bin", data=data)
    attachments.attach(maja, 2, name="same.bin", data=data)
    assert (counted(place, "blob"), counted(place, "blob_piece")) == (1, 2)
    (row,) = insight.attached.of(store, 1)
    assert (row.name, row.size, row.agent) == ("log.bin", len(data), "maja")
    assert insight.attached.content(store, row) == data
    event = insight.timeline.events(store, 1)[-1]
    assert (event.verb, event.after["content"]) == ("attach", row.content)
    assert event.texts == {"name": "log.bin"}


def test_attaching_is_undone_and_done_again(maja: Office, store: Store) -> None:
    attachments.attach(maja, 1, name="log.txt", data=b"words")
    with pytest.raises(RefusedError, match="the same file is attached already"):
        attachments.attach(maja, 1, name="other.txt", data=b"words")
    desk.undo.undo(maja)
    assert insight.attached.of(store, 1) == ()
    desk.undo.redo(maja)
    assert [row.name for row in insight.attached.of(store, 1)] == ["log.txt"]


@pytest.mark.parametrize(
    ("data", "says"), [(b"", "log.txt is empty"), (b"x" * 1_000_001, "at most 1.0 MB fit")]
)
def test_what_is_empty_or_too_large_is_refused_and_leaves_nothing(
    maja: Office, place: Path, data: bytes, says: str
) -> None:
    small = maja.policy.desk.model_copy(update={"attachment_limit_mb": 1})
    office = replace(maja, policy=maja.policy.model_copy(update={"desk": small}))
    with pytest.raises(FrontdeskError, match=says):
        attachments.attach(office, 1, name="log.txt", data=data)
    assert counted(place, "blob") == 0


def test_a_file_of_another_ticket_is_not_given_out(maja: Office, store: Store) -> None:
    made = attachments.attach(maja, 1, name="log.txt", data=b"words").made
    assert made is not None
    with pytest.raises(FrontdeskError, match="ticket 2 has no file"):
        insight.attached.one(store, 2, made)


def test_content_that_was_changed_in_the_store_is_noticed(
    maja: Office, store: Store, place: Path
) -> None:
    attachments.attach(maja, 1, name="log.txt", data=b"words")
    assert all(finding.good for finding in examine(Place(place)))
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute("UPDATE blob_piece SET data = x'00'")
    with pytest.raises(StoreError, match="is not what was attached"):
        insight.attached.content(store, insight.attached.of(store, 1)[0])
    wrong = [finding.check for finding in examine(Place(place)) if not finding.good]
    assert wrong == ["attachments"]


def test_a_file_is_saved_over_nothing_and_through_no_link(tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_text("mine")
    (tmp_path / "log (2).txt").symlink_to(tmp_path / "elsewhere")
    saved = files.save(b"theirs", "log.txt", tmp_path)
    assert saved.name == "log (3).txt"
    assert saved.read_bytes() == b"theirs"
    assert (tmp_path / "log.txt").read_text() == "mine"
    assert not (tmp_path / "elsewhere").exists()


def test_only_a_plain_file_of_a_fitting_size_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b"x" * 11)
    for name, says in (("pipe", "is no file"), ("large", "larger than"), ("none", "cannot be")):
        with pytest.raises(BadInputError, match=says):
            files.read(tmp_path / name, 10)
    assert files.read(tmp_path / "large", 11) == b"x" * 11


def test_a_path_is_read_as_it_was_typed_or_dropped_on_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, odd = tmp_path / "a b.txt", tmp_path / "'quoted'"
    own.touch()
    odd.touch()
    monkeypatch.setenv("HOME", str(tmp_path))
    escaped = str(own).replace(" ", "\\ ")
    for typed in (f" {own} ", f"'{own}'", f'"{own}" ', escaped, own.as_uri(), "~/a b.txt"):
        assert files.named(typed) == own
    assert files.named(str(odd)) == odd
    for typed in ("~nobody-of-that-name/x", "it's", "two words", "file:", ""):
        assert not files.named(typed).is_file()
