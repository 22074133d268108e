"""Who is mentioned in a text: ``@ola`` at the beginning of a word. Pure.

A mail address mentions nobody, and neither does a longer login that begins alike. It refuses to
know who works here: whether somebody has such a login is for whoever asks.
"""

from __future__ import annotations

import re

_MENTION = re.compile(r"(?<![\w@.+-])@(\w+(?:[.@+-]+\w+)*)")


def mentioned(text: str) -> tuple[str, ...]:
    """The logins that a text may mention, each once, in order.

    >>> mentioned("@ola, ask @per.oberg. Not to x@ola.example")
    ('ola', 'per.oberg')
    """
    return tuple(dict.fromkeys(_MENTION.findall(text)))
