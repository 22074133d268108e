"""An application that takes on a person's settings: colours, language, stillness, keys; at once.

It refuses to read or write the file that they are kept in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.constants import TEXTUAL_ANIMATIONS
from textual.widgets import Input, TextArea

from frontdesk.commands import use_keys
from frontdesk.i18n import use
from frontdesk.preferences import Preferences
from frontdesk.themes import THEMES
from frontdesk.widgets.saying import SayingApp

if TYPE_CHECKING:
    from textual.events import DescendantFocus
    from textual.widget import Widget

T = TypeVar("T")
NOWHERE = ("f99",)
"""A key that no keyboard has, for what has none: Textual takes an empty one for the shipped one."""


class WornApp(SayingApp[T], Generic[T]):
    """An application as somebody wants it.

    Attributes:
        preferences: their settings, as they hold now.
    """

    preferences: Preferences

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)

    def wear(self, preferences: Preferences) -> None:
        """Takes on a person's settings."""
        self.preferences = preferences
        self.theme = preferences.theme
        use(preferences.language or None)
        self.animation_level = "none" if preferences.reduced_motion else TEXTUAL_ANIMATIONS
        if self.is_running:
            self._still(self.focused)
        keymap = preferences.keymap
        use_keys(keymap)
        self.set_keymap({each: ",".join(keys or NOWHERE) for each, keys in keymap.items()})

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Whoever gets the cursor shows it as this person wants it."""
        self._still(event.widget)

    def _still(self, focused: Widget | None) -> None:
        """A cursor in a text blinks unless nothing is to move; Textual asks each field for it."""
        if isinstance(focused, Input | TextArea):
            focused.cursor_blink = not self.preferences.reduced_motion
