"""Printing: one preview for every document; what is printed is the PDF file itself."""
