"""Every colour of text can be read on every ground that it stands on; none carries a meaning alone.

Contrast by the formula of WCAG 2.2 (relative luminance, section 1.4.3); how colours look without
red or green cones by Machado, Oliveira and Fernandes (2009), severity 1.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from textual.color import Color
from textual.theme import Theme

from frontdesk.clock import ClockState
from frontdesk.terms import Clock, Priority, Status
from frontdesk.themes import THEMES
from frontdesk.widgets.ledger import COLOURS, GLYPHS
from frontdesk.widgets.ticket_columns import PRIORITY, STATE, fit, line
from tests.desks import NOW
from tests.screens.rows import row

TEXTS = (
    *("foreground", "quiet", "primary", "secondary", "accent", "warning", "error", "success"),
    *("text-warning", "text-error", "text-success"),
)
CURSORS = ("block-cursor-background", "block-cursor-blurred-background")
GROUNDS = ("background", "surface", "panel", *CURSORS)
LEAST = {"dark": 4.5, "light": 4.5, "contrast": 7.0}
WITHOUT = {
    "red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
APART = 0.1
"""Distance of two colours in linear light, below which they are hard to tell apart."""
OWN_COLOURS = [each for each in THEMES if not each.ansi]


def colours(theme: Theme) -> dict[str, Color]:
    """The colours of a theme as they are painted, those that Textual derives among them."""
    return {
        name: Color.parse(value)
        for name, value in {**theme.to_color_system().generate(), **theme.variables}.items()
        if name in {*TEXTS, *GROUNDS, "block-cursor-foreground"}
    }


def linear(colour: Color) -> tuple[float, float, float]:
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in (colour.r / 255, colour.g / 255, colour.b / 255)
    )
    return red, green, blue


def ratio(one: Color, other: Color) -> float:
    """The contrast of two colours, 1 to 21."""
    weights = (0.2126, 0.7152, 0.0722)
    lights = sorted(
        sum(w * v for w, v in zip(weights, linear(each), strict=True)) for each in (one, other)
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def test_black_on_white_is_the_greatest_contrast() -> None:
    assert ratio(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert ratio(Color(119, 119, 119), Color(255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", OWN_COLOURS, ids=lambda theme: theme.name)
def test_every_text_can_be_read_on_every_ground(theme: Theme) -> None:
    found = colours(theme)
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS]
    pairs.append(("block-cursor-foreground", "block-cursor-background"))
    faint = {
        pair: round(ratio(found[pair[0]], found[pair[1]]), 2)
        for pair in pairs
        if ratio(found[pair[0]], found[pair[1]]) < LEAST[theme.name]
    }
    assert faint == {}


def test_in_high_contrast_the_lines_between_panes_can_be_seen() -> None:
    """WCAG 2.2, section 1.4.11: 3:1 for what parts one thing from another."""
    theme = next(each for each in THEMES if each.name == "contrast")
    rule = Color.parse(theme.variables["rule"])
    found = colours(theme)
    assert all(ratio(rule, found[ground]) >= 3 for ground in ("background", "surface", "panel"))


@pytest.mark.parametrize("lost", WITHOUT)
def test_in_high_contrast_warnings_errors_and_success_differ_without_red_or_green(
    lost: str,
) -> None:
    found = colours(next(each for each in THEMES if each.name == "contrast"))
    seen = {
        name: [sum(m * v for m, v in zip(line_, linear(found[name]), strict=True))
               for line_ in WITHOUT[lost]]
        for name in ("warning", "error", "success", "foreground")
    }  # fmt: skip
    near = [
        (one, other)
        for one, other in combinations(seen, 2)
        if sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5 < APART
    ]
    assert near == []


def test_status_and_priority_are_told_by_letter_or_glyph_as_well() -> None:
    assert len({PRIORITY[each] for each in Priority}) == len(Priority)
    open_ones = [each for each in Status if each.is_open]
    assert len({STATE[each] for each in open_ones}) == len(open_ones)


def test_lateness_is_told_by_a_sign_as_well() -> None:
    def words(minutes: int) -> str:
        due = replace(row(1), due_at=NOW + timedelta(minutes=minutes), due_clock=Clock.RESOLUTION)
        return "".join(text for text, _style in line(due, fit(80), NOW))

    assert "−" in words(-12)
    assert "−" not in words(12)


def test_how_a_clock_stands_is_told_by_a_sign_as_well() -> None:
    assert set(GLYPHS) == set(ClockState)
    coloured = {GLYPHS[state] for state in COLOURS}
    assert len(coloured) == len(COLOURS)
    assert not coloured & {GLYPHS[state] for state in ClockState if state not in COLOURS}


def test_the_cursor_in_the_terminals_own_colours_can_be_read_whatever_they_are() -> None:
    own = next(each for each in THEMES if each.ansi).variables
    assert own["row-cursor-text-style"] == "reverse"
    assert "underline" in own["block-cursor-text-style"]
    assert {own["block-cursor-background"], own["block-cursor-foreground"]} == {"ansi_default"}
