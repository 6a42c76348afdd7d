"""Long numbers a spreadsheet has damaged."""

from __future__ import annotations

import re

_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+E[+-]?|E[+-])[0-9]+")


def is_in_scientific_notation(entry: str) -> bool:
    """Whether a spreadsheet turned a long number into the form 9.137E+17, losing digits."""
    return _SCIENTIFIC.fullmatch(entry.upper().replace(" ", "")) is not None
