"""Where a file's text comes from: a path or standard input, gzipped or not, in any encoding.

Bytes that are not of the encoding are named by row and byte, with the encoding that they look
like. Sizes are capped after unpacking, so that a small file cannot become an endless one.
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from frontdesk.errors import BadInputError, NotFoundError
from frontdesk.i18n import _

SIZE_LIMIT = 2 * 1024**3
"""Bytes of a file, unpacked."""
CHUNK = 1 << 16
SAMPLE = 1 << 18
"""Bytes at the beginning that are looked at for signs of another encoding."""
CANDIDATES = ("utf-8", "cp1250", "iso8859-2", "cp1252")
_LETTERS = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻåäöÅÄÖéèüßØøæÆőűščřžýíáúůňťď")
_C1 = re.compile("[\x80-\x9f]")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: a path, or ``-`` for standard input."""

    path: str | Path

    @property
    def name(self) -> str:
        """What it is called when something is wrong with it."""
        return _("standard input") if str(self.path) == "-" else Path(self.path).name


@dataclass(frozen=True, slots=True)
class Text:
    """A file that is open as text, with how much of it has been read.

    Attributes:
        size: bytes of the file as it lies there.
    """

    lines: TextIO
    size: int
    raw: BinaryIO

    def done(self) -> int:
        """Bytes read so far, of ``size``."""
        return min(self.raw.tell(), self.size)


class _Capped(io.RawIOBase):
    """A stream that ends with a refusal once it has given more than a file may hold."""

    def __init__(self, inner: BinaryIO, name: str) -> None:
        self._inner, self._name, self._given = inner, name, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self._given += len(data)
        if self._given > SIZE_LIMIT:
            raise BadInputError(
                _("{file} is larger than {n} MB").format(file=self._name, n=SIZE_LIMIT // 1024**2),
                _("import it in parts"),
            )
        return len(data)


@contextmanager
def opened(source: Source, encoding: str) -> Iterator[Text]:
    """A file as text, line ends as they are.

    Raises:
        NotFoundError: there is no such file.
        BadInputError: it cannot be read, is damaged, too large, or not of the encoding.
    """
    with _bytes(source) as raw:
        _looked_at(raw, source, encoding)
        size = raw.seek(0, io.SEEK_END)
        raw.seek(0)
        unpacked = io.BufferedReader(_Capped(_unpacked(raw), source.name))
        wanted = "utf-8-sig" if encoding == "utf-8" else encoding
        text = io.TextIOWrapper(unpacked, wanted, newline="")
        try:
            yield Text(text, size, raw)
        except UnicodeDecodeError:
            raise _not_encoded(raw, source, encoding) from None
        except (EOFError, gzip.BadGzipFile, zlib.error):
            raise BadInputError(
                _("{file} is damaged: its gzip data ends early or is broken").format(
                    file=source.name
                ),
                _("get the file again"),
            ) from None
        finally:
            text.detach()


@contextmanager
def _bytes(source: Source) -> Iterator[BinaryIO]:
    """The file's bytes, from the beginning, seekable; standard input is kept aside first."""
    if str(source.path) == "-":
        with tempfile.TemporaryFile() as kept:
            shutil.copyfileobj(sys.stdin.buffer, kept)
            kept.seek(0)
            yield cast("BinaryIO", kept)
        return
    path = Path(source.path)
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise NotFoundError(
            _("there is no file {path}").format(path=path), _("check the path, or give - for input")
        ) from None
    except OSError as error:
        raise BadInputError(
            _("{path} cannot be read: {why}").format(path=path, why=error.strerror),
            _("give the path of a file that you may read"),
        ) from None
    with file:
        yield file


def _unpacked(raw: BinaryIO) -> BinaryIO:
    raw.seek(0)
    magic = raw.read(2)
    raw.seek(0)
    return cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if magic == b"\x1f\x8b" else raw


def _sample(raw: BinaryIO) -> bytes:
    """The beginning, up to a line end."""
    try:
        head = _unpacked(raw).read(SAMPLE)
    except (EOFError, OSError, zlib.error):
        return b""  # reading it whole will say what is wrong
    return head[: head.rfind(b"\n") + 1] or head


def _looked_at(raw: BinaryIO, source: Source, encoding: str) -> None:
    """Refuse what would be read without an error but wrongly."""
    head = _sample(raw)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and "16" not in encoding:
        raise _misnamed(source, encoding, "utf-16")
    if encoding.startswith(("utf", "ascii")):
        return
    if not head.isascii() and _decodes(head, "utf-8"):
        raise _misnamed(source, encoding, "utf-8")
    if encoding.startswith(("iso8859", "latin")):
        shown = head.decode(encoding, "replace")
        if found := _C1.search(shown):
            raise _misplaced(source, encoding, shown.count("\n", 0, found.start()) + 1, head)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _misnamed(source: Source, encoding: str, better: str) -> BadInputError:
    return BadInputError(
        _("{file} is not {encoding}: it is {better}").format(
            file=source.name, encoding=encoding, better=better
        ),
        _('set encoding = "{better}" in the map').format(better=better),
    )


def _misplaced(source: Source, encoding: str, line: int, around: bytes) -> BadInputError:
    better = _looks_like(around, encoding)
    return BadInputError(
        _("{file}, line {line}: control characters where letters should be; not {encoding}").format(
            file=source.name, line=line, encoding=encoding
        ),
        _set(better),
    )


def _not_encoded(raw: BinaryIO, source: Source, encoding: str) -> BadInputError:
    """The refusal of bytes that are not of the encoding: which, where, and what to set."""
    decoder = codecs.getincrementaldecoder(encoding)()
    stream = _unpacked(raw)
    offset, line = 0, 1
    while chunk := stream.read(CHUNK):
        waiting = decoder.getstate()[0]
        try:
            line += decoder.decode(chunk).count("\n")
        except UnicodeDecodeError as error:
            bad = error.start
            seen = error.object[:bad]
            line += seen.count(b"\n")
            around = error.object[max(0, bad - 500) : bad + 500]
            title = _("{file}, line {line}: byte 0x{byte:02x} at {at} is not {encoding}").format(
                file=source.name,
                line=line,
                byte=error.object[bad],
                at=offset - len(waiting) + bad,
                encoding=encoding,
            )
            return BadInputError(title, _set(_looks_like(around, encoding)))
        offset += len(chunk)
    return BadInputError(
        _("{file} ends in the middle of a character").format(file=source.name),
        _("get the file again, or set its encoding in the map"),
    )


def _set(better: str | None) -> str:
    if better is None:
        return _('set the file\'s encoding in the map, such as encoding = "cp1250"')
    return _('set encoding in the map; it looks like encoding = "{better}"').format(better=better)


def _looks_like(data: bytes, not_this: str) -> str | None:
    """The encoding in which most of the odd bytes are letters of our languages."""
    best, most = None, 0
    for name in CANDIDATES:
        if name == not_this or (name == "utf-8" and not _decodes(data, name)):
            continue
        odd = [letter for letter in data.decode(name, "replace") if ord(letter) > 0x7F]
        score = sum(letter in _LETTERS for letter in odd) - sum(x not in _LETTERS for x in odd)
        if score > most:
            best, most = name, score
    return best
