"""What screens share: the ticket list, bars, overlays, the composer, the receipt.

A widget is fed plain rows and functions; it knows no store and no office.
"""
