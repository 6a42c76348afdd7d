"""The book: one SQLite file (or a PostgreSQL database), its schema, transactions and upgrades."""
