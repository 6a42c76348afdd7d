"""What a snapshot says of earlier quarters: the numbers copied from them, and their corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bianmin_desktop.domain.periods import Quarter


@dataclass(frozen=True, slots=True)
class Copied:
    """Numbers of an earlier quarter as its version handed them in.

    `figures` are 期末 by figure, `entered` the typed numbers by field of the summary.
    """

    period: str
    version: int
    figures: Mapping[str, Decimal | None]
    entered: Mapping[str, Decimal]

    def say(self) -> str:
        """Where they were copied from: 2023年第四季度第2版."""
        return f"{Quarter.parse(self.period).label}第{self.version}版"


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """上期更正 of a figure, see `carrying.Correction`; `records` are those behind it, by id."""

    figure: str
    handed: Decimal | None
    now: Decimal | None
    added: Decimal
    removed: Decimal
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CorrectedLine:
    """A record behind corrections: what was done to it, and what that did to which figures."""

    id: str
    kind: str
    name: str
    what: str
    effects: str


@dataclass(frozen=True, slots=True)
class Carried:
    """上期, 上年同期 and 上期更正; empty where nothing was handed in before."""

    before: Copied | None = None
    same_last_year: Copied | None = None
    corrections: tuple[CorrectionLine, ...] = field(default=(), repr=False)
    corrected: tuple[CorrectedLine, ...] = field(default=(), repr=False)


def written_carried(carried: Carried) -> dict[str, object]:
    """In JSON's types, what is empty left out; a decimal as its plain digits."""
    parts = ((name, getattr(carried, name)) for name in Carried.__dataclass_fields__)
    return {name: _written(part) for name, part in parts if part}


def _written(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Mapping):
        return {name: _written(part) for name, part in value.items()}
    if isinstance(value, tuple):
        return [_written(part) for part in value]
    if isinstance(value, Copied | CorrectionLine | CorrectedLine):
        names = type(value).__dataclass_fields__
        return {name: _written(getattr(value, name)) for name in names}
    return value
