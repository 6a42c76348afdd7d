"""What every rule on a single record shares: the finding, and how its blanks count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import RuleSetting
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import number_of


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that is not met: at which field, and the words its message needs."""

    at: str
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """One rule in force, and what it is judged against."""

    rule: RuleSetting
    edition: Edition
    today: date

    def number(self, record: Record, field_id: str) -> Decimal | None:
        """The number in a field; a blank is 0 where the rule says so, else it is not known.

        不适用, 未采集 and unreadable text are never known: the rule stays silent.
        """
        value = record.get(field_id)
        if value is None and self.rule.blanks == "zero" and field_id not in record.typed:
            return Decimal(0)
        return number_of(value)

    def label(self, record: Record, field_id: str) -> str:
        """What the clerk calls a field."""
        return self.edition.field(record.type, field_id).label
