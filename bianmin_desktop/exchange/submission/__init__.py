"""Which tables and texts one submission consists of, before any file format."""
