"""The versions that a store's schema has had. Standard library only: the first window asks too."""

from __future__ import annotations

REVISIONS = ("0001",)
"""Every schema version, oldest first; each has a migration of that name."""

LATEST = REVISIONS[-1]
"""What this program reads and writes."""
