"""What people type on the command line, turned into what verbs take; and the types of arguments.

Every value that cannot be used is refused with what to type instead, before a store is opened
where that is possible.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from frontdesk.errors import BadInputError, NotFoundError
from frontdesk.i18n import _
from frontdesk.terms import Channel
from frontdesk.text import nearest, safe

MOST_READ = 4_000_000
"""Characters that are read from standard input or a file for one text."""
HIGHEST = 2**63 - 1

E = TypeVar("E", bound=StrEnum)

Number = Annotated[str, typer.Argument(metavar="N", help="A ticket's number.")]
MaybeNumber = Annotated[str | None, typer.Argument(metavar="N", help="A ticket's number.")]
Numbers = Annotated[list[str] | None, typer.Argument(metavar="N", help="Tickets by their numbers.")]
Order = Annotated[str, typer.Argument(metavar="ORDER", help="A repair order's number.")]
Orders = Annotated[
    list[str], typer.Argument(metavar="ORDER", help="Repair orders by their numbers.")
]
Reason = Annotated[str, typer.Option("--reason", metavar="R", help="Why; it stays on the trail.")]
Limit = Annotated[
    int, typer.Option("--limit", metavar="N", min=1, max=10_000, help="At most so many.")
]
Requester = Annotated[
    str, typer.Option("--requester", metavar="WHO", help="Code, mail, name or telephone number.")
]
CreateRequester = Annotated[
    bool, typer.Option("--create-requester", help="Enter WHO in the register: a name, or a mail.")
]
ByChannel = Annotated[str, typer.Option("--channel", metavar="C", help=", ".join(Channel))]
Equipment = Annotated[str | None, typer.Option("--asset", metavar="TAG", help="The equipment.")]
Place = Annotated[
    str | None, typer.Option("--site", metavar="S", help="Where; else where they are.")
]
Took = Annotated[int, typer.Option("--minutes", metavar="M", help="How long the contact took.")]
After = Annotated[
    str | None,
    typer.Option("--after", metavar="CURSOR", help="Go on where a list ended (its next)."),
]


def number(typed: str, what: str = "") -> int:
    """A number as people write it: ``4127`` or ``#4127``.

    Raises:
        BadInputError: it is none.
    """
    bare = typed.strip().removeprefix("#")
    if bare.isascii() and bare.isdigit() and 0 < int(bare[:20]) <= HIGHEST:
        return int(bare)
    name = what or _("a ticket's number")
    raise BadInputError(
        _("{typed!r} is not {name}").format(typed=safe(typed, 40), name=name),
        _("type digits, as in 4127"),
    )


def numbers(typed: Iterable[str], what: str = "") -> list[int]:
    """Several of them, each once, in the order typed; a comma between two is understood."""
    found = [
        number(part, what) for word in typed for part in word.replace(",", " ").split() or [word]
    ]
    return list(dict.fromkeys(found))


def word(kind: type[E], typed: str, option: str) -> E:
    """One of the field's words.

    Raises:
        BadInputError: none of them; the nearest is named.
    """
    meant = typed.strip().lower().replace("-", "_")
    try:
        return kind(meant)
    except ValueError:
        near = nearest(meant, list(kind), 1)
        listed = ", ".join(kind)
        hint = _("one of: {words}").format(words=listed)
        if near:
            hint = _("did you mean {word}? One of: {words}").format(word=near[0], words=listed)
        raise BadInputError(
            _("{option} cannot be {typed!r}").format(option=option, typed=safe(typed, 40)), hint
        ) from None


def fields(typed: Iterable[str]) -> Mapping[str, str]:
    """``field=value`` pairs; ``field=-`` reads the value from standard input.

    Raises:
        BadInputError: no ``=`` in one, or a field that comes twice.
    """
    found: dict[str, str] = {}
    for pair in typed:
        name, sign, value = pair.partition("=")
        name = name.strip().lower().replace("-", "_")
        if not sign or not name:
            raise BadInputError(
                _("{pair!r} sets nothing").format(pair=safe(pair, 60)),
                _("write --set field=value, as in --set urgency=high"),
            )
        if name in found:
            raise BadInputError(_("{name} is set twice").format(name=name), _("set it once"))
        found[name] = text(value) if value == "-" else value
    return found


def text(typed: str) -> str:
    """A text as typed; ``-`` reads it from standard input."""
    return read_stdin() if typed == "-" else typed


def read_stdin() -> str:
    """Everything on standard input, as UTF-8.

    Raises:
        BadInputError: it is not UTF-8, or longer than anybody writes.
    """
    stream = getattr(sys.stdin, "buffer", None)
    try:
        if stream is None:
            found: str = sys.stdin.read(MOST_READ + 1)
        else:
            found = stream.read(4 * MOST_READ + 1).decode("utf-8")
    except UnicodeDecodeError:
        raise BadInputError(
            _("standard input is not UTF-8"), _("convert it, as with iconv -t utf-8")
        ) from None
    if len(found) > MOST_READ:
        raise BadInputError(
            _("standard input has more than {n} characters").format(n=MOST_READ),
            _("shorten it, or attach it as a file"),
        )
    return found.replace("\r\n", "\n").removesuffix("\n")


def existing(path: str) -> Path:
    """A file that is there to be read.

    Raises:
        NotFoundError: it is not.
    """
    found = Path(path).expanduser()
    if found.is_dir():
        raise NotFoundError(
            _("{path} is a folder").format(path=safe(path)), _("give the path of a file")
        )
    if not found.exists():
        raise NotFoundError(
            _("there is no file {path}").format(path=safe(path)), _("look at the path")
        )
    return found


def yes_or_no(typed: str | None, option: str) -> bool | None:
    """``yes`` or ``no``; ``None`` where nothing was said."""
    if typed is None:
        return None
    meant = typed.strip().lower()
    if meant in ("yes", "y", "true", "1"):
        return True
    if meant in ("no", "n", "false", "0"):
        return False
    raise BadInputError(
        _("{option} cannot be {typed!r}").format(option=option, typed=safe(typed, 40)),
        _("say yes or no"),
    )
