"""Order among tickets by command line: merged, taken out again, linked; parents and children."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def three(script: Any) -> list[str]:
    """The numbers of three new tickets."""
    said = ("no dial tone", "phones silent", "handset is dead")
    return [
        str(script("new", each, "--requester", "anna", "--no-route")["number"]) for each in said
    ]


def test_who_names_a_merged_ticket_is_led_to_the_other(
    script: Any, person: Any, three: list[str]
) -> None:
    a, b, c = three
    done = script("merge", a, c, "--into", b)
    assert [(each["number"], each["merged_into"]) for each in done["items"]] == [
        (int(a), int(b)), (int(b), None), (int(c), int(b)),
    ]  # fmt: skip
    assert script("show", a)["related"][0] == {
        "number": int(b), "kin": "into", "subject": "phones silent", "status": "new",
    }  # fmt: skip
    told = person("show", b)
    assert f"took over {a}  no dial tone" in told
    refused = person("reply", a, "hello", code=1)
    assert f"it was merged into {b}" in refused
    assert script("unmerge", a)["items"][0]["status"] == "new"


def test_a_merge_is_previewed_before_it_is_done(script: Any, three: list[str]) -> None:
    a, b, _c = three
    items = script("merge", a, "--into", b, "--preview")["items"]
    assert items[0]["becomes"]["merged_into"] == int(b)
    assert script("show", a)["merged_into"] is None


def test_a_parent_asks_what_becomes_of_its_children(
    script: Any, person: Any, three: list[str]
) -> None:
    a, b, _c = three
    script("link", a, b, "--as", "child")
    assert script("show", a)["parent"] == int(b)
    assert script("show", b)["related"][0]["kin"] == "child"
    how = ("resolve", b, "--code", "fixed", "--text", "a new line card")
    assert "--with-children" in person(*how, code=1)
    done = script(*how, "--with-children", "yes")
    assert [each["status"] for each in done["items"]] == ["resolved", "resolved"]


def test_a_link_is_removed_and_a_wrong_one_is_named(
    script: Any, person: Any, three: list[str]
) -> None:
    a, b, _c = three
    script("link", a, b)
    script("link", a, b, "--remove")
    assert script("show", a)["related"] == []
    assert "has no such link" in person("link", a, b, "--remove", code=1)
    assert "related" in person("link", a, b, "--as", "relatd", code=2)


def test_a_file_is_attached_listed_and_saved(
    script: Any, person: Any, three: list[str], tmp_path: Path
) -> None:
    a = three[0]
    source = tmp_path / "photo.png"
    source.write_bytes(b"\x89PNG\r\n\x1a\nrest")
    done = script("attach", a, str(source))
    which = str(done["attachment"])
    assert script("attachment", "list", a)["items"][0]["name"] == "photo.png"
    assert "picture (PNG)" in person("show", a)
    saved = script("attachment", "save", a, which, str(tmp_path))["path"]
    assert Path(saved).name == "photo (2).png"
    assert Path(saved).read_bytes() == source.read_bytes()
    assert "is no folder" in person("attachment", "save", a, which, saved, code=2)
