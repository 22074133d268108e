"""A person's own settings of the console: theme, language, stillness, keys.

``parse`` is pure; ``file`` reads and writes where they lie. It refuses to know Textual, the store
and any screen.
"""

from __future__ import annotations

from frontdesk.preferences.reading import parse
from frontdesk.preferences.wishes import LANGUAGES, SETTINGS, THEMES, Preferences, Setting

__all__ = ["LANGUAGES", "SETTINGS", "THEMES", "Preferences", "Setting", "parse"]
