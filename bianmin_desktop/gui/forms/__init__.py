"""Forms, made from the policy's record types: editors, rows, issues beside them."""
