"""A draft: raw text under field ids, exactly as somebody typed, pasted or imported it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Draft:
    """What enters the gate. A field not named in `texts` is left as it is stored."""

    type: str
    texts: Mapping[str, str]
    record_id: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
