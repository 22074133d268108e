"""The file with a person's settings: where it lies, reading it, changing one thing in it.

``FRONTDESK_CONFIG`` names the file, else it lies in the user's configuration directory; never in
the working directory. What people wrote into it, comments and order, stays when the console
changes a setting. It refuses to write a file that could not be read again.
"""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path
from typing import Any

from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.preferences.reading import SIZE_LIMIT, parse
from frontdesk.preferences.wishes import Preferences
from frontdesk.text import safe

NAME = "settings.toml"


def default_path() -> Path:
    """Where the settings of whoever is logged in lie."""
    if named := os.environ.get("FRONTDESK_CONFIG"):
        return Path(os.path.expanduser(named))  # noqa: PTH111  Path's own raises for ~nobody/
    from platformdirs import user_config_path  # only when no place was given: it costs a start

    return user_config_path("frontdesk") / NAME


def text_of(path: Path) -> str:
    """What stands in the file; empty when there is none.

    Raises:
        BadInputError: it cannot be read.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            return file.read(4 * SIZE_LIMIT + 1).decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else None
        raise BadInputError(
            _("{file} cannot be read: {why}").format(
                file=safe(str(path), 300), why=why or _("it is no UTF-8 text")
            ),
            _("mend it, or remove it; without it the defaults hold"),
        ) from error


def _without_waiting(name: str, flags: int) -> int:
    """Opens a pipe in the file's place too: who reads it would wait for somebody to write."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def load(path: Path) -> Preferences:
    """The settings of a file; the defaults when there is none.

    Raises:
        BadInputError: it cannot be read or used; names the file, the line and the key.
    """
    text = text_of(path)
    return parse(text, safe(str(path), 300)) if text else Preferences()


def changed(text: str, name: str, value: object, *, keys: bool = False) -> str:
    """The text of a settings file with one setting changed, the rest as it was written.

    Args:
        name: a setting, or with ``keys`` the id of a command.
        value: what it is to be; ``None``: left out, so that its default holds.

    Raises:
        BadInputError: the text cannot be read, or could not be used afterwards.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    parse(text)
    try:
        document: Any = tomlkit.parse(text)
        table: Any = document
        if keys:
            if "keys" not in document:
                document["keys"] = tomlkit.table()
            table = _holding(document["keys"], name)
            name = name if table is document["keys"] else name.rpartition(".")[2]
        if value is None:
            table.pop(name, None)
        else:
            table[name] = value
        after = tomlkit.dumps(document)
    except TOMLKitError as error:
        raise BadInputError(
            _("the settings cannot be changed here: {why}").format(why=safe(str(error), 200)),
            _("change the file in an editor"),
        ) from error
    parse(after)
    return after


def _holding(table: Any, id: str) -> Any:  # noqa: A002  the field's name
    """The table that an id is written in: an inner one where it stands without quotes."""
    inner: Any = table
    for part in id.split(".")[:-1]:
        inner = inner.get(part) if hasattr(inner, "get") else None
    return inner if inner is not None and id.rpartition(".")[2] in inner else table


def save(path: Path, text: str) -> None:
    """Put the text in the file's place: the old one or the new one is there, never half of one.

    Raises:
        BadInputError: it cannot be written, or something else than a file is in its place.
    """
    try:
        target = Path(os.path.realpath(path))  # a link stays a link
        if target.exists() and not target.is_file():
            raise FileExistsError(errno.EEXIST, _("what is there is no file"))
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                Path(beside).chmod(target.stat().st_mode & 0o777)
            Path(beside).replace(target)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BadInputError(
            _("{file} cannot be written: {why}").format(
                file=safe(str(path), 300), why=error.strerror or ""
            ),
            _("name another place with FRONTDESK_CONFIG"),
        ) from error
