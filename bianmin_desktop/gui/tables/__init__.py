"""Lists of records: lazily read rows, filters, chosen columns."""
