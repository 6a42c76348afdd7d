"""Use cases: what a clerk does, one transaction each."""
