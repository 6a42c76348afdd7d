"""Codecs between domain values and files: workbooks, documents, packages."""
