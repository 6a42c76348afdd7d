"""Typed reading of the policy files: what is asked, by which clause, with which limits."""
