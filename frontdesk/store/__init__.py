"""Where it is kept: the engine, the unit of work, the ledger of events, search, backup.

This room refuses to decide anything. It imports nothing by itself, so that looking at a store's
place (``store.place``) or its first window (``store.first``) costs no SQLModel.
"""
