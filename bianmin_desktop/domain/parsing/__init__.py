"""Reading what a person typed: one subject a file, every refusal an ``Unreadable``."""
