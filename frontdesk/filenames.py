"""Names of files from outside made safe to keep and to save under; what a file is, by its bytes.

A name is a person's text like any other: it may climb out of a folder, hide its ending behind a
mark that turns the line around, or be one that a system keeps for itself. Pure: it touches no file,
and what a file is (``kind_of``) is for showing alone: nothing is run or refused by it.
"""

from __future__ import annotations

import re
from unicodedata import category, normalize

from frontdesk import amounts
from frontdesk.i18n import N_, _

LONGEST = 120
"""Bytes of a safe name in UTF-8; file systems take 255, and a number may be put behind it."""
_ENDING = 16
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])(\.|$)")
_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", N_("picture (PNG)")),
    (b"\xff\xd8\xff", N_("picture (JPEG)")),
    (b"GIF8", N_("picture (GIF)")),
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", N_("archive or document (ZIP)")),
    (b"\x1f\x8b", N_("archive (gzip)")),
    (b"7z\xbc\xaf\x27\x1c", N_("archive (7z)")),
    (b"\xd0\xcf\x11\xe0", N_("older Office document")),
    (b"MZ", N_("program")),
    (b"\x7fELF", N_("program")),
    (b"\xcf\xfa\xed\xfe", N_("program")),
    (b"#!", N_("program (script)")),
)
SNIFFED = 512
"""Bytes from the beginning of a file by which it is known."""


def safe_name(typed: str) -> str:
    """The name under which a file is kept: its last part, without what a system could mistake.

    Never empty, never a folder, at most ``LONGEST`` bytes; the ending stays where there is one.
    """
    last = re.split(r"[/\\]", normalize("NFC", typed))[-1]
    seen = "".join(each for each in last if category(each)[0] != "C" and category(each) != "Zl")
    name = " ".join(_FORBIDDEN.sub("_", seen).split()).lstrip(" .-").rstrip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending.encode()) > _ENDING:
        stem, ending = name, ""
    room = LONGEST - len(ending.encode()) - 1
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(" .")
    name = f"{stem}.{ending}" if ending else stem
    if not name:
        return "file"
    return f"_{name}" if _RESERVED.match(name) else name


def kind_of(head: bytes) -> str:
    """What a file is, in words, by its first ``SNIFFED`` bytes."""
    for sign, words in _SIGNS:
        if head.startswith(sign):
            return _(words)
    try:
        text = head.decode()
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3 or len(head) < SNIFFED:
            return _("data")
        text = head[: error.start].decode()
    return _("data") if "\0" in text else _("text")


def size_words(size: int) -> str:
    """A size as people read it, in units of a thousand."""
    if size < 1000:
        return f"{size} B"
    for unit in ("kB", "MB"):
        size_in = size / (1000 if unit == "kB" else 1_000_000)
        if size_in < 999.5 or unit == "MB":
            return f"{amounts.number(size_in, 1 if size_in < 9.95 else 0)} {unit}"
    raise AssertionError(size)
