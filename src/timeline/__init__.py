"""A plain-text ledger of space-mission dates: what was announced, by whom, and how far it moved."""

__version__ = "0.1.0"
