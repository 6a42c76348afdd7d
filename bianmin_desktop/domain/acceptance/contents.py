"""The content of one acceptance, frozen as plain JSON: the whole sheet, its template's words too.

The canonical bytes hold no version number and no time: the same checklist always gives the same
bytes and the same 一致码.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

import msgspec

from bianmin_desktop.domain.acceptance.sheet import Sheet
from bianmin_desktop.domain.snapshots import content_format

kind = "checklist"
"""What the content calls itself."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What an acceptance came to: the step taken, who scored, the marks and the verdict."""

    step: str
    step_label: str
    scorer: str
    on: date
    marks: Decimal
    verdict: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A frozen checklist and what it came to."""

    sheet: Sheet
    accepted: Accepted


def content_of_acceptance(acceptance: Acceptance) -> bytes:
    """The canonical bytes: keys sorted, numbers as their digits, days in ISO form."""
    whole = {
        "kind": kind,
        "format": content_format,
        "edition": acceptance.sheet.edition,
        "sheet": _flat(acceptance.sheet),
        "accepted": _flat(acceptance.accepted),
    }
    return msgspec.json.encode(whole, order="sorted")


def acceptance_of(content: bytes) -> Acceptance:
    """The acceptance that `content_of_acceptance` wrote; it needs no edition."""
    whole = msgspec.json.decode(content)
    return Acceptance(
        msgspec.convert(whole["sheet"], Sheet),
        msgspec.convert(whole["accepted"], Accepted),
    )


def _flat(value: object) -> object:
    """In JSON's types."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_flat(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {held.name: _flat(getattr(value, held.name)) for held in fields(value)}
    return value
