"""A query that cannot be understood: what is wrong, at which character, and what was meant."""

from __future__ import annotations

from collections.abc import Iterable

from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.text import nearest, safe


class QueryError(BadInputError):
    """Something typed is not of the language.

    Attributes:
        at: the place of what is wrong, from 0; ``length``: how many characters it has.
    """

    code = "bad_query"

    def __init__(self, title: str, hint: str, at: int, length: int = 1) -> None:
        super().__init__(_("{title} (character {place})").format(title=title, place=at + 1), hint)
        self.at = at
        self.length = length


def unknown(word: str, known: Iterable[str], at: int, *, many: bool = False) -> QueryError:
    """The error about a word that is none of the known ones; the nearest are named.

    Args:
        many: there are so many known ones that those which are unlike it would say nothing.
    """
    known = list(known)
    near = nearest(word, known) or ([] if many else known)
    hint = _("nearest: {names}").format(names=", ".join(near[:6]))
    return QueryError(
        _("{word!r} is not understood").format(word=safe(word, 40)),
        hint if near else _("put it in quotes to look for it as words"),
        at,
        len(word),
    )
