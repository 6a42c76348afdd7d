"""Sheets of the same layout are looked at once; and how sure a column is, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bianmin_desktop.gui.wizards.import_wizard.journey import surely
from bianmin_desktop.services.importing.proposals import Column, How, Proposal, TableProposal


@dataclass(frozen=True, slots=True)
class Layout:
    """The tables that have the same headings."""

    key: str
    tables: tuple[TableProposal, ...]

    @property
    def columns(self) -> Sequence[Column]:
        """The columns, with samples of the first table."""
        return self.tables[0].columns

    @property
    def given(self) -> Sequence[str]:
        """Fields that the sheet as a whole answers, e.g. by its name."""
        return tuple(self.tables[0].given)

    @property
    def name(self) -> str:
        """What the layout is called in a list."""
        # A pasted block is called the same as its only sheet.
        first = " ".join(dict.fromkeys((self.tables[0].file, self.tables[0].sheet.name))).strip()
        more = f" 等 {len(self.tables)} 张同样的表" if len(self.tables) > 1 else ""
        return f"{first}{more}"

    @property
    def words(self) -> str:
        """Where the header and the rows are, in a sentence."""
        first = self.tables[0]
        rows = sum(max(len(table.sheet.rows) - table.first_row, 0) for table in self.tables)
        top, bottom = (row + 1 for row in first.header_rows)
        header = f"第 {top} 行" if top == bottom else f"第 {top}～{bottom} 行"
        return f"{self.name}：{header}是表头，下面有 {rows:,} 行。请看看每一列对应得对不对。"


def layouts_of(proposal: Proposal) -> tuple[Layout, ...]:
    """The tables that are imported, by layout, in the order of the files."""
    by_key: dict[str, list[TableProposal]] = {}
    for table in proposal.taken:
        by_key.setdefault(table.layout_key, []).append(table)
    return tuple(Layout(key, tuple(tables)) for key, tables in by_key.items())


def sureness(column: Column, taken: str) -> tuple[str, str]:
    """How sure it is that the column is what it is taken for, in words, and their level."""
    if taken != column.field or column.how == How.CHOSEN:
        return ("您选的" if taken else "您选了不导入"), ""
    if column.how == How.REMEMBERED:
        return ("沿用上次" if taken else "沿用上次：不导入"), ""
    if not taken:
        return ("没认出，不导入" if column.samples else "空列"), ""
    return ("确定", "good") if column.confidence >= surely else ("可能，请核对", "verify")
