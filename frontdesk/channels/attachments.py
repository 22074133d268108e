"""Files on their way to a ticket and back to a folder; never over one that is there."""

from __future__ import annotations

import os
import shlex
import stat
from itertools import count
from pathlib import Path
from urllib.parse import unquote, urlsplit

from frontdesk.errors import BadInputError, StoreError
from frontdesk.filenames import safe_name, size_words
from frontdesk.i18n import _
from frontdesk.text import safe

FILE = "file"


def named(typed: str) -> Path:
    """The path that somebody typed, or dropped on the terminal: quoted, escaped, or as ``file:``.

    What is there as it was typed is never read in another way.
    """
    plain = Path(os.path.expanduser(typed.strip()))  # noqa: PTH111  Path's own raises for ~nobody/
    if os.path.lexists(plain):
        return plain
    parts = urlsplit(typed.strip())
    if parts.scheme == "file":
        return Path(unquote(parts.path))
    try:
        words = shlex.split(typed)
    except ValueError:
        return plain
    other = Path(words[0]) if len(words) == 1 else plain
    return other if os.path.lexists(other) else plain


def read(path: Path, most: int) -> bytes:
    """A file's content.

    Args:
        most: bytes that may be read.

    Raises:
        BadInputError: it is not there, no plain file, cannot be read, or is larger.
    """
    shown = safe(str(path), 200)
    try:
        # A pipe or device would wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise BadInputError(_("{path} is no file").format(path=shown), _("name a file"))
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise BadInputError(
            _("{path} cannot be read: {why}").format(path=shown, why=why), _("name another file")
        ) from error
    if len(data) > most:
        raise BadInputError(
            _("{path} is larger than {most}").format(path=shown, most=size_words(most)),
            _("the policy's `attachment_limit_mb` says how large a file may be"),
        )
    return data


def save(data: bytes, name: str | None, folder: Path) -> Path:
    """Write a content into a folder under its name, or with a number behind it; gives where.

    Raises:
        BadInputError: the folder is none, or cannot be written to.
    """
    called = Path(safe_name(name or FILE))
    for again in count(1):
        path = folder / (f"{called.stem} ({again}){called.suffix}" if again > 1 else called.name)
        try:
            # Exclusive: neither a file nor a link that stands there is followed or written over.
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        except (OSError, ValueError) as error:
            raise _unwritable(folder, error) from error
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
        except OSError as error:
            path.unlink(missing_ok=True)
            raise _unwritable(folder, error) from error
        return path
    raise StoreError(_("there is no free name"), _("name another folder"))


def _unwritable(folder: Path, error: OSError | ValueError) -> BadInputError:
    why = error.strerror if isinstance(error, OSError) else str(error)
    return BadInputError(
        _("nothing can be saved in {folder}: {why}").format(folder=safe(str(folder), 200), why=why),
        _("name another folder"),
    )
