"""The schema's history: one revision a file, never edited once released."""
