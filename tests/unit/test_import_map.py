"""The map of an import: read whole, or refused with the key that is wrong."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.channels.mapping import ImportMap, parse_map, read_map
from frontdesk.errors import BadInputError, NotFoundError

WHOLE = """
format = "csv"
delimiter = ","
encoding = "utf-8"
timezone = "Europe/Stockholm"
time = "%d/%m/%Y %H:%M"
unknown = ["?", ""]

[columns]
external_ref = "number"
subject = "Short description"
body = ["Description", "Notes"]
team = "Assignment group"
opened_at = "opened"

[fields]
symptom = "u_symptom"

[constants]
channel = "email"
status = "closed"
requester = "unknown"
priority = 3

[values.team]
"GRP_0" = "service-desk"

[tiers]
".* 3rd" = 3
".* 2nd" = 2
".*" = 1

[log]
case = "case:concept:name"
activity = "concept:name"
team = "org:group"
person = "org:resource"
at = "time:timestamp"
resolved = ["Completed"]
"""


def test_the_map_of_the_contract_is_understood() -> None:
    found = parse_map(WHOLE)
    assert found.columns.of("body") == ("Description", "Notes")
    assert found.columns.of("site") == ()
    assert found.theirs() == (
        "number", "Short description", "Description", "Notes", "Assignment group", "opened",
        "u_symptom",
    )  # fmt: skip
    assert found.values.team == {"GRP_0": "service-desk"}
    assert found.zone.key == "Europe/Stockholm"


@pytest.mark.parametrize(
    ("team", "tier"), [("G97 3rd", 3), ("N 2nd", 2), ("V30", 1), ("3rd G97", 1)]
)
def test_a_tier_is_that_of_the_first_pattern_that_matches_the_whole_name(
    team: str, tier: int
) -> None:
    assert parse_map(WHOLE).tier_of(team) == tier


@pytest.mark.parametrize(
    ("text", "path", "hint"),
    [
        ('[columns]\nsubjct = "a"', "map: columns.subjct", "did you mean subject?"),
        ('colums = "a"', "map: colums", "did you mean columns?"),
        ('[values.statuz]\na = "b"', "map: values.statuz", "did you mean status?"),
        ('[constants]\nbody = "x"', "map: constants.body", "known here"),
        ("[columns]\nsubject = 7", "map: columns.subject", "text"),
        ('format = "xlsx"', "map: format", "'jsonl', 'xes'"),
        ('delimiter = "::"', "map: delimiter", "1 character"),
        ("delimiter = '\"'", "map: delimiter", "cannot part columns"),
        ('encoding = "klingon"', "map: encoding", "no such encoding"),
        ('encoding = "base64"', "map: encoding", "no encoding of text"),
        ('timezone = "Europe/Stokholm"', "map: timezone", "Europe/Stockholm"),
        ('[tiers]\n"(" = 1', "map: tiers", "not a regular expression"),
        ('[tiers]\n"(a+)+b" = 1', "map: tiers", "no repeated groups"),
        ('[tiers]\n".*a.*" = 1', "map: tiers", "once without an upper bound"),
        ('[tiers]\n"a" = 9', "map: tiers.a", "6 at most"),
        ('[log]\ncase = "c"', "map: log.activity", "add it"),
    ],
)
def test_what_is_wrong_is_named_by_its_path(text: str, path: str, hint: str) -> None:
    with pytest.raises(BadInputError) as refused:
        parse_map(text)
    assert refused.value.title.startswith(path)
    assert hint in refused.value.hint


def test_broken_toml_is_told_with_its_line() -> None:
    with pytest.raises(BadInputError, match="line 2"):
        parse_map('format = "csv"\n[columns\nx = 1')


def test_a_missing_map_and_one_that_is_data_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        read_map(tmp_path / "none.toml")
    with pytest.raises(BadInputError):
        read_map(tmp_path)
    latin = tmp_path / "map.toml"
    latin.write_bytes('unknown = ["é"]'.encode("latin-1"))
    with pytest.raises(BadInputError, match="UTF-8"):
        read_map(latin)


@given(st.text(max_size=200))
def test_any_text_is_a_map_or_one_refusal(text: str) -> None:
    with suppress(BadInputError):
        assert isinstance(parse_map(text), ImportMap)
