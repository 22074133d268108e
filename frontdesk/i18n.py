"""The reader's language: words and plurals from the package's ``locale`` folder.

The language is a person's own choice (``FRONTDESK_LANG`` or the settings), never the machine's
locale. Words are looked up when they are shown, so that a change of language needs no restart.
It refuses to guess: without a catalogue for a language the English text stands.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Callable
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
"""Where catalogues lie: ``LANGUAGE/LC_MESSAGES/frontdesk.mo``."""

_DOMAIN = "frontdesk"
_TAG = re.compile(r"[A-Za-z]{2,3}([_-][A-Za-z]{2})?")
_chosen: tuple[str, gettext.NullTranslations] | None = None


def use(language: str | None = None) -> str:
    """Speak a language from now on, in the whole process.

    Args:
        language: ``sv``, ``pl``, ``en`` …; left out: ``FRONTDESK_LANG``, else English.

    Returns:
        The language that is spoken now: ``en`` where there is no catalogue for the one asked for.
    """
    global _chosen  # noqa: PLW0603  one process speaks to one person
    asked = language or os.environ.get("FRONTDESK_LANG") or "en"
    tag = _TAG.match(asked)
    spoken = tag.group().replace("-", "_") if tag else "en"
    short = spoken.split("_")[0].lower()
    found = gettext.translation(_DOMAIN, LOCALE, [spoken, short], fallback=True)
    name = "en" if type(found) is gettext.NullTranslations else short
    _chosen = (name, found)
    return name


def language() -> str:
    """The language that is spoken now, without its country."""
    return _chosen[0] if _chosen else use()


def _spoken() -> gettext.NullTranslations:
    if _chosen is None:
        use()
    assert _chosen is not None
    return _chosen[1]


def _(text: str) -> str:
    """The text in the reader's language. Call ``.format(…)`` on what it returns, not before."""
    # An empty message would give the catalogue's own heading.
    return _spoken().gettext(text) if text else text


def plural(one: str, many: str, n: int, say: Callable[[str], str] = _) -> str:
    """The form that fits ``n``, with ``{n}`` in it filled in.

    Args:
        say: the translator; another one than the reader's gives the English form.

    >>> plural("{n} ticket", "{n} tickets", 3)
    '3 tickets'
    """
    if say is not _:
        return say(one if n == 1 else many).replace("{n}", str(n))
    return _spoken().ngettext(one, many, n).replace("{n}", grouped(str(n)))


def marks(say: Callable[[str], str] = _) -> tuple[str, str]:
    """What stands between thousands, and the decimal sign."""
    shown = say(N_("1000.5"))
    return shown[1:-5], shown[-2]


def grouped(digits: str, say: Callable[[str], str] = _) -> str:
    """The digits of a whole number, with or without a sign, in threes where there are five or more.

    >>> grouped("12345")
    '12345'
    """
    between, _mark = marks(say)
    if not between or len(digits.lstrip("+-")) < 5:
        return digits
    sign = "+" if digits[0] == "+" else ""
    return sign + f"{int(digits):,}".replace(",", between)


def N_(text: str) -> str:  # noqa: N802  gettext's own name, which its tools look for
    """Marks a constant for translation, and gives it back as it is; show it with ``_``."""
    return text
