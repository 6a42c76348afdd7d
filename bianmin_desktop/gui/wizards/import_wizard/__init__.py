"""The way of a table into the ledger: files, columns, contents, trial run, done.

`ImportWizard` is the window, `Journey` what was chosen so far; one page a step.
"""
