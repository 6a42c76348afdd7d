"""What a command answers: one value for programs, lines for people, and how it ended."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TextIO

import msgspec

from bianmin_desktop.errors import Fault

done, has_problems = 0, 1


@dataclass(frozen=True, slots=True)
class Answer:
    """`value` is what `--json` prints, `lines` what people read, `exit_code` 0 or 1."""

    value: object
    lines: Sequence[str]
    exit_code: int = done


def print_answer(answer: Answer, output: TextIO, *, is_json: bool) -> None:
    """Write the answer in the form that was asked for."""
    if is_json:
        output.write(as_json(answer.value))
    else:
        output.writelines(f"{printable(line)}\n" for line in answer.lines)
    output.flush()


def print_fault(fault: Fault, output: TextIO, errors: TextIO, *, is_json: bool) -> None:
    """Write a failure: as the one JSON value on the output, or as a sentence on the errors."""
    if is_json:
        error = {"code": fault.code, "message": fault.message, "details": dict(fault.details)}
        output.write(as_json({"error": error}))
        output.flush()
    else:
        errors.write(f"{printable(fault.message)}（{fault.code}）\n")
        errors.flush()


def as_json(value: object) -> str:
    """The value as indented JSON with a line break at its end."""
    try:
        encoded = msgspec.json.encode(value, enc_hook=str)
    except UnicodeEncodeError:
        # A path that is no UTF-8: half a character can only stand in JSON escaped.
        return json.dumps(msgspec.to_builtins(value, enc_hook=str), indent=2) + "\n"
    return msgspec.json.format(encoded, indent=2).decode("utf-8") + "\n"


def printable(text: str) -> str:
    """The text without what would steer a terminal; line breaks and tabs stay."""
    return "".join(c if c in "\n\t" or unicodedata.category(c) != "Cc" else "·" for c in text)


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows under headers, in columns as wide as their cells (Chinese signs are two wide)."""
    cells = [[_one_line(cell) for cell in row] for row in (headers, *rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    lines = []
    for row in cells:
        padded = (
            cell + " " * (size - _width(cell)) for cell, size in zip(row, widths, strict=True)
        )
        lines.append("  ".join(padded).rstrip())
    return lines


def _one_line(cell: str) -> str:
    short = cell if len(cell) <= 60 else cell[:59] + "…"
    return " ".join(short.split())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
