"""What is no text on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.__main__ import main


@pytest.mark.parametrize("words", [["new", "caf\udce9"], ["list", "--query", "who:\udcff"]])
def test_bytes_that_are_no_text_are_refused_in_one_line(
    words: list[str], place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--store", str(place)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("frontdesk: the command line is not UTF-8")
    assert said.count("\n") == 1
