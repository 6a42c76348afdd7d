"""The tables of the book: the records, and what is kept about them."""
