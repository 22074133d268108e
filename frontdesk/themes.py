"""The console's colours: dark, light, high contrast, and the terminal's own.

Meaning never hangs on a colour alone: status, priority and lateness are letters and glyphs too.
"""

from __future__ import annotations

from textual.theme import Theme

_DARK = Theme(
    name="dark",
    primary="#7aa2d6",
    secondary="#8fb8a8",
    accent="#e6b450",
    warning="#e0a458",
    error="#ef6f6c",
    success="#8cc084",
    foreground="#d7dbe0",
    background="#14171c",
    surface="#14171c",
    panel="#1d222a",
    dark=True,
    variables={
        "quiet": "#8a94a3",
        "rule": "#2c313a",
        "block-cursor-background": "#222d3c",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#1d222a",
        "row-cursor-text-style": "bold",
        "input-selection-background": "#7aa2d6 35%",
    },
)
_LIGHT = Theme(
    name="light",
    primary="#1f5c99",
    secondary="#2b6f5b",
    accent="#8f5400",
    warning="#8f5a00",
    error="#b3261e",
    success="#2f6b2f",
    foreground="#1d2126",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#efede7",
    dark=False,
    variables={
        "quiet": "#5d6570",
        "rule": "#c4c0b4",
        "block-cursor-background": "#d9e4f0",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#efede7",
        "row-cursor-text-style": "bold",
        "input-selection-background": "#1f5c99 25%",
    },
)
_CONTRAST = Theme(
    name="contrast",
    primary="#7fd4ff",
    secondary="#7fffd4",
    accent="#ffff00",
    warning="#ffd700",
    error="#ffb39a",
    success="#8fe3ff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        "quiet": "#d0d0d0",
        "rule": "#9a9a9a",
        "block-cursor-background": "#002c55",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#262626",
        "row-cursor-text-style": "bold",
        "input-selection-background": "#ffff00 40%",
    },
)
_TERMINAL = Theme(
    name="terminal",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_cyan",
    accent="ansi_yellow",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    variables={
        "quiet": "ansi_bright_black",
        "rule": "ansi_bright_black",
        # Which colours can be read on which is the terminal's business: turned round, all can.
        "block-cursor-background": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "row-cursor-text-style": "reverse",
        # Textual turns no option of a list round: there a line stands under it.
        "block-cursor-text-style": "bold underline",
        "block-cursor-blurred-text-style": "underline",
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "border-blurred": "ansi_black",
        "input-cursor-background": "ansi_white",
        "input-cursor-foreground": "ansi_black",
        "input-selection-background": "ansi_bright_blue",
        "input-selection-foreground": "ansi_black",
        "screen-selection-background": "ansi_bright_blue",
        "screen-selection-foreground": "ansi_black",
    },
)

THEMES = (_DARK, _LIGHT, _CONTRAST, _TERMINAL)
"""The themes, the default first."""
