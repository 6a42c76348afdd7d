"""Printed documents (打印文书): their rows from the ledger, and the letters made of the rows."""
