"""Text tables (.csv), written so that they are safe to open in office programs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO

_starts_formula = re.compile(r"'*[=+\-@\t\r]")
"""With a ' before it as well: reading takes one away from where it may have been put."""
_plain_number = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def write_csv(target: BinaryIO, rows: Iterable[Sequence[str]]) -> None:
    """Rows as UTF-8 with a mark for Excel; text that would be taken for a formula is guarded."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", errors="replace", newline="")
    csv.writer(text, lineterminator="\r\n").writerows(
        [guarded(cell) for cell in row] for row in rows
    )
    text.flush()
    text.detach()


def guarded(cell: str) -> str:
    """The cell with a leading ' when a spreadsheet would read it as a formula."""
    if _starts_formula.match(cell) and not _plain_number.fullmatch(cell):
        return f"'{cell}"
    return cell
