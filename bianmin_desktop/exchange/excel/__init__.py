"""Excel workbooks: submissions, lists and templates written, foreign ledgers read."""
