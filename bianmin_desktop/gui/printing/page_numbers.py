"""Which pages are wanted, as people write it: 1-3,5."""

from __future__ import annotations

import re

from bianmin_desktop.domain.parsing.text import half_width

_parts = re.compile(r"[,、;\s]+")
_range = re.compile(r"([0-9]{1,6})(?:[-—–~至到]+([0-9]{1,6}))?")


def page_numbers(text: str, count: int) -> tuple[int, ...] | None:
    """The pages meant, from 0, each once and in order; nothing when the text makes no sense.

    An empty text means all of them.
    """
    wanted = half_width(text).strip()
    if not wanted:
        return tuple(range(count))
    found: set[int] = set()
    for part in filter(None, _parts.split(wanted)):
        match = _range.fullmatch(part)
        if match is None:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= count:
            return None
        found.update(range(first - 1, last))
    return tuple(sorted(found)) or None
