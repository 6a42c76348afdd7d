"""Printed documents (打印文书) as files: on paper by GB/T 9704 or as a table, and as a workbook."""
