"""A small event log of another desk, and the map that reads it, for tests that import one."""

from __future__ import annotations

MAP = """
[constants]
subject = "vpn tunnel drops"
[tiers]
"north" = 2
".*" = 1
[log]
case = "case"
activity = "what"
team = "team"
at = "at"
resolved = ["done"]
"""
