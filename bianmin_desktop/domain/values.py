"""What a field may hold once it has passed the gate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bianmin_desktop.domain.parsing.answers import Absence

Value = str | int | Decimal | date | bool | tuple[str, ...] | Absence | None
"""A value of a record. `None` is a blank (not yet answered); 0 is a number; `Absence` says
不适用 or 未采集. `choice` and `reference` fields hold ids, `choices`/`references` tuples of ids."""


def number_of(value: Value) -> Decimal | None:
    """The value as a number, or nothing when it is blank, absent or no number."""
    if type(value) is Decimal:
        return value
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else None
