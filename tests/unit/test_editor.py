"""The person's own editor: whatever it does, the text is its answer or as it was, in one line."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from textual.app import App, SuspendNotSupported

from frontdesk.widgets.editor import edited

TEXT = "zażółć\nżółw"


class Terminal:
    """What an application is to the editor: it can be suspended, and told something."""

    def __init__(self, *, suspends: bool = True) -> None:
        self.said: list[str] = []
        self.suspends = suspends

    @contextmanager
    def suspend(self) -> Iterator[None]:
        if not self.suspends:
            raise SuspendNotSupported
        yield

    def notify(self, text: str, **options: Any) -> None:
        assert options["markup"] is False
        self.said.append(text)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the editor's file lies."""
    own = tmp_path / "own"
    own.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    monkeypatch.delenv("VISUAL", raising=False)
    return own


def edit(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str
) -> tuple[str | None, list[str]]:
    """Edits by a shell script, which has the file as ``$1``."""
    own = tmp_path / "editor"
    own.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    own.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(own))
    app = Terminal()
    return edited(cast("App[Any]", app), TEXT), app.said


@pytest.mark.parametrize(
    ("script", "new"),
    [
        ("printf 'inny tekst' > $1", "inny tekst"),
        ("printf 'inny\\r\\ntekst\\n' > $1", "inny\ntekst"),
        ("mv $1 $1.old; printf 'inny' > $1; rm $1.old", "inny"),  # as some editors save
        ("printf '' > $1", ""),
        ("head -c 100000 /dev/zero | tr '\\0' x > $1", "x" * 100_000),
    ],
)
def test_what_the_editor_wrote_is_the_text_and_its_file_goes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, new: str
) -> None:
    assert edit(monkeypatch, tmp_path, script) == (new, [])
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("script", "said", "stays"),
    [
        ("true", [], False),
        ("printf '\\n' >> $1", [], False),
        ("exit 1", ["The editor failed; your text is as it was"], False),
        ("kill -9 $$", ["The editor failed; your text is as it was"], False),
        ("printf half > $1; kill -9 $$", ["The editor failed; your text is as it was, what"], True),
        ("printf half > $1; exit 3", ["The editor failed; your text is as it was, what"], True),
        ("printf '\\377\\376' > $1", ["The editor wrote no UTF-8; your text is as"], True),
        ("printf 'a\\0b' > $1", ["The editor wrote no text; your text is as it was"], True),
        (
            "head -c 1000000 /dev/zero | tr '\\0' x > $1",
            ["The text is longer than 100000 characters; your text is as it was, what"],
            True,
        ),
        (
            "head -c 100001 /dev/zero | tr '\\0' x > $1",
            ["The text is longer than 100000 characters; your text is as it was, what"],
            True,
        ),
        ("rm $1", ["The editor left no file; your text is as it was"], False),
        ("rm $1; mkdir $1", ["The editor left something else than a file; your text"], True),
        ("rm $1; mkfifo $1", ["The editor left something else than a file; your text"], True),
    ],
)
def test_an_editor_that_fails_or_writes_no_text_leaves_the_text_and_says_so_in_one_line(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    script: str,
    said: list[str],
    stays: bool,
) -> None:
    text, told = edit(monkeypatch, tmp_path, script)
    assert text is None
    assert [line.startswith(start) for line, start in zip(told, said, strict=True)] == [True] * len(
        said
    )
    left = list(folder.iterdir())
    assert bool(left) is stays
    if stays and left[0].is_file():
        assert str(left[0]) in told[0]
        assert left[0].stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("editor", "said"),
    [
        (None, "Set EDITOR to write in your own editor"),
        ("", "Set EDITOR to write in your own editor"),
        ("vim '", "Set EDITOR to write in your own editor"),
        ("no-such-editor -w", "There is no editor no-such-editor: set EDITOR"),
        ("\x1b]0;x\x07", "There is no editor ␛]0;x␇: set EDITOR"),
    ],
)
def test_without_an_editor_one_line_says_what_to_set(
    monkeypatch: pytest.MonkeyPatch, editor: str | None, said: str
) -> None:
    if editor is None:
        monkeypatch.delenv("EDITOR", raising=False)
    else:
        monkeypatch.setenv("EDITOR", editor)
    app = Terminal()
    assert edited(cast("App[Any]", app), TEXT) is None
    assert [line.startswith(said) for line in app.said] == [True]


@pytest.mark.parametrize("script", ["", "exec format error\x00"])
def test_what_cannot_be_run_or_left_from_here_is_one_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    own = tmp_path / "editor"
    own.write_bytes(b"\x7fELF" + script.encode())
    own.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(own))
    for app in (Terminal(), Terminal(suspends=False)):
        assert edited(cast("App[Any]", app), TEXT) is None
        assert app.said == ["The editor cannot be opened from here"]
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("folder")
def test_an_interrupt_in_the_editor_does_not_end_the_console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(signal.SIGINT)
    script = f"trap : INT; kill -INT {os.getpid()}; printf 'inny' > $1"
    assert edit(monkeypatch, tmp_path, script) == ("inny", [])
    assert signal.getsignal(signal.SIGINT) is before
