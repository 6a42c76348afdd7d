"""A 一致码 as it comes from people and scanners: found in what was typed, and likened to others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from bianmin_desktop.domain.snapshots import alphabet, shown

_dashes = re.compile(r"[‐‑‒–—―−ー_]")
_groups = re.compile(
    r"(?<![0-9A-Z])([0-9A-Z]{4})[-. ]?([0-9A-Z]{4})[-. ]?([0-9A-Z]{4})(?![0-9A-Z])"
)
_symbol = re.compile(r"^(\S+) (\S+) V(\d+) ")
_named = "一致码"
_near = 2


@dataclass(frozen=True, slots=True)
class CodeRead:
    """What was found: the code as people read it, and what a scanned symbol says beside it.

    `code` is empty when there is none; `odd` are its signs that no 一致码 has.
    """

    code: str = ""
    odd: str = ""
    unit: str = ""
    period: str = ""
    version: int = 0


def read_code(text: str) -> CodeRead:
    """The 一致码 in a text: typed with or without dashes, scanned, or copied with its page's foot."""
    line = _dashes.sub("-", " ".join(unicodedata.normalize("NFKC", text).upper().split()))
    _, _, behind = line.rpartition(_named)
    found = _groups.findall(behind or line)
    if not found:
        return CodeRead()
    # A scanned symbol says the unit's code first, which may have twelve signs as well.
    code = "".join(found[-1])
    odd = "".join(sign for sign in dict.fromkeys(code) if sign not in alphabet)
    symbol = _symbol.match(line)
    if symbol is None:
        return CodeRead(shown(code), odd)
    unit, period, version = symbol.groups()
    return CodeRead(shown(code), odd, unit, period, int(version))


def nearest(code: str, known: Iterable[str]) -> str:
    """The known code that differs in one or two signs, if there is exactly one such."""
    near = [one for one in known if len(one) == len(code) and 0 < _apart(one, code) <= _near]
    return near[0] if len(near) == 1 else ""


def _apart(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
