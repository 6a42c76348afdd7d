"""What a list is when it leaves the program as a file or on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bianmin_desktop.exchange.submission.parts import Table


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A list: its table, whose it is, what was asked for, and when it was taken.

    `conditions` says in words which records it holds; `secrecy` what was starred, if anything was.
    The table's first column is the records' ids where `has_ids`; `naming` is the column that says
    which record a line is.
    """

    table: Table
    unit: str
    conditions: str
    made_at: datetime
    naming: str = "name"
    secrecy: str = ""
    has_ids: bool = True

    @property
    def title(self) -> str:
        """What stands above it: the unit, and the ledger's name."""
        return f"{self.unit}{self.table.title}"

    @property
    def day(self) -> str:
        """When it was taken: 2024年4月8日."""
        return f"{self.made_at.year}年{self.made_at.month}月{self.made_at.day}日"

    @property
    def count(self) -> str:
        """How many records it has, in words."""
        return f"共 {len(self.table.lines):,} 条"

    @property
    def asked(self) -> str:
        """What stands between title and header: the conditions, and what was starred."""
        return "　　".join(filter(None, (self.conditions, self.secrecy)))
