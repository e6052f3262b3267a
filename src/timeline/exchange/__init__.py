"""Other notations of a ledger: one module for each, both ways, without paths, clock and terminal.

`registry` names them all; a new notation is one module here and one entry there (docs/formats.md).
"""
