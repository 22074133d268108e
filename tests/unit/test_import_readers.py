"""Files from elsewhere: read row by row, or refused with row, column and what to set."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk.channels import readers, sources
from frontdesk.channels.mapping import parse_map
from frontdesk.channels.readers import read
from frontdesk.channels.row import BadRow, Record, Row
from frontdesk.channels.sources import Source
from frontdesk.errors import BadInputError, NotFoundError

Write = Callable[[bytes], Path]
TWO = '[columns]\nsubject = "what"\nteam = "who"\n'


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(content: bytes) -> Path:
        path = tmp_path / "file.csv"
        path.write_bytes(content)
        return path

    return put


def rows(path: Path, rules: str = TWO) -> list[Row]:
    return list(read(Source(path), parse_map(rules)))


def refused(path: Path, rules: str = TWO) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        rows(path, rules)
    return caught.value


def test_a_row_is_counted_as_a_spreadsheet_counts(write: Write) -> None:
    path = write(b'what,who\r\n"two\r\nlines",a\r\n\r\nlast,b\r\n')
    assert rows(path) == [
        Record(2, {"what": "two\r\nlines", "who": "a"}),
        Record(4, {"what": "last", "who": "b"}),
    ]


def test_gzip_is_read_as_it_is_whatever_its_name(write: Write) -> None:
    assert rows(write(gzip.compress(b"what,who\nx,y\n"))) == [Record(2, {"what": "x", "who": "y"})]


def test_a_byte_order_mark_is_not_part_of_a_column(write: Write) -> None:
    assert len(rows(write("\ufeffwhat,who\nx,y\n".encode()))) == 1


@pytest.mark.parametrize(("mark", "shown"), [(";", ";"), ("\t", "\\t"), ("|", "|")])
def test_a_wrong_delimiter_says_what_was_found_and_what_to_set(
    write: Write, mark: str, shown: str
) -> None:
    error = refused(write(f"what{mark}who\nx{mark}y\n".encode()))
    assert "found: 'what" in error.title
    assert error.hint == f'set delimiter = "{shown}" in the map'


def test_missing_columns_are_named_with_the_nearest(write: Write) -> None:
    error = refused(write(b"What happened,who\nx,y\n"))
    assert "'what'" in error.title
    assert "'What happened', 'who'" in error.title
    assert "'what' → 'What happened'" in error.hint


def test_a_column_that_is_there_twice_is_refused(write: Write) -> None:
    assert "twice" in refused(write(b"what,who,what\nx,y,z\n")).title


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2", "cp1252"])
def test_a_wrong_encoding_names_line_and_byte_and_what_to_set(write: Write, encoding: str) -> None:
    word = "skrivaren är på våning två" if encoding == "cp1252" else "źle działa, ślad ąę"
    content = ("what,who\n" + "plain,x\n" * 20_000 + f"{word},y\n").encode(encoding)
    error = refused(write(content))
    first = next(at for at, byte in enumerate(content) if byte > 0x7F)
    assert "line 20002" in error.title
    assert f"0x{content[first]:02x} at {first}" in error.title
    assert f'encoding = "{encoding}"' in error.hint


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2"])
def test_the_right_encoding_reads_it(write: Write, encoding: str) -> None:
    path = write("what,who\nźle działa,y\n".encode(encoding))
    found = rows(path, f'encoding = "{encoding}"\n{TWO}')
    assert found == [Record(2, {"what": "źle działa", "who": "y"})]


@pytest.mark.parametrize(
    ("said", "really", "hint"),
    [
        ("cp1250", "utf-8", "utf-8"),
        ("iso8859-2", "cp1250", "cp1250"),
        ("utf-8", "utf-16", "utf-16"),
    ],
)
def test_what_would_be_read_wrongly_without_an_error_is_refused(
    write: Write, said: str, really: str, hint: str
) -> None:
    path = write("what,who\nźle działa ślad,y\n".encode(really))
    assert f'encoding = "{hint}"' in refused(path, f'encoding = "{said}"\n{TWO}').hint


def test_bytes_that_are_no_text_at_all_are_refused(write: Write) -> None:
    assert "set" in refused(write(b"what,who\n\xff\xfe\xff\x00\x81,y\n")).hint


def test_bad_rows_in_the_middle_are_named_and_the_others_read(write: Write) -> None:
    found = rows(write(b'what,who\na,b\nx,y,z\n"q"r,s\nc,d\n"open,e\n'))
    assert [row.row for row in found] == [2, 3, 4, 5, 6]
    assert [isinstance(row, BadRow) for row in found] == [False, True, True, False, True]
    assert str(found[1]) == "row 3: has 3 cells, the heading 2"
    assert "closing quote" in str(found[2])
    assert "never closed" in str(found[4])


def test_a_cell_without_end_is_a_bad_row(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "CELL_LIMIT", 1000)
    before = csv.field_size_limit()
    found = rows(write(b'what,who\n"' + b"x" * 5000 + b'",y\na,b\n'))
    assert isinstance(found[0], BadRow)
    assert found[-1] == Record(3, {"what": "a", "who": "b"})
    assert csv.field_size_limit() == before


def test_a_small_file_that_unpacks_without_end_is_refused(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "SIZE_LIMIT", 1_000_000)
    packed = gzip.compress(b"what,who\n" + b"aaaa,b\n" * 1_000_000)
    assert "larger than" in refused(write(packed)).title


@pytest.mark.parametrize("cut", [5, 30, -4])
def test_a_gzip_file_that_is_cut_off_is_damaged(write: Write, cut: int) -> None:
    packed = gzip.compress(b"what,who\n" + bytes(range(32, 126)) * 40)
    assert refused(write(packed[:cut])).title


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_says_so(write: Write, content: bytes) -> None:
    assert "empty" in refused(write(content)).title


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        rows(tmp_path / "none.csv")
    assert refused(tmp_path).hint


def test_what_a_store_cannot_keep_is_replaced(write: Write) -> None:
    found = rows(write(b"what,who\na\x00b,y\n"))
    assert found == [Record(2, {"what": "a\ufffdb", "who": "y"})]


JSONL = f'format = "jsonl"\n{TWO}'


def test_json_lines_are_read_whatever_their_values(write: Write) -> None:
    lines = [
        {"what": "x", "who": None},
        {"what": 7, "who": True, "more": [1, {"a": 2}]},
        {"what": "half \ud83d character"},
    ]
    found = rows(write("\n".join(map(json.dumps, lines)).encode()), JSONL)
    assert [row.values for row in found if isinstance(row, Record)] == [
        {"what": "x", "who": ""},
        {"what": "7", "who": "true", "more": '[1, {"a": 2}]'},
        {"what": "half \ufffd character"},
    ]


def test_bad_lines_of_json_are_named(write: Write) -> None:
    deep = b"[" * 100_000
    found = rows(write(b'{"what": "x", "who": "y"}\n{"what": \n[1]\n' + deep + b"\n"), JSONL)
    assert [isinstance(row, BadRow) for row in found] == [False, True, True, True]
    assert str(found[1]).startswith("row 2: is not JSON at character")


def test_a_key_that_no_line_has_is_refused(write: Write) -> None:
    error = refused(write(b'{"What": "x", "who": "y"}\n'), JSONL)
    assert "'what' → 'What'" in error.hint


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_one_refusal(write: Write, content: bytes) -> None:
    for rules in (TWO, JSONL, f'encoding = "cp1250"\n{TWO}'):
        with suppress(BadInputError):
            found = rows(write(b"what,who\n" + content), rules)
            assert all(isinstance(row, Record | BadRow) for row in found)


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELL, CELL), min_size=1))
def test_what_csv_writes_is_read_back(write: Write, cells: list[tuple[str, str]]) -> None:
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerows([("what", "who"), *cells])
    found = rows(write(written.getvalue().encode()))
    assert [tuple(row.values.values()) for row in found if isinstance(row, Record)] == cells
