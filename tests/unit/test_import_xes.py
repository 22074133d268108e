"""Event logs in XES: each event a row, and nothing that XML could hide gets in."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk.channels import xes
from frontdesk.channels.log_map import LogMap
from frontdesk.channels.mapping import parse_map
from frontdesk.channels.readers import read
from frontdesk.channels.row import BadRow, Record, Row
from frontdesk.channels.sources import Source
from frontdesk.errors import BadInputError

MAP = """
format = "xes"
[fields]
product = "case:product"
[log]
case = "case:concept:name"
activity = "concept:name"
team = "org:group"
at = "time:timestamp"
"""
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
ONE = """<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<global scope="event"><string key="concept:name" value="no name"/></global>
<string key="concept:name" value="the whole log"/>
<trace>
<string key="concept:name" value="c&#8211;1"/>
<string key="product" value="p"><string key="product" value="inner"/></string>
<event>
<string key="concept:name" value="Taken &amp; read"><string key="org:group" value="inner"/></string>
<string key="org:group" value="North"/>
<date key="time:timestamp" value="2024-03-01T09:00:00+01:00"/>
<list key="others"><values><string key="org:group" value="listed"/></values></list>
</event>
</trace>
<trace><string key="concept:name" value="c2"/>
<event><string key="concept:name" value="Done"/><string key="org:group" value="South"/>
<date key="time:timestamp" value="2024-03-02T09:00:00+01:00"/></event></trace>
</log>
"""
Write = Callable[[bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(content: bytes) -> Path:
        path = tmp_path / "log.xes"
        path.write_bytes(content)
        return path

    return put


def rows(path: Path, rules: str = MAP) -> list[Row]:
    return list(read(Source(path), LogMap.of(parse_map(rules))))


def refused(path: Path, rules: str = MAP) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        rows(path, rules)
    return caught.value


def test_an_event_has_its_own_attributes_and_those_of_its_case(write: Write) -> None:
    first, second = rows(write((HEAD + ONE).encode()))
    assert first == Record(
        9,
        {
            "case:concept:name": "c–1", "case:product": "p", "concept:name": "Taken & read",
            "org:group": "North", "time:timestamp": "2024-03-01T09:00:00+01:00",
        },
    )  # fmt: skip
    assert isinstance(second, Record)
    assert "case:product" not in second.values  # what one case says is not said of the next


def test_prefixes_and_gzip_change_nothing(write: Write) -> None:
    plain = rows(write(ONE.encode()))
    named = ONE.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    assert rows(write(gzip.compress(named.encode()))) == plain


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE log SYSTEM "file:///etc/passwd">',
        "<!DOCTYPE log>",
    ],
)
def test_a_document_type_is_refused(write: Write, declared: str) -> None:
    error = refused(write((HEAD + declared + "\n" + ONE).encode()))
    assert "line 2: has a document type" in error.title


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (ONE[:400], "is not XML"),
        ("", "is not XML"),
        ("case,activity\n1,2\n", "is not XML"),
        ("<html/>", "<html> is not how a log in XES is built"),
        ("<log/>", "holds no event"),
        ("<log>" + "<list>" * 200, "is not how a log"),
        (ONE.replace("Taken &amp;", "Taken &lol;"), "is not XML"),
    ],
)
def test_what_is_no_log_is_refused_with_its_line(write: Write, content: str, said: str) -> None:
    assert said in refused(write(content.encode())).title


def test_a_column_that_no_event_has_is_named_with_the_nearest(write: Write) -> None:
    error = refused(write(ONE.encode()), MAP.replace('"org:group"', '"org:grup"'))
    assert "'org:grup' → 'org:group'" in error.hint


def test_one_endless_value_is_one_bad_row(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xes, "CELL_LIMIT", 20)
    content = ONE.replace("2024-03-01T09:00:00+01:00", "2" * 21)
    assert [isinstance(row, BadRow) for row in rows(write(content.encode()))] == [True, True]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.binary(max_size=200), st.integers(0, len(ONE)))
def test_any_damage_is_rows_or_one_refusal(write: Write, junk: bytes, at: int) -> None:
    content = ONE.encode()
    with suppress(BadInputError):
        rows(write(content[:at] + junk + content[at:]))
