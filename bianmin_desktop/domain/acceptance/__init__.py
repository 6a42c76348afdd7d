"""验收: a circle's checklist, filled from the ledgers, scored, judged and frozen."""
