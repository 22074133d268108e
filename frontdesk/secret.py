"""Whether a text looks as if it told a secret: a password after its word, in six languages.

Pure, and no more than a net: it refuses to judge what a secret is. There is no field for one
anywhere; this is for what is typed where it does not belong.
"""

from __future__ import annotations

import re

from frontdesk.words import fold

_WORDS = (
    "password", "passwd", "pass ?phrase", "passcode", "pwd", "pin", "pin code", "one-time code",
    "losenord(?:et)?", "pinkod(?:en)?", "pin-kod(?:en)?", "engangskod(?:en)?",
    "haslo", "kod pin", "kod jednorazowy", "passwort", "kennwort", "mot de passe", "contrasena",
)  # fmt: skip
_IS = r"is(?: now)?|ar(?: nu)?|to|jest|brzmi|ist|lautet|est|es"
_TOLD = re.compile(
    rf"\b(?:{'|'.join(_WORDS)})\b\s*(?:[:=]\s*\S|(?:{_IS})\s+\S*[\d!#$%&*+/<=>?@^_~]\S*)"
)


def tells_secret(text: str) -> bool:
    """Whether the text looks as if it held a password or a code.

    >>> tells_secret("Password reset, she has signed in")
    False
    >>> tells_secret("hasło: Zima2026")
    True
    """
    return _TOLD.search(fold(text)) is not None
