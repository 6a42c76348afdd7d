"""Texts that cannot disagree with the tables: facts, references, drafts, numbers typed by hand."""
