"""Pictures of screens, kept as SVG beside the tests: what changed shows in the difference.

``PICTURES=keep pytest tests/screens`` keeps what they show now; look at it before you commit.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App

KEPT = Path(__file__).parent / "pictures"
OWN = re.compile(r"terminal-\d+-")
"""The exporter names its styles after a checksum of the whole; a picture needs no such name."""
FONTS = re.compile(r"@font-face \{.*?\}", re.DOTALL)

Picture = Callable[[App[int], str], None]


@pytest.fixture
def picture() -> Picture:
    """Compares a screen with its kept picture: ``picture(app, "desk-80x24")``."""

    def compare(app: App[int], name: str) -> None:
        svg = FONTS.sub("", OWN.sub("terminal-", app.export_screenshot(title=name)))
        svg = "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"
        kept = KEPT / f"{name}.svg"
        if os.environ.get("PICTURES") == "keep":
            KEPT.mkdir(exist_ok=True)
            kept.write_text(svg, "utf-8")
        shown = KEPT / f"{name}.now.svg"
        if not kept.exists() or kept.read_text("utf-8") != svg:
            shown.write_text(svg, "utf-8")
            pytest.fail(f"{name} looks different: compare {shown} with {kept}, or keep it")
        shown.unlink(missing_ok=True)

    return compare
