"""Business time: calendars, promises, clocks, rosters. ``frontdesk.clock`` is its index."""
