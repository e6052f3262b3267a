"""What people and programs see: records, tables, words. The only code that knows Rich."""
