"""Questions asked of a ledger: pure functions from records to records, without clock, files or printing."""
