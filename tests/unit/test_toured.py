"""How far somebody is on the tour, as it is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.errors import BadInputError
from frontdesk.preferences import toured
from frontdesk.preferences.toured import Toured


def test_what_is_remembered_comes_back(tmp_path: Path) -> None:
    place = tmp_path / "new" / "tour.toml"
    assert toured.load(place) == Toured()
    for each in (Toured(offered=True, step="filter"), Toured(offered=True)):
        toured.save(place, each)
        assert toured.load(place) == each


@pytest.mark.parametrize("text", ["offered = ", "offered = 1\nstep = 3", "\x00", "[" * 5000])
def test_a_file_that_cannot_be_understood_is_as_none(tmp_path: Path, text: str) -> None:
    place = tmp_path / "tour.toml"
    place.write_text(text, "utf-8")
    assert toured.load(place) == Toured()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(BadInputError, match="cannot be written"):
        toured.save(tmp_path / "file" / "tour.toml", Toured(offered=True))


def test_it_lies_beside_the_settings_where_those_have_a_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FRONTDESK_CONFIG", str(tmp_path / "mine.toml"))
    assert toured.default_path() == tmp_path / "tour.toml"
    monkeypatch.delenv("FRONTDESK_CONFIG")
    assert toured.default_path().parent.name == "frontdesk"
